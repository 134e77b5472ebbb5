import { describe, expect, it } from 'vitest';
import { checkRecord, checkWithdrawn } from '../../../shared/check/check-record.ts';
import { periodRules } from '../../../shared/check/period-rules.ts';
import type { CheckedRecord } from '../../../shared/check/rule.ts';
import { MERGED_INTO } from '../../../shared/registers/link-fields.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { CONTEXT, recordOf } from './sample-records.ts';

type Case = {
  readonly former: CheckedRecord;
  readonly breaks: CheckedRecord;
  readonly keeps: CheckedRecord;
  readonly field: string;
};

const project = (values: Parameters<typeof recordOf>[1], tables: CheckedRecord['tables'] = {}) =>
  recordOf('project', values, tables);
const aims = (achieved: number): CheckedRecord['tables'] => ({
  indicators: [{ rowId: 'a', values: { kind: 'paper', target: 1000, achieved } }],
});

/** For each kind of rule against the former filing what was filed, what breaks it and what keeps it. */
const CASES: Readonly<Record<string, Case>> = {
  'figure-leap': {
    former: project({ provincialFunds: 50_000_000 }),
    breaks: project({ provincialFunds: 500_000_000 }),
    keeps: project({ provincialFunds: 499_000_000 }),
    field: 'provincialFunds',
  },
  'figure-jump': {
    former: project({ provincialFunds: 400_000_000 }),
    breaks: project({ provincialFunds: 601_000_000 }),
    keeps: project({ provincialFunds: 600_000_000 }),
    field: 'provincialFunds',
  },
  'running-shrinks': {
    former: project({ spentFunds: 90_000_000 }),
    breaks: project({ spentFunds: 89_999_999 }),
    keeps: project({ spentFunds: 90_000_001 }),
    field: 'spentFunds',
  },
  'indicators-shrink': {
    former: project({}, aims(300)),
    breaks: project({}, aims(200)),
    keeps: project({}, aims(300)),
    field: 'achieved',
  },
};

describe('rules against what was filed before', () => {
  it('have a case each, those of every register by one of its kind', () => {
    const kinds = new Set(REGISTERS.flatMap((register) => periodRules(register).map((rule) => rule.id.split('.')[1]!)));
    const known = new Set([...Object.keys(CASES), 'vanished']);
    for (const kind of kinds) expect([kind, known.has(kind) || /-shrink$/.test(kind)]).toEqual([kind, true]);
  });

  it.each(Object.entries(CASES))('%s', (name, { former, breaks, keeps, field }) => {
    const register = registerById('project')!;
    const found = (record: CheckedRecord) =>
      checkRecord(register, record, { ...CONTEXT, former: { ...former, period: '2020Q1' } }).filter(
        (problem) => problem.rule === `project.${name}`,
      );
    expect(found(breaks)).toMatchObject([{ field, former: { period: '2020Q1' } }]);
    expect(found(breaks)[0]!.message).toMatch(/2020 年第 1 季度.*。$/);
    expect(found(keeps)).toEqual([]);
    expect(checkRecord(register, breaks, CONTEXT).some((problem) => problem.rule === `project.${name}`)).toBe(false);
  });

  it('a small figure may change as it likes', () => {
    const register = registerById('platform')!;
    const former = { ...recordOf('platform', { ipCount: 1 }), period: '2020Q1' };
    expect(checkRecord(register, recordOf('platform', { ipCount: 9 }), { ...CONTEXT, former })).toEqual([]);
  });

  it('a record that was filed and went is asked after, unless it was merged into another', () => {
    const register = registerById('project')!;
    const former = { ...project({}), period: '2020Q1' };
    expect(checkWithdrawn(register, project({}), { ...CONTEXT, former })).toMatchObject([
      { rule: 'project.vanished', severity: 'warning' },
    ]);
    expect(checkWithdrawn(register, project({}), CONTEXT)).toEqual([]);
    expect(checkWithdrawn(register, project({ [MERGED_INTO]: 'project-a' }), { ...CONTEXT, former })).toEqual([]);
  });
});
