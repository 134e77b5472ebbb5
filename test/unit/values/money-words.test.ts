import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moneyWords } from '../../../shared/values/money-words.ts';

it.each([
  [0, '零元整'],
  [5, '伍分'],
  [50, '伍角整'],
  [100, '壹元整'],
  [105, '壹元零伍分'],
  [12_345, '壹佰贰拾叁元肆角伍分'],
  [120_000_000, '壹佰贰拾万元整'],
  [1_234_500_000, '壹仟贰佰叁拾肆万伍仟元整'],
  [100_000_500, '壹佰万零伍元整'],
  [1_000_500_000, '壹仟万伍仟元整'],
  [1_000_000_000_000, '壹佰亿元整'],
  [1_000_000_500_00, '壹拾亿零伍佰元整'],
  [-10_000, '负壹佰元整'],
])('%i 分 is %s', (fen, words) => {
  expect(moneyWords(fen)).toBe(words);
});

const VALUES: Readonly<Record<string, number>> = { 拾: 10, 佰: 100, 仟: 1000 };

/** Reads an amount in words back, digit by digit. */
function read(words: string): number {
  let [total, group, digit] = [0, 0, 0];
  let fen = 0;
  for (const character of words.replace('负', '')) {
    const place = '零壹贰叁肆伍陆柒捌玖'.indexOf(character);
    if (place >= 0) digit = place;
    else if (VALUES[character]) {
      group += digit * VALUES[character];
      digit = 0;
    } else if (character === '万' || character === '亿' || character === '元') {
      total += group + digit;
      [group, digit] = [0, 0];
      if (character === '万') total = Math.floor(total / 100_000_000) * 100_000_000 + (total % 100_000_000) * 10_000;
      else if (character === '亿') total *= 100_000_000;
      else {
        fen += total * 100;
        total = 0;
      }
    } else if (character === '角') {
      fen += digit * 10;
      digit = 0;
    } else if (character === '分') {
      fen += digit;
      digit = 0;
    }
  }
  return fen;
}

it('says every amount so that it can be read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (fen) => {
      expect(read(moneyWords(fen))).toBe(fen);
    }),
  );
});
