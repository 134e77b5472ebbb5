import { describe, expect, it } from 'vitest';
import { anyRefusal, describeProblem, PROBLEM_CODES, PROBLEMS } from '../../../shared/exchange/problem-code.ts';

const FAMILY = /^(BAG|SIGNATURE|FORMAT|ENCRYPTION|LIMIT|KEY|PLAN|PERIOD|ADDRESSEE|CHAIN)_[A-Z0-9_]+$/;

describe('the table of problems', () => {
  it.each(PROBLEM_CODES)('%s is of a family and says in one Chinese sentence what to do', (code) => {
    const { message } = PROBLEMS[code];
    expect(code).toMatch(FAMILY);
    expect(message).toMatch(/^[^。]+。$/u);
    expect(message).not.toMatch(/[!！您]|哈希|JSON|ZIP/u);
    expect([...message].length).toBeLessThan(60);
  });

  it('has no sentence twice', () => {
    expect(new Set(PROBLEM_CODES.map((code) => PROBLEMS[code].message)).size).toBe(PROBLEM_CODES.length);
  });
});

describe('a problem', () => {
  it('names its place', () => {
    expect(describeProblem('BAG_FILE_MISSING', 'data/x').message).toContain('（位置：data/x）');
    expect(describeProblem('BAG_FILE_MISSING').place).toBeUndefined();
  });

  it('refuses or warns', () => {
    expect(anyRefusal([describeProblem('KEY_UNCONFIRMED'), describeProblem('CHAIN_GAP')])).toBe(false);
    expect(anyRefusal([describeProblem('KEY_CHANGED')])).toBe(true);
  });
});
