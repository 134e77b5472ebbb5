import { describe, expect, it } from 'vitest';
import { soleChoice } from '../../../renderer/parts/code-choices.ts';

const CHOICES = [
  { code: 'key', label: '重大项目', aliases: ['重点'] },
  { code: 'key-innovation', label: '重大创新项目' },
  { code: 'fund', label: '基金' },
];

describe('a text left in a code field without picking', () => {
  it('means what it names exactly, else the only one it fits', () => {
    expect(soleChoice(CHOICES, '基')).toBe(CHOICES[2]);
    expect(soleChoice(CHOICES, 'key')).toBe(CHOICES[0]);
    expect(soleChoice(CHOICES, ' 重点 ')).toBe(CHOICES[0]);
  });

  it('is questioned where it fits several or none', () => {
    expect(soleChoice(CHOICES, '重大')).toBe('“重大”对得上 2 项，请从列表里选一项');
    expect(soleChoice(CHOICES, '平台')).toBe('没有“平台”这一项，请从列表里选一项');
  });
});
