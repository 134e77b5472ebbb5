import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanLongText,
  cleanText,
  codePointLength,
  foldText,
  toHalfWidth,
  toHalfWidthAlphanumerics,
} from '../../../shared/values/text.ts';

describe('text', () => {
  it.each([
    ['  山东　大学  ', '山东 大学'],
    ['a\u0000b\u200bc\ufeff', 'abc'],
    ['一\r\n二', '一 二'],
    ['e\u0301', '\u00e9'],
    ['𠮷田𫟹', '𠮷田𫟹'],
  ])('%j is kept as %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('keeps the lines of a long text', () => {
    expect(cleanLongText('\n第一行  \r\n\r\n第二行\u0007\r')).toBe('第一行\n\n第二行');
  });

  it('counts characters as people do', () => {
    expect([codePointLength('𠮷田'), codePointLength('abc'), codePointLength('')]).toEqual([2, 3, 0]);
  });

  it('changes width of letters and digits, of marks only where told', () => {
    expect(toHalfWidthAlphanumerics('５Ｇ（山东）')).toBe('5G（山东）');
    expect(toHalfWidth('５Ｇ（山东）　')).toBe('5G(山东) ');
    expect(foldText('山东 大学（威海）')).toBe(foldText('山东大学(威海)'));
  });

  it('cleans once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        const long = cleanLongText(text);
        expect(cleanLongText(long)).toBe(long);
      }),
    );
  });
});
