import type { CodeTableId } from '../codes/code-table.ts';
import { isEmptyValue, type RecordValues } from '../values/field-value.ts';

/** Who has the say over a field (DESIGN §6): the filing office, or the provincial office. */
export type Authority = 'city' | 'province';

/**
 * The kinds of value a field can hold.
 * - `text` one line, `long-text` several; both counted in code points
 * - `code` one key of a code table; `codes` several, stored as an ordered list of keys
 * - `date` ISO `YYYY-MM-DD`; with `partial` also `YYYY` or `YYYY-MM`
 * - `year` a whole year, `integer` a whole number
 * - `money` whole 分 (1/100 元), shown in 万元
 * - `decimal` a number with `scale` decimal places, stored as a whole number of 10^-scale
 * - `flag` yes or no, stored as 1 or 0
 * - `identifier` text with a shape of its own, checked by `identifier`
 */
export type FieldType =
  | 'text'
  | 'long-text'
  | 'code'
  | 'codes'
  | 'date'
  | 'year'
  | 'integer'
  | 'money'
  | 'decimal'
  | 'flag'
  | 'identifier';

export type IdentifierKind =
  | 'uscc'
  | 'patent'
  | 'project-number'
  | 'enterprise-certificate'
  | 'software-registration'
  | 'achievement-registration'
  | 'ip-number'
  | 'standard-number'
  | 'phone';

/** Holds when another field of the same record (or child row) has one of these stored values, written as text. */
export interface FieldCondition {
  readonly field: string;
  readonly in: readonly string[];
}

/** When a field must be filled: always, or when a condition holds. */
export type RequiredWhen = 'always' | FieldCondition;

/** A field that names a record of a register by one of that register's fields: 来源项目编号 names a project by its number. */
export interface Reference {
  readonly register: string;
  readonly field: string;
}

export interface Field {
  /** English key: the column of the table and the key in packages. Never renamed once shipped. */
  readonly key: string;
  /** The field's Chinese term: form label, sheet heading, history label. */
  readonly label: string;
  readonly type: FieldType;
  readonly section: string;
  readonly codeTable?: CodeTableId;
  readonly identifier?: IdentifierKind;
  readonly unit?: string;
  readonly scale?: number;
  readonly partial?: boolean;
  readonly required?: RequiredWhen;
  /** The kinds of record the field belongs to; every kind when absent. Ask {@link isShown}, which keeps what is filled in sight. */
  readonly shownWhen?: FieldCondition;
  readonly refersTo?: Reference;
  readonly min?: number;
  readonly max?: number;
  /** Longest text, in code points. */
  readonly maxLength?: number;
  readonly authority?: Authority;
  /** Other headings under which units send this field. */
  readonly synonyms?: readonly string[];
  readonly help?: string;
  /** Stored value of the field in a new record. */
  readonly initial?: string;
  readonly searchable?: boolean;
  /** Width in px when the field is a column of the list by default. */
  readonly listColumn?: number;
  /** What narrows the choice here: the key of another field, or `owner` for the record's owner office (a county by its city). */
  readonly within?: string;
  /** A figure of one year: 结转 empties it, or keeps it as a first estimate, and gives {@link Register.figuresYear} the new year. */
  readonly yearly?: boolean;
}

export interface Section {
  readonly id: string;
  readonly label: string;
}

/** A table of child rows inside a record: participants, yearly funds, evidence. Merged row by row. */
export interface ChildTable {
  readonly key: string;
  readonly label: string;
  readonly section: string;
  readonly fields: readonly Field[];
  /** Keys of the fields that tell a row to people in one line; the first names it. */
  readonly summaryFields: readonly string[];
  /** Keys of the fields that make two rows of one record the same item: the year, the subject. Absent when rows have none. */
  readonly rowKey?: readonly string[];
  /** The two number fields of which one is aimed at and the other reached. */
  readonly pair?: { readonly target: string; readonly achieved: string };
}

/**
 * Which fields tell of one unit: its name, its 统一社会信用代码, and what else goes with them when a unit is recalled.
 * With `table` they are fields of that child table.
 */
export interface UnitFields {
  readonly table?: string;
  readonly name: string;
  readonly code: string;
  readonly nature?: string;
  readonly county?: string;
  readonly highTechZone?: string;
}

export interface Register {
  /** English id: name of the SQLite table and of the package's file. */
  readonly id: string;
  readonly label: string;
  /** Counting word: 项, 家, 件. */
  readonly measure: string;
  readonly sections: readonly Section[];
  readonly fields: readonly Field[];
  readonly tables: readonly ChildTable[];
  /** Field that names a record to people. */
  readonly titleField: string;
  /** Alternatives, in order of trust: the first whose fields are all filled identifies the item across offices. */
  readonly naturalKeys: readonly (readonly string[])[];
  /** Field that dates the item for counting by year. */
  readonly yearField: string;
  /** The units a record names together with their codes, its own unit first. */
  readonly units: readonly UnitFields[];
  /** Field that names the year of the `yearly` fields; there is one wherever a register has such fields. */
  readonly figuresYear?: string;
  /** The items that go on into the next year's ledger; every item where nothing is said. */
  readonly ongoing?: FieldCondition;
}

const keyed = new WeakMap<readonly Field[], ReadonlyMap<string, Field>>();

/** The field of a register or of one of its child tables; undefined when there is none. */
export function findField(register: Register, key: string, table?: string): Field | undefined {
  const fields = table ? register.tables.find((child) => child.key === table)?.fields : register.fields;
  if (!fields) return undefined;
  let byKey = keyed.get(fields);
  if (!byKey) {
    byKey = new Map(fields.map((field) => [field.key, field]));
    keyed.set(fields, byKey);
  }
  return byKey.get(key);
}

/** Whether a condition holds for a record's (or child row's) values. */
export function holds(condition: FieldCondition, values: RecordValues): boolean {
  const value = values[condition.field];
  return value !== undefined && value !== null && condition.in.includes(String(value));
}

/** Whether a field is to be seen in a record: it belongs to this kind of record, or something is filled in. */
export function isShown(field: Field, values: RecordValues): boolean {
  return !field.shownWhen || !isEmptyValue(values[field.key]) || holds(field.shownWhen, values);
}

/** The fields over which the filing office has authority: what is filed, digested and accepted. */
export function cityFields(register: Register): readonly Field[] {
  return register.fields.filter((field) => field.authority !== 'province');
}
