import { describe, expect, it } from 'vitest';
import { blocksFiling, checkRecord } from '../../../shared/check/check-record.ts';
import { declaredRules } from '../../../shared/check/declared-rules.ts';
import type { CheckedRecord, Rule } from '../../../shared/check/rule.ts';
import { ruleById, rulesOf, writtenRules } from '../../../shared/check/rules.ts';
import { codeTable } from '../../../shared/codes/code-tables.ts';
import { type Field, findField, holds, type Register } from '../../../shared/registers/register.ts';
import { ALL_REGISTERS, REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import type { FieldValue, RecordValues } from '../../../shared/values/field-value.ts';
import { COMMON_CASES, RULE_CASES, type RuleCase, SHARED_CASES } from './rule-cases.ts';
import { CONTEXT, ORDINARY, recordOf } from './sample-records.ts';

const PLANLESS = { owner: CONTEXT.owner };

function broken(rule: Rule, record: CheckedRecord): boolean {
  return rule.find(record, CONTEXT).length > 0;
}

/** The kind or state of record of which nothing more is asked. */
const PLAIN: Readonly<Record<string, RecordValues>> = {
  enterprise: { tier: 'technology-sme' },
  ip: { state: 'applied' },
  standard: { state: 'drafting' },
  finance: { kind: 'other' },
};

describe.each(REGISTERS.map((register) => [register.id, register] as const))(
  'an ordinary record of %s',
  (id, register) => {
    it('is right', () => {
      expect(checkRecord(register, recordOf(id), CONTEXT)).toEqual([]);
      expect(checkRecord(register, recordOf(id), PLANLESS)).toEqual([]);
    });

    it('with only what must be filled has no warning', () => {
      const ordinary = ORDINARY[id]!;
      const required = register.fields.filter(
        (field) => field.required && (field.required === 'always' || holds(field.required, ordinary)),
      );
      const values = Object.fromEntries(required.map(({ key }) => [key, ordinary[key]]));
      const problems = checkRecord(register, { values: { ...values, ...PLAIN[id] }, tables: {} }, CONTEXT);
      expect(problems.filter((problem) => problem.severity !== 'hint')).toEqual([]);
    });
  },
);

function sharedCases(register: Register): Readonly<Record<string, RuleCase>> {
  return Object.fromEntries(Object.entries(SHARED_CASES).filter(([, { field }]) => findField(register, field)));
}

describe('rules', () => {
  const all = ALL_REGISTERS.flatMap((register) => rulesOf(register).map((rule) => [register, rule] as const));

  it('have ids of their own, a source and fields that exist', () => {
    expect(new Set(all.map(([, rule]) => rule.id)).size).toBe(all.length);
    for (const [register, rule] of all) {
      expect(rule.id.startsWith(`${register.id}.`)).toBe(true);
      expect(rule.register).toBe(register.id);
      expect(rule.source).not.toBe('');
      const tables = [undefined, ...register.tables.map((table) => table.key)];
      for (const key of rule.fields) {
        expect([rule.id, tables.some((table) => findField(register, key, table))]).toEqual([rule.id, true]);
      }
      expect(ruleById(rule.id)).toBe(rule);
    }
    expect(ruleById('project.no-such-rule')).toBeUndefined();
  });

  it('written by hand have cases each, and cases have rules', () => {
    const written = ALL_REGISTERS.flatMap((register) => writtenRules(register).map((rule) => rule.id));
    const common = [...Object.keys(COMMON_CASES), 'outside-plan'];
    const expected = [
      ...Object.keys(RULE_CASES),
      ...REGISTERS.flatMap((register) =>
        [...common, ...Object.keys(sharedCases(register))].map((name) => `${register.id}.${name}`),
      ),
    ];
    expect([...written].sort()).toEqual(expected.sort());
  });
});

describe.each(Object.entries(RULE_CASES))(
  '%s',
  (id, { breaks, brokenTables, keeps, keptTables, owner = CONTEXT.owner }) => {
    const rule = ruleById(id)!;

    it('is broken, and says so in a sentence', () => {
      const findings = rule.find(recordOf(rule.register, breaks, brokenTables), { ...CONTEXT, owner });
      expect(findings).toHaveLength(1);
      expect(findings[0]!.message).toMatch(/^.+。$/);
      expect(findings[0]!.field).toBe(rule.fields[0]);
    });

    it('is kept', () => {
      expect(rule.find(recordOf(rule.register, keeps, keptTables), CONTEXT)).toEqual([]);
    });

    it('says nothing of an empty record unless it asks for something', () => {
      const asks = ['platform.approval-missing'];
      const findings = rule.find({ values: {}, tables: {} }, CONTEXT);
      expect(findings.length).toBe(asks.includes(id) ? 1 : 0);
    });
  },
);

describe.each(REGISTERS.map((register) => [register.id, register] as const))('common rules of %s', (id, register) => {
  it.each(Object.entries({ ...COMMON_CASES, ...sharedCases(register) }))('%s', (name, { breaks, keeps }) => {
    const rule = ruleById(`${id}.${name}`)!;
    expect(broken(rule, recordOf(id, breaks))).toBe(true);
    expect(broken(rule, recordOf(id, keeps))).toBe(false);
  });

  it('outside-plan', () => {
    const rule = ruleById(`${id}.outside-plan`)!;
    expect(broken(rule, recordOf(id, { [register.yearField]: '2018-12-31' }))).toBe(true);
    expect(broken(rule, recordOf(id, { [register.yearField]: '2022' }))).toBe(true);
    expect(broken(rule, recordOf(id, { [register.yearField]: '2021' }))).toBe(false);
  });

  it('leave the province alone about counties', () => {
    const rule = ruleById(`${id}.county-outside`)!;
    expect(rule.find(recordOf(id, { county: '370102' }), { owner: '370000' })).toEqual([]);
  });
});

describe('rules from declarations', () => {
  /** A value that breaks a demand of a field, and one that keeps it, from the declaration alone. */
  function samples(field: Field, kind: string): readonly [FieldValue, FieldValue] {
    const kept = keptValue(field);
    switch (kind) {
      case 'required':
        return [null, kept];
      case 'type':
        return [wrongType(field), kept];
      case 'code':
        return [field.type === 'codes' ? ['no-such-code'] : 'no-such-code', kept];
      case 'length':
        return ['𠮷'.repeat(field.maxLength! + 1), '𠮷'.repeat(field.maxLength!)];
      case 'range':
        return field.min !== undefined ? [field.min - 1, field.min] : [field.max! + 1, field.max!];
      case 'check-digit':
        return ['91350100M000100Y44', '91350100M000100Y43'];
      case 'shape':
        return [field.identifier === 'uscc' ? '无' : '编号不详', kept];
      default:
        return [field.identifier === 'uscc' ? ODD_INSIDE : '12', kept];
    }
  }

  function wrongType(field: Field): FieldValue {
    return field.type === 'codes'
      ? 'ai'
      : ['year', 'integer', 'money', 'decimal', 'flag'].includes(field.type)
        ? '1'
        : 7;
  }

  function keptValue(field: Field): FieldValue {
    switch (field.type) {
      case 'code':
        return firstCode(field);
      case 'codes':
        return [firstCode(field)];
      case 'date':
        return '2020-03-05';
      case 'year':
        return 2020;
      case 'integer':
      case 'money':
      case 'decimal':
      case 'flag':
        return 1;
      case 'identifier':
        return IDENTIFIERS[field.identifier!] ?? '2020';
      default:
        return '示例';
    }
  }

  /** The outer check character is right, the organisation code's own, the 17th, is not. */
  const ODD_INSIDE = '91350100M000100Y56';

  const IDENTIFIERS: Readonly<Record<string, string>> = {
    uscc: '91350100M000100Y43',
    'enterprise-certificate': 'GR202037100123',
    'achievement-registration': '3702020Y0123',
    phone: '13800000000',
    'standard-number': 'GB/T 39909-2021',
  };

  function firstCode(field: Field): string {
    return codeTable(field.codeTable!).items[0]!.code;
  }

  const cases = ALL_REGISTERS.flatMap((register) =>
    declaredRules(register).map((rule) => [rule.id, register, rule] as const),
  );

  it.each(cases)('%s', (id, register, rule) => {
    const parts = id.split('.');
    const kind = parts.at(-1)!;
    const table = parts.length === 4 ? parts[1] : undefined;
    const field = findField(register, parts.at(-2)!, table)!;
    const [breaks, keeps] = samples(field, kind);
    const findings = rule.find(holding(field, table, breaks), CONTEXT);
    expect(findings).toHaveLength(1);
    expect(findings[0]!.message).toMatch(/。$/);
    expect(findings[0]!.rowId).toBe(table ? 'row' : undefined);
    expect(rule.find(holding(field, table, keeps), CONTEXT)).toEqual([]);
    if (kind !== 'required') expect(rule.find({ values: {}, tables: {} }, CONTEXT)).toEqual([]);
  });

  function holding(field: Field, table: string | undefined, value: FieldValue): CheckedRecord {
    const condition = typeof field.required === 'object' ? field.required : undefined;
    const values = { ...(condition ? { [condition.field]: condition.in[0] } : {}), [field.key]: value };
    return table ? { values: {}, tables: { [table]: [{ rowId: 'row', values }] } } : { values, tables: {} };
  }
});

describe('written reasons', () => {
  const project = registerById('project')!;
  const reasons = (text: string) => ({ reasons: [{ rowId: 'project.funds-sum', values: { text } }] });

  it('explain a warning and let it be filed', () => {
    const change = { otherFunds: null };
    const [bare] = checkRecord(project, recordOf('project', change), CONTEXT);
    expect(bare).toMatchObject({ rule: 'project.funds-sum', severity: 'warning', field: 'totalFunds' });
    expect(bare!.explained).toBeUndefined();
    expect(blocksFiling(bare!)).toBe(true);
    const [explained] = checkRecord(project, recordOf('project', change, reasons('国拨经费未列入')), CONTEXT);
    expect(explained).toMatchObject({ explained: true, reason: '国拨经费未列入' });
    expect(blocksFiling(explained!)).toBe(false);
  });

  it('must say something', () => {
    const [blank] = checkRecord(project, recordOf('project', { otherFunds: null }, reasons('  ')), CONTEXT);
    expect(blank!.explained).toBeUndefined();
  });

  it('do not help against errors, and hints need none', () => {
    const record = recordOf('project', { endDate: '2020-05', planTask: null });
    const problems = checkRecord(project, record, CONTEXT);
    expect(problems.map((problem) => [problem.rule, blocksFiling(problem)])).toEqual([
      ['project.task-missing', false],
      ['project.dates-order', true],
    ]);
  });
});
