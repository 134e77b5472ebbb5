import type { Plan } from '../plan/plan.ts';
import type { RecordValues } from '../values/field-value.ts';

/** 错误 blocks filing, 警示 needs a written reason, 提示 informs. */
export type Severity = 'error' | 'warning' | 'hint';

export interface CheckedRow {
  readonly rowId: string;
  readonly values: RecordValues;
}

/** What the checks see of a record: its shown values and its child rows by table key. */
export interface CheckedRecord {
  readonly values: RecordValues;
  readonly tables: Readonly<Record<string, readonly CheckedRow[] | undefined>>;
}

export interface CheckContext {
  /** Office that owns the record. */
  readonly owner: string;
  readonly plan?: Plan;
}

/** One place where a rule is broken, and the sentence about it. */
export interface Finding {
  readonly message: string;
  /** Field to jump to; the rule's first when absent. */
  readonly field?: string;
  readonly table?: string;
  readonly rowId?: string;
}

export interface Rule {
  /** Unique among all registers; also the row id of the written reason. Never renamed once shipped. */
  readonly id: string;
  readonly register: string;
  readonly severity: Severity;
  /** Where the rule comes from. */
  readonly source: string;
  /** Keys of the fields it reads, the one to jump to first. */
  readonly fields: readonly string[];
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
  /** A 警示 for which a reason is written. */
  readonly explained?: boolean;
  readonly reason?: string;
}
