import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { hasInitials, initialsOf, loadReadings } from '../../../electron/core/search/initials.ts';

beforeAll(loadReadings);

/** What it is to find initials, told plainly: at some place in a line each letter is among the character's. */
function told(text: string, word: string): boolean {
  return text.split('\n').some((line) => {
    const initials = Array.from(line, initialsOf);
    return initials.some((_, start) => Array.from(word).every((letter, at) => initials[start + at]?.includes(letter)));
  });
}

const letters = fc.constantFrom('r', 'g', 'z', 'n', 'c', 'q', '1');
const characters = fc.constantFrom('人', '工', '智', '能', '重', '庆', '𠮷', 'z', 'n', '1', '。', '\n');

test.each([
  ['人工智能', 'rgzn', true],
  ['人工\n智能', 'rgzn', false],
  ['重庆', 'cq', true],
  ['重庆', 'zq', true],
  ['人。工', 'rg', false],
  ['人工1智', 'g1z', true],
])('%s has %s: %s', (text, word, found) => {
  expect(hasInitials(text, word)).toBe(found);
});

test('initials are found where each follows the other, whatever the text and however long the word', () => {
  const texts = fc.array(characters, { maxLength: 80 }).map((all) => all.join(''));
  const words = fc.oneof(
    fc.array(letters, { minLength: 1, maxLength: 5 }),
    fc.array(fc.constantFrom('r', 'z'), { minLength: 28, maxLength: 40 }),
  );
  fc.assert(
    fc.property(texts, words, (text, word) => {
      expect(hasInitials(text, word.join(''))).toBe(told(text, word.join('')));
    }),
    { numRuns: 1000 },
  );
  for (const length of [29, 30, 31, 32, 40]) {
    const word = 'rg'.repeat(20).slice(0, length);
    expect(hasInitials('人工'.repeat(20).slice(0, length), word)).toBe(true);
    expect(hasInitials(`${'人工'.repeat(20).slice(0, length - 1)}智`, word)).toBe(false);
  }
});
