import { hash } from 'node:crypto';
import type { HistoryEntry } from '../../../shared/contract/shapes.ts';
import { LIVE, type Scalar } from '../../../shared/merge/causal-record.ts';
import type { Database } from '../database/database.ts';
import { prepared } from '../database/prepared.ts';
import { GOVERNING, type GoverningSetting } from '../workspace/settings.ts';
import { namedContent } from './first-contents.ts';
import type { Ledger } from './ledger.ts';
import type { FiledContent } from './record-content.ts';

/** Stand in history in place of a register where a line is about no record: what governs the ledger, and what a 下发 brought. */
export const SETTINGS = '$settings';
export const BASELINE = '$baseline';
export const OFFICE_KEY = '$office-key';

/** One of several contending versions, as history keeps it. */
export type KeptVersion = readonly [counter: number, replica: string, value: Scalar];

/** One field's change, as history keeps it. */
export interface FieldChange {
  readonly field: string;
  readonly table?: string;
  readonly rowId?: string;
  readonly before: Scalar;
  readonly after: Scalar;
  /** What contended there before and after, highest dot first, where that changed: `before` and `after` are then the values shown. */
  readonly contending?: { readonly before?: readonly KeptVersion[]; readonly after?: readonly KeptVersion[] };
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
  /** The fields that changed; or, of a record that came to be, the digest of its content, where that says all. */
  readonly changes: readonly FieldChange[] | string;
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
  return hash('sha256', text, 'hex');
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

function read(ledger: Ledger, line: StoredLine): HistoryRead {
  const digest = namedContent(line.changes);
  if (digest === null) return { ...line, changes: JSON.parse(line.changes) as FieldChange[] };
  const content = ledger.firstContent(line.record, digest);
  return { ...line, changes: content === undefined ? [CAME] : changesOfNew(JSON.parse(content) as FiledContent) };
}

const CAME: FieldChange = { field: LIVE, before: false, after: true };

/** The coming to be of a record with this content, as the changes that it was. */
function changesOfNew({ fields, tables }: FiledContent): FieldChange[] {
  const filled = (values: Readonly<Record<string, Scalar>>, place: { table?: string; rowId?: string }): FieldChange[] =>
    Object.entries(values).map(([field, after]) => ({ ...place, field, before: null, after }));
  const rows = Object.entries(tables).flatMap(([table, byId]) =>
    Object.entries(byId).flatMap(([rowId, values]) => [{ table, rowId, ...CAME }, ...filled(values, { table, rowId })]),
  );
  return [CAME, ...filled(fields, {}), ...rows];
}

/** A record's history, newest first. */
export function historyOfRecord(ledger: Ledger, record: string): readonly HistoryRead[] {
  return ledger.database
    .prepare<[string], StoredLine>('SELECT * FROM history WHERE record = ? ORDER BY sequence DESC LIMIT 2000')
    .all(record)
    .map((line) => read(ledger, line));
}

/** Lines of an act read together. */
const LINES_AT_ONCE = 500;

/** The lines of one act, newest first: the order in which they are taken back. Read few at a time, so that lines may be written meanwhile. */
export function* historyOfAct(ledger: Ledger, act: string): Generator<HistoryRead> {
  const select = prepared<[string, number, number], StoredLine>(
    ledger.database,
    'SELECT * FROM history WHERE act = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?',
  );
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const lines = select.all(act, before, LINES_AT_ONCE);
    for (const line of lines) yield read(ledger, line);
    if (lines.length < LINES_AT_ONCE) return;
    before = lines.at(-1)!.sequence;
  }
}

/** How many lines an act has. */
export function linesOfAct({ database }: Pick<Ledger, 'database'>, act: string): number {
  const count = prepared<[string], { lines: number }>(database, 'SELECT count(*) AS lines FROM history WHERE act = ?');
  return count.get(act)?.lines ?? 0;
}

/** What history says of each setting that governs the ledger: its value as last put in force. */
export function lastGoverned(ledger: Ledger): ReadonlyMap<string, Scalar> {
  const lines = ledger.database
    .prepare<string[], { record: string; changes: string }>(
      `SELECT record, changes FROM history WHERE sequence IN
         (SELECT max(sequence) FROM history WHERE record IN (${GOVERNING.map(() => '?').join(', ')}) GROUP BY record)`,
    )
    .all(...GOVERNING);
  return new Map(
    lines.map(({ record, changes }) => [record, (JSON.parse(changes) as FieldChange[])[0]?.after ?? null]),
  );
}

/** What a setting that governs the ledger was when history first told of it. */
export function firstGoverned(ledger: Ledger, name: GoverningSetting): Scalar {
  const line = ledger.database
    .prepare<[string], string>('SELECT changes FROM history WHERE record = ? ORDER BY sequence LIMIT 1')
    .pluck()
    .get(name);
  return line === undefined ? null : ((JSON.parse(line) as FieldChange[])[0]?.after ?? null);
}

/**
 * Walks the whole chain; gives the first line that does not follow from the one before, or whose content is gone, or null when
 * all is there.
 */
export function firstBrokenLine(ledger: Ledger): number | null {
  let previous = '';
  let sequence = 0;
  const lines = ledger.database.prepare<[], StoredLine>('SELECT * FROM history ORDER BY sequence').iterate();
  for (const line of lines) {
    const named = namedContent(line.changes);
    if (named !== null && !ledger.holdsContent(line.record, named)) return line.sequence;
    sequence += 1;
    if (line.sequence !== sequence || line.previous !== previous || line.digest !== digestOf(line))
      return line.sequence;
    previous = line.digest;
  }
  return null;
}

/** The last line of the history, as a package tells of it; undefined while there is none. */
export function headOfHistory({
  database,
}: Pick<Ledger, 'database'>): { sequence: number; digest: string } | undefined {
  return database
    .prepare<[], { sequence: number; digest: string }>(
      'SELECT sequence, digest FROM history ORDER BY sequence DESC LIMIT 1',
    )
    .get();
}

/** The digest of a line of history; undefined when there is no such line. */
export function historyDigest({ database }: Pick<Ledger, 'database'>, sequence: number): string | undefined {
  return database.prepare('SELECT digest FROM history WHERE sequence = ?').pluck().get(sequence) as string | undefined;
}
