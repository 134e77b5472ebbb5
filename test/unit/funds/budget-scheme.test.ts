import { describe, expect, it } from 'vitest';
import { codeTable } from '../../../shared/codes/code-tables.ts';
import {
  belongsTo,
  budgetTotal,
  derivedScheme,
  indirectLimit,
  mergedSubject,
  mergedTotals,
  schemeOf,
} from '../../../shared/funds/budget-scheme.ts';

const SUBJECTS = codeTable('budget-subject').items.map((item) => item.code);
const WAN = 1_000_000;

describe('the scheme of a project', () => {
  it.each([
    [{ approvalYear: 2020, startDate: '2021-01' }, 'eleven'],
    [{ approvalYear: 2021, startDate: '2020-11' }, 'three'],
    [{ approvalDate: '2020-12-31', startDate: '2021' }, 'eleven'],
    [{ startDate: '2021' }, 'three'],
    [{ startDate: '2019-03-05' }, 'eleven'],
    [{}, undefined],
  ])('of %j is %s', (project, scheme) => {
    expect(derivedScheme(project)).toBe(scheme);
  });

  it('is what was filled in, and derived where nothing was', () => {
    expect(schemeOf({ fundsScheme: 'three', approvalYear: 2019 })).toBe('three');
    expect(schemeOf({ fundsScheme: null, approvalYear: 2019 })).toBe('eleven');
  });
});

describe('subjects', () => {
  it('each belong to a scheme and are merged into one of the three or into indirect costs', () => {
    for (const subject of SUBJECTS) {
      expect([subject, belongsTo(subject, 'eleven') || belongsTo(subject, 'three')]).toEqual([subject, true]);
      expect([subject, mergedSubject(subject)]).not.toEqual([subject, undefined]);
    }
    expect(mergedSubject('gifts')).toBeUndefined();
    expect(belongsTo('gifts', 'eleven')).toBe(false);
  });

  it('are eleven direct ones before the reform, three after it, and indirect costs with their two parts', () => {
    const indirect = ['indirect', 'management', 'performance'];
    const direct = (scheme: 'eleven' | 'three') =>
      SUBJECTS.filter((subject) => belongsTo(subject, scheme) && !indirect.includes(subject));
    expect(direct('eleven')).toHaveLength(11);
    expect(direct('three').sort()).toEqual(['business', 'equipment', 'labour']);
    for (const subject of indirect) {
      expect([belongsTo(subject, 'eleven'), belongsTo(subject, 'three')]).toEqual([true, true]);
    }
  });

  it.each([
    ['equipment', 'equipment'],
    ['materials', 'business'],
    ['testing', 'business'],
    ['fuel', 'business'],
    ['travel', 'business'],
    ['meetings', 'business'],
    ['exchange', 'business'],
    ['publication', 'business'],
    ['other-direct', 'business'],
    ['labour', 'labour'],
    ['consulting', 'labour'],
  ])('%s goes into %s', (subject, merged) => {
    expect(mergedSubject(subject)).toBe(merged);
  });
});

describe('a budget', () => {
  const rows = SUBJECTS.filter((subject) => belongsTo(subject, 'eleven')).map((subject) => ({
    subject,
    budgeted: 100,
  }));

  it('adds up, the parts of indirect costs only where the whole is not given', () => {
    expect(budgetTotal(rows, 'budgeted')).toBe(1200);
    expect(
      budgetTotal(
        rows.filter((row) => row.subject !== 'indirect'),
        'budgeted',
      ),
    ).toBe(1300);
    expect(budgetTotal([{ subject: 'fuel' }], 'budgeted')).toBe(0);
  });

  it('of eleven items keeps its total as one of three', () => {
    expect(mergedTotals(rows, 'budgeted')).toEqual({ equipment: 100, business: 800, labour: 200, indirect: 100 });
  });
});

describe('indirect costs', () => {
  it.each([
    ['eleven', 100, 20],
    ['three', 100, 30],
    ['three', 500, 150],
    ['three', 800, 225],
    ['three', 1500, 375],
    ['three', -3, 0],
  ] as const)('under %s items, of %d 万元 are at most %d', (scheme, base, limit) => {
    expect(indirectLimit(scheme, base * WAN)).toBe(limit * WAN);
  });
});
