import { inventCode } from '../../electron/core/demo/invented-units.ts';
import { checkRecord } from '../../shared/check/check-record.ts';
import type { CheckedRecord, Problem } from '../../shared/check/rule.ts';
import { ruleById } from '../../shared/check/rules.ts';
import { codeChoices } from '../../shared/codes/code-tables.ts';
import { patentCheckCharacter } from '../../shared/identifiers/patent-number.ts';
import type { PlanIndicator } from '../../shared/plan/plan.ts';
import { BUILTIN_TABLES } from '../../shared/registers/builtin-tables.ts';
import { type Field, findField, type IdentifierKind, type Register } from '../../shared/registers/register.ts';
import type { FieldValue, RecordValues } from '../../shared/values/field-value.ts';

const DAY = '2020-06-01';

/** A record with all that its register declares, and a row in each of its own child tables. */
export interface SampleRecord {
  readonly values: Readonly<Record<string, NonNullable<FieldValue>>>;
  readonly tables: Readonly<Record<string, RecordValues>>;
}

type Draft = { values: Record<string, FieldValue>; tables: Record<string, Record<string, FieldValue>> };

/**
 * A record of any register from its declaration alone: every field of the city filled, unique by `serial`, and such that no rule
 * has an error or a 警示 to report: codes and flags are tried until the rules are content, and what a rule cannot bear is
 * left empty. With an indicator, the record is one that it counts.
 */
export function sampleRecord(register: Register, owner: string, serial: number, counted?: PlanIndicator): SampleRecord {
  const allowed = counted ? demanded(counted) : {};
  const draft: Draft = { values: {}, tables: {} };
  for (const field of register.fields) {
    if (field.authority !== 'province') draft.values[field.key] = sampleValue(field, owner, serial);
  }
  for (const table of ownTables(register)) {
    draft.tables[table.key] = Object.fromEntries(
      table.fields.map((field) => [field.key, sampleValue(field, owner, serial)]),
    );
  }
  for (const [key, values] of Object.entries(allowed)) draft.values[key] = values[0]!;
  settle(register, owner, draft, allowed);
  const filled = Object.entries(draft.values).filter(([, value]) => value !== null);
  return { values: Object.fromEntries(filled) as SampleRecord['values'], tables: draft.tables };
}

/** The child tables that a register declares itself. */
export function ownTables(register: Register): Register['tables'] {
  return register.tables.filter((table) => !BUILTIN_TABLES.includes(table));
}

/** The values, by field, with which an indicator counts a record; its sum adds up {@link SUMMED}. */
type Allowed = Readonly<Record<string, readonly FieldValue[]>>;

/** In 万元, the unit in which money is summed. */
export const SUMMED = 2;

function demanded(indicator: PlanIndicator): Allowed {
  const values: Record<string, readonly FieldValue[]> = {};
  for (const condition of indicator.filter) {
    if ('in' in condition) values[condition.field] = condition.in;
    else if ('containsAny' in condition) values[condition.field] = condition.containsAny.map((code) => [code]);
  }
  if (indicator.field) values[indicator.field] = [SUMMED * 1_000_000];
  return values;
}

function sampleValue(field: Field, owner: string, serial: number): FieldValue {
  switch (field.type) {
    case 'code':
      return choices(field, owner)[0]!;
    case 'codes':
      return [choices(field, owner)[0]!];
    case 'date':
      return DAY;
    case 'year':
      return field.min !== undefined && field.min < 1950 ? 1980 : 2020;
    case 'flag':
    case 'money':
    case 'decimal':
    case 'integer':
      return Math.max(0, field.min ?? 0);
    case 'identifier':
      return IDENTIFIERS[field.identifier!](serial, owner, field.key);
    default:
      return `${field.label}示例${serial}`.slice(0, field.maxLength);
  }
}

function choices(field: Field, owner: string): readonly string[] {
  return codeChoices(field.codeTable!, field.within === 'owner' ? owner : undefined).map((item) => item.code);
}

const IDENTIFIERS: Readonly<Record<IdentifierKind, (serial: number, owner: string, key: string) => string>> = {
  // Two units of one record have codes of their own.
  uscc: (serial, owner, key) =>
    inventCode('91', owner, serial * 1000 + ([...key].reduce((sum, one) => sum + one.charCodeAt(0), 0) % 1000)),
  patent: patent,
  'ip-number': patent,
  'project-number': (serial) => `2020CXGC01${String(serial).padStart(4, '0')}`,
  'enterprise-certificate': (serial) => `GR202037${String(serial).padStart(6, '0')}`,
  'software-registration': (serial) => `2020SR${String(serial).padStart(7, '0')}`,
  'achievement-registration': (serial) => `3702020Y${String(serial).padStart(4, '0')}`,
  'standard-number': (serial) => `GB/T ${serial}-2020`,
  phone: (serial) => `0532-8000${String(serial).padStart(4, '0')}`,
};

function patent(serial: number): string {
  const digits = `20201${String(serial).padStart(7, '0')}`;
  return `ZL${digits}.${patentCheckCharacter(digits)}`;
}

/** Changes codes, flags and at last leaves fields empty until no rule blocks the filing of the record. */
function settle(register: Register, owner: string, draft: Draft, allowed: Allowed): void {
  for (let round = 0; round < 100; round += 1) {
    const problems = serious(register, owner, draft);
    const first = problems[0];
    if (!first) return;
    if (!improve(register, owner, draft, allowed, first, problems.length)) {
      throw new Error(`no sample of ${register.id}: ${JSON.stringify(first)}`);
    }
  }
  throw new Error(`no sample of ${register.id}: ${JSON.stringify(serious(register, owner, draft))}`);
}

function improve(
  register: Register,
  owner: string,
  draft: Draft,
  allowed: Allowed,
  problem: Problem,
  before: number,
): boolean {
  const places = placesOf(register, draft, problem);
  for (const emptied of [false, true]) {
    for (const { row, key, field } of places) {
      const kept = row[key]!;
      const only = row === draft.values ? allowed[key] : undefined;
      if (emptied && (only || field.required)) continue;
      for (const value of emptied ? [null] : (only ?? alternatives(field, owner))) {
        row[key] = value;
        if (serious(register, owner, draft).length < before) return true;
      }
      row[key] = kept;
    }
  }
  return false;
}

function alternatives(field: Field, owner: string): readonly FieldValue[] {
  if (field.type === 'code') return choices(field, owner);
  return field.type === 'flag' ? [0, 1] : [];
}

/** The fields that a problem's rule reads, where the draft has them. */
function placesOf(register: Register, draft: Draft, problem: Problem) {
  const keys = ruleById(problem.rule)?.fields ?? [problem.field ?? ''];
  const rows = [[undefined, draft.values] as const, ...Object.entries(draft.tables)];
  return rows.flatMap(([table, row]) =>
    keys.flatMap((key) => {
      const field = findField(register, key, table);
      return field && key in row ? [{ row, key, field }] : [];
    }),
  );
}

function serious(register: Register, owner: string, draft: Draft): readonly Problem[] {
  const tables: CheckedRecord['tables'] = Object.fromEntries(
    Object.entries(draft.tables).map(([key, values]) => [key, [{ rowId: 'row', values }]]),
  );
  return checkRecord(register, { values: draft.values, tables }, { owner }).filter(
    (problem) => problem.severity !== 'hint',
  );
}
