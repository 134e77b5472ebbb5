import type { Plan } from '../plan/plan.ts';
import type { FieldValue, RecordValues } from '../values/field-value.ts';

/** 错误 blocks filing, 警示 needs a written reason, 提示 informs. */
export type Severity = 'error' | 'warning' | 'hint';

/** What a rule looks at: one field, several fields of a record, records of one register, several registers, what was last filed. */
export type RuleKind = 'field' | 'fields' | 'records' | 'registers' | 'period';

export interface CheckedRow {
  readonly rowId: string;
  readonly values: RecordValues;
}

/** What the checks see of a record: its shown values and its child rows by table key. */
export interface CheckedRecord {
  readonly values: RecordValues;
  readonly tables: Readonly<Record<string, readonly CheckedRow[] | undefined>>;
}

/** A record as its office last filed it for an earlier period. */
export interface FormerRecord extends CheckedRecord {
  readonly period: string;
}

export interface CheckContext {
  /** Office that owns the record. */
  readonly owner: string;
  readonly plan?: Plan;
  /** Absent for a record that was never filed for an earlier period. */
  readonly former?: FormerRecord | undefined;
}

/** What was filed before at the place of a problem. */
export interface FormerValue {
  readonly period: string;
  readonly value: FieldValue;
}

/** One place where a rule is broken, and the sentence about it. */
export interface Finding {
  readonly message: string;
  /** Field to jump to; the rule's first when absent. */
  readonly field?: string;
  readonly table?: string;
  readonly rowId?: string;
  readonly former?: FormerValue;
}

/** What every rule says of itself, whatever it looks at. */
export interface RuleHead {
  /** Unique among all registers; also the row id of the written reason. Never renamed once shipped. */
  readonly id: string;
  readonly severity: Severity;
  /** Where the rule comes from: a section of the plan, a standard, a form, or 业务惯例. */
  readonly source: string;
  /** Keys of the fields it reads, the one to jump to first. */
  readonly fields: readonly string[];
  /** What it demands, in a sentence; where absent `rule-demands.ts` has it. */
  readonly demand?: string;
  /** What it looks at; several fields of one record when absent. */
  readonly kind?: RuleKind;
  /** No office may switch it: a value that breaks it cannot be stored, shown or counted. */
  readonly fixed?: boolean;
}

/** A rule over one record, beside which may stand what was filed before. */
export interface Rule extends RuleHead {
  readonly register: string;
  /** It looks at records that were withdrawn, and at no others. */
  readonly withdrawn?: boolean;
  /** A field or table without which the rule has nothing to say, so that it need not be asked. */
  readonly silentWithout?: { readonly field?: string; readonly table?: string };
  /** Where the record breaks the rule; empty when it does not. */
  readonly find: (record: CheckedRecord, context: CheckContext) => readonly Finding[];
}

/** A found fault as shown, stored and sent. */
export interface Problem {
  readonly rule: string;
  readonly severity: Severity;
  readonly field?: string;
  readonly table?: string;
  readonly rowId?: string;
  readonly message: string;
  readonly former?: FormerValue;
  /** Other records make it: it comes and goes with them. */
  readonly among?: boolean;
  /** A 警示 for which a reason is written. */
  readonly explained?: boolean;
  readonly reason?: string;
}
