import { createHash } from 'node:crypto';
import type { HistoryEntry } from '../../../shared/contract/shapes.ts';
import type { Scalar } from '../../../shared/merge/causal-record.ts';
import type { Database } from '../database/database.ts';

/** One field's change, as history keeps it. */
export interface FieldChange {
  readonly field: string;
  readonly table?: string;
  readonly rowId?: string;
  readonly before: Scalar;
  readonly after: Scalar;
}

export interface HistoryLine {
  readonly act: string;
  readonly at: string;
  readonly officer: string;
  readonly office: string;
  readonly action: HistoryEntry['action'];
  readonly register: string;
  readonly record: string;
  readonly source: string | null;
  readonly changes: readonly FieldChange[];
}

interface StoredLine {
  readonly sequence: number;
  readonly act: string;
  readonly at: string;
  readonly officer: string;
  readonly office: string;
  readonly action: HistoryEntry['action'];
  readonly register: string;
  readonly record: string;
  readonly source: string | null;
  readonly changes: string;
  readonly previous: string;
  readonly digest: string;
}

function digestOf(line: Omit<StoredLine, 'digest'>): string {
  const text = [
    line.sequence,
    line.act,
    line.at,
    line.officer,
    line.office,
    line.action,
    line.register,
    line.record,
    line.source ?? '',
    line.changes,
    line.previous,
  ].join('\u001f');
  return createHash('sha256').update(text).digest('hex');
}

/** Appends to the history's digest chain. One per unit of work: it reads the chain's end once. */
export class HistoryWriter {
  private readonly insert;
  private sequence: number;
  private previous: string;

  constructor(database: Database) {
    const last = database
      .prepare<[], { sequence: number; digest: string }>(
        'SELECT sequence, digest FROM history ORDER BY sequence DESC LIMIT 1',
      )
      .get();
    this.sequence = last?.sequence ?? 0;
    this.previous = last?.digest ?? '';
    this.insert = database.prepare(
      'INSERT INTO history (sequence, act, at, officer, office, action, register, record, source, changes, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
  }

  append(line: HistoryLine): void {
    this.sequence += 1;
    const stored = { ...line, sequence: this.sequence, changes: JSON.stringify(line.changes), previous: this.previous };
    const digest = digestOf(stored);
    this.insert.run(
      stored.sequence,
      stored.act,
      stored.at,
      stored.officer,
      stored.office,
      stored.action,
      stored.register,
      stored.record,
      stored.source,
      stored.changes,
      stored.previous,
      digest,
    );
    this.previous = digest;
  }
}

export type HistoryRead = Omit<StoredLine, 'changes' | 'previous' | 'digest'> & {
  readonly changes: readonly FieldChange[];
};

function read(line: StoredLine): HistoryRead {
  return { ...line, changes: JSON.parse(line.changes) as FieldChange[] };
}

/** A record's history, newest first. */
export function historyOfRecord(database: Database, record: string): readonly HistoryRead[] {
  return database
    .prepare<[string], StoredLine>('SELECT * FROM history WHERE record = ? ORDER BY sequence DESC LIMIT 2000')
    .all(record)
    .map(read);
}

/** The lines of one act, newest first: the order in which they are taken back. */
export function historyOfAct(database: Database, act: string): readonly HistoryRead[] {
  return database
    .prepare<[string], StoredLine>('SELECT * FROM history WHERE act = ? ORDER BY sequence DESC')
    .all(act)
    .map(read);
}

/** Walks the whole chain; gives the first line that does not follow from the one before, or null when all do. */
export function firstBrokenLine(database: Database): number | null {
  let previous = '';
  let sequence = 0;
  for (const line of database.prepare<[], StoredLine>('SELECT * FROM history ORDER BY sequence').iterate()) {
    sequence += 1;
    if (line.sequence !== sequence || line.previous !== previous || line.digest !== digestOf(line))
      return line.sequence;
    previous = line.digest;
  }
  return null;
}
