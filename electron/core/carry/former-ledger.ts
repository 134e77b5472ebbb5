import type { ShownRow } from '../../../shared/merge/shown-values.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';

/** A record of a former ledger, as far as it can be carried on. */
export interface FormerRecord {
  readonly id: string;
  readonly values: RecordValues;
  readonly tables: Readonly<Record<string, readonly ShownRow[]>>;
}

/** A ledger of former times, wherever it lies: only read, never written. */
export interface FormerLedger {
  /** What it is called in links and history. */
  readonly source: string;
  /** Whether a record bears the same id whenever the ledger is read; a row of a workbook does not. */
  readonly lastingIds: boolean;
  /** Living records of this office, in the order of their ids; none for a register it does not have. */
  records(register: Register): Iterable<FormerRecord>;
  record(register: Register, id: string): FormerRecord | undefined;
  /** Rows of a workbook that cannot be taken as they are. */
  bad(register: Register): number;
  /** Where an evidence file lies; undefined when it does not. */
  evidence(sha256: string): string | undefined;
  close(): void;
}
