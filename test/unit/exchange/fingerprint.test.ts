import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fingerprintLines,
  formatFingerprint,
  isFingerprint,
  parseFingerprint,
  sameFingerprint,
} from '../../../shared/exchange/fingerprint.ts';

const DIGEST = '0123456789abcdef'.repeat(4);
const digest = fc.stringMatching(/^[0-9a-f]{64}$/);

describe('a fingerprint', () => {
  it('is printed in capitals, in groups of four', () => {
    expect(formatFingerprint(DIGEST).split(' ')).toHaveLength(16);
    expect(formatFingerprint(DIGEST)).toMatch(/^0123 4567 89AB CDEF /);
  });

  it('stands in two lines of eight groups wherever it is compared', () => {
    const lines = fingerprintLines(DIGEST);
    expect(lines.map((line) => line.split(' ').length)).toEqual([8, 8]);
    expect(lines.join(' ')).toBe(formatFingerprint(DIGEST));
  });

  it('is read back as people write it', () => {
    fc.assert(
      fc.property(digest, fc.constantFrom(' ', '  ', '-', '\n', '\u3000', ':'), fc.boolean(), (one, gap, capitals) => {
        const groups = formatFingerprint(one).replaceAll(' ', gap);
        expect(parseFingerprint(capitals ? groups : groups.toLowerCase())).toBe(one);
        expect(sameFingerprint(groups, one)).toBe(true);
      }),
    );
    const fullWidth = [...DIGEST].map((digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0)).join('');
    expect(parseFingerprint(fullWidth)).toBe(DIGEST);
  });

  it.each(['', DIGEST.slice(1), `${DIGEST}0`, `${DIGEST.slice(1)}g`])('is not %j', (text) => {
    expect(parseFingerprint(text)).toBeNull();
    expect(sameFingerprint(text, text)).toBe(false);
    expect(isFingerprint(text)).toBe(false);
  });

  it('is not another one', () => {
    expect(sameFingerprint(DIGEST, `1${DIGEST.slice(1)}`)).toBe(false);
  });
});
