import { describe, expect, it } from 'vitest';
import { COMPARISONS, comparisonOf, compileAdded } from '../../../shared/check/added-rules.ts';
import { checkRecord } from '../../../shared/check/check-record.ts';
import { RuleBook } from '../../../shared/check/rule-book.ts';
import { type AddedRule, NO_SETTINGS, ruleSettings } from '../../../shared/check/rule-setting.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { CONTEXT, recordOf } from './sample-records.ts';

const project = registerById('project')!;

function rule(change: Partial<AddedRule>): AddedRule {
  const plain = { id: 'project.own-test', register: 'project', field: 'totalFunds', comparison: 'empty', values: [] };
  return { ...plain, severity: 'warning', sentence: '请核对。', since: '2020-07-01', ...change };
}

/** For each comparison a rule, a value that it raises and one that it lets pass. */
const CASES: Readonly<Record<string, [Partial<AddedRule>, FieldValue, FieldValue]>> = {
  empty: [{}, null, 0],
  filled: [{}, 0, null],
  less: [{ values: [10] }, 9, 10],
  greater: [{ field: 'endDate', values: ['2022'] }, '2023-01', '2022-05'],
  equal: [{ field: 'techField', values: ['ai'] }, ['5g', 'ai'], ['5g']],
  'not-equal': [{ field: 'programme', values: ['nsf'] }, 'key-rd', 'nsf'],
  outside: [{ values: [10, 20] }, 21, 20],
  between: [{ values: [10, 20] }, 10, 9],
  'less-than-field': [{ other: 'provincialFunds' }, 499_999_999, 500_000_000],
  'greater-than-field': [{ field: 'startDate', other: 'endDate' }, '2022-06', '2022'],
  'same-as-field': [{ field: 'contact', other: 'leader' }, '甲一', '乙'],
  'differs-from-field': [{ field: 'contact', other: 'leader' }, '乙', '甲一'],
  shorter: [{ field: 'name', values: [3] }, '二字', '有三字'],
  longer: [{ field: 'name', values: [3] }, '𠮷𠮷𠮷𠮷', '𠮷𠮷𠮷'],
  'off-pattern': [{ field: 'approvalDocument', values: ['document-number'] }, '鲁科字[2019]1号', '鲁科字〔2019〕128号'],
};

describe('rules that the province added', () => {
  it('have a case for each comparison', () => {
    expect(Object.keys(CASES).sort()).toEqual(COMPARISONS.map((one) => one.id).sort());
  });

  it.each(Object.entries(CASES))('%s', (comparison, [change, broken, kept]) => {
    const given = rule({ comparison, ...change });
    const [compiled] = compileAdded('project', [given]);
    const found = (value: FieldValue) =>
      compiled!.find(recordOf('project', { [given.field]: value }), CONTEXT).map((one) => one.field);
    expect(found(broken)).toEqual([given.field]);
    expect(found(kept)).toEqual([]);
  });

  it.each([
    ['a comparison of a newer version', { comparison: 'rhymes-with' }],
    ['a field there is not', { field: 'colour' }],
    ['an order among names', { field: 'name', comparison: 'less', values: ['甲'] }],
    ['a range with one end', { comparison: 'between', values: [1] }],
    ['a shape that is not on the list', { field: 'name', comparison: 'off-pattern', values: ['(a+)+$'] }],
    ['a field beside itself', { comparison: 'same-as-field', other: 'totalFunds' }],
  ])('leave %s out of account', (_, change) => {
    expect(comparisonOf(rule(change))).toBeUndefined();
    expect(compileAdded('project', [rule(change)])).toEqual([]);
  });

  it('are kept when a newer version sent them', () => {
    const sent = {
      severities: { 'project.no-such': 'off' },
      added: [{ ...rule({ comparison: 'rhymes-with' }), rhyme: 'x' }],
    };
    const read = ruleSettings.parse(sent);
    expect(read.added[0]).toMatchObject({ comparison: 'rhymes-with', rhyme: 'x' });
    expect(new RuleBook(read).rulesOf(project).length).toBe(new RuleBook(NO_SETTINGS).rulesOf(project).length);
  });
});

describe('rules that the province switched', () => {
  const record = recordOf('project', { endDate: '2020-05', totalFunds: 'x' });
  const found = (severities: Record<string, 'error' | 'warning' | 'hint' | 'off'>) =>
    checkRecord(project, record, CONTEXT, new RuleBook({ ...NO_SETTINGS, severities })).map((one) => [
      one.rule,
      one.severity,
    ]);

  it('are as grave as it says, or say nothing', () => {
    expect(found({})).toContainEqual(['project.dates-order', 'error']);
    expect(found({ 'project.dates-order': 'hint' })).toContainEqual(['project.dates-order', 'hint']);
    expect(found({ 'project.dates-order': 'off' }).map(([id]) => id)).not.toContain('project.dates-order');
  });

  it('are none of those without which a value cannot be stored', () => {
    expect(found({ 'project.totalFunds.type': 'off' })).toContainEqual(['project.totalFunds.type', 'error']);
  });
});
