import { expect, test } from 'vitest';
import { isLargeJump, jumpText } from '../../../shared/exchange/large-jump.ts';

test('a jump is large by share and by size, up and down; nothing before is none', () => {
  expect(isLargeJump(120_000_000, 900_000_000, 'money')).toBe(true);
  expect(isLargeJump(900_000_000, 120_000_000, 'money')).toBe(true);
  expect(isLargeJump(900_000_000, 1_000_000_000, 'money')).toBe(false);
  expect(isLargeJump(1_000_000, 90_000_000, 'money')).toBe(false);
  expect(isLargeJump(0, 900_000_000, 'money')).toBe(false);
  expect(isLargeJump(10, 4, 'records')).toBe(true);
  expect(isLargeJump(10, 5, 'records')).toBe(false);
  expect(isLargeJump(20, 31, 'number')).toBe(true);
  expect(jumpText(120, 900)).toBe('+650%');
  expect(jumpText(900, 120)).toBe('−87%');
});
