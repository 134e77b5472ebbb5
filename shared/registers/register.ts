import type { CodeTableId } from '../codes/code-table.ts';

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
  | 'phone';

/** When a field must be filled: always, or when another field of the record holds one of these values. */
export type RequiredWhen = 'always' | { readonly field: string; readonly in: readonly string[] };

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
}

/** The field of a register or of one of its child tables; undefined when there is none. */
export function findField(register: Register, key: string, table?: string): Field | undefined {
  const fields = table ? register.tables.find((child) => child.key === table)?.fields : register.fields;
  return fields?.find((field) => field.key === key);
}

/** The fields over which the filing office has authority: what is filed, digested and accepted. */
export function cityFields(register: Register): readonly Field[] {
  return register.fields.filter((field) => field.authority !== 'province');
}
