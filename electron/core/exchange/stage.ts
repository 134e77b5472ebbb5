import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import type { DeskPackage, Difference, Finding } from '../../../shared/contract/receive-calls.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { IncomingClass } from '../../../shared/merge/classify-incoming.ts';

/** What an examined package says and would do, kept in a file of its own until it is taken or laid aside. */
export interface StageHead {
  /** Under which rules, plan and period its records were judged. */
  readonly judgedUnder: string;
  readonly desk: DeskPackage;
  readonly manifest: PackageManifest;
}

export interface StagedRecord {
  readonly id: string;
  readonly register: string;
  readonly class: IncomingClass;
  readonly line: string;
  /** What is wrong by itself with a record of which nothing was known here, as JSON; null where that is to be worked out. */
  readonly judged: string | null;
}

/** Most of a page: its records, and the characters of their lines. */
const PAGE_RECORDS = 250;
const PAGE_LENGTH = 4 << 20;

const SCHEMA = `
  CREATE TABLE head (content TEXT NOT NULL) STRICT;
  CREATE TABLE record (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, register TEXT NOT NULL, class TEXT NOT NULL, kind TEXT NOT NULL, line TEXT NOT NULL, judged TEXT, difference TEXT) STRICT;
  CREATE TABLE baseline (content TEXT NOT NULL) STRICT;
  CREATE TABLE fact (number INTEGER PRIMARY KEY, part TEXT NOT NULL, line TEXT NOT NULL) STRICT;
`;

const FINDINGS = `CREATE TABLE IF NOT EXISTS finding (number INTEGER PRIMARY KEY, severity TEXT NOT NULL, register TEXT NOT NULL,
  explained INTEGER NOT NULL, content TEXT NOT NULL) STRICT`;
/** Why taking it failed the last time. */
const FAILURE = 'CREATE TABLE IF NOT EXISTS failure (code TEXT NOT NULL, message TEXT NOT NULL) STRICT';

/** Records that an officer will not take over as they came, with his reason; kept here so that the choice outlives the program. */
const CHOICES = 'CREATE TABLE IF NOT EXISTS left_out (id TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID';

/** Evidence that the package's records name and that was neither in it nor here: it may come with another one meanwhile. */
const WANTED = 'CREATE TABLE IF NOT EXISTS wanted (sha256 TEXT PRIMARY KEY) STRICT, WITHOUT ROWID';

/** Some of a list, and how many there are in all. */
export interface Page<T> {
  readonly rows: T[];
  readonly total: number;
}

/** Which differences are asked for. */
export interface DifferenceFilter {
  readonly kind?: string | undefined;
  readonly register?: string | undefined;
  /** Only those that are not to be taken over. */
  readonly leftOut?: boolean | undefined;
  /** Only those with a figure that differs much from the former one. */
  readonly jump?: boolean | undefined;
}

/** Which errors and warnings are asked for. */
export interface FindingFilter {
  readonly severity?: string | undefined;
  readonly register?: string | undefined;
}

const DIFFERENCES = `record LEFT JOIN left_out ON left_out.id = record.id WHERE difference IS NOT NULL
  AND (@kind IS NULL OR kind = @kind) AND (@register IS NULL OR register = @register) AND (@leftOut = 0 OR reason IS NOT NULL)
  AND (@jump = 0 OR difference LIKE '%"jump":%')`;
const KINDS_BY_GRAVITY = ['conflict', 'deletedButEdited', 'withdrawn', 'changed', 'parallel', 'new'] as const;
const GRAVEST_FIRST = `CASE kind ${KINDS_BY_GRAVITY.map((kind, rank) => `WHEN '${kind}' THEN ${rank}`).join(' ')} END`;

/** The parameters of {@link DIFFERENCES}. */
function sought({ kind, register, leftOut, jump }: DifferenceFilter) {
  return { kind: kind ?? null, register: register ?? null, leftOut: leftOut ? 1 : 0, jump: jump ? 1 : 0 };
}

/** An examined package between examination and receipt. */
export class Stage {
  private readonly database: Sqlite.Database;
  private file: string;

  private insertRecord: Sqlite.Statement | undefined;
  private insertFinding: Sqlite.Statement | undefined;

  private constructor(file: string, database: Sqlite.Database) {
    this.file = file;
    this.database = database;
  }

  /** A stage being filled; nobody finds it before it is `finish`ed. */
  static create(folder: string, id: string): Stage {
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${id}.part`);
    rmSync(file, { force: true });
    const database = new Sqlite(file);
    // A stage can be made again from its package, so it need not survive a power cut.
    database.pragma('journal_mode = MEMORY');
    database.pragma('synchronous = OFF');
    for (const table of [SCHEMA, WANTED, FINDINGS]) database.exec(table);
    return new Stage(file, database);
  }

  /** The finished stage of this id; null when there is none that can be read. */
  static open(folder: string, id: string): Stage | null {
    const file = path.join(folder, `${id}.stage`);
    if (!/^[0-9a-f]{64}$/.test(id) || !existsSync(file)) return null;
    let database: Sqlite.Database | undefined;
    try {
      database = new Sqlite(file, { fileMustExist: true });
      // One that another version made lacks columns; its package can be examined again.
      const whole = database.prepare('SELECT content, (SELECT judged FROM record LIMIT 1) FROM head');
      if (!whole.get()) throw new Error('a stage without its head');
      for (const table of [CHOICES, WANTED, FINDINGS, FAILURE]) database.exec(table);
      return new Stage(file, database);
    } catch {
      // What a power cut left of it; the package has to be chosen again.
      database?.close();
      rmSync(file, { force: true });
      return null;
    }
  }

  static list(folder: string): readonly string[] {
    try {
      return readdirSync(folder)
        .filter((name) => name.endsWith('.stage'))
        .map((name) => name.slice(0, -6))
        .sort();
    } catch {
      return [];
    }
  }

  /** Closes a filled stage and gives it its name. */
  finish(head: StageHead): void {
    this.database.prepare('INSERT INTO head (content) VALUES (?)').run(JSON.stringify(head));
    this.close();
    const named = this.file.replace(/\.part$/, '.stage');
    renameSync(this.file, named);
    this.file = named;
  }

  head(): StageHead {
    return JSON.parse(this.database.prepare('SELECT content FROM head').pluck().get() as string) as StageHead;
  }

  /** False when the package names this record a second time. */
  addRecord(record: StagedRecord, difference: Omit<Difference, 'leftOut'> | null): boolean {
    this.insertRecord ??= this.database.prepare(
      'INSERT INTO record (id, register, class, kind, line, judged, difference) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
    );
    const { changes } = this.insertRecord.run(
      record.id,
      record.register,
      record.class,
      difference?.kind ?? 'same',
      record.line,
      record.judged,
      difference ? JSON.stringify(difference) : null,
    );
    return changes > 0;
  }

  addFinding(finding: Finding): void {
    this.insertFinding ??= this.database.prepare(
      'INSERT INTO finding (severity, register, explained, content) VALUES (?, ?, ?, ?)',
    );
    const { severity, register, reason } = finding;
    this.insertFinding.run(severity, register, reason === '' ? 0 : 1, JSON.stringify(finding));
  }

  /** A page of the errors and warnings in it. */
  findings(filter: FindingFilter, offset: number, limit: number): Page<Finding> {
    const wanted = { severity: filter.severity ?? null, register: filter.register ?? null };
    const where =
      'FROM finding WHERE (@severity IS NULL OR severity = @severity) AND (@register IS NULL OR register = @register)';
    const total = this.database.prepare(`SELECT count(*) ${where}`).pluck().get(wanted) as number;
    const rows = this.database
      .prepare<unknown[], string>(
        `SELECT content ${where} ORDER BY severity = 'warning', explained, number LIMIT @limit OFFSET @offset`,
      )
      .pluck()
      .all({ ...wanted, limit, offset }) as string[];
    return { rows: rows.map((content) => JSON.parse(content) as Finding), total };
  }

  /** Remembers why it could not be taken, in place of an earlier reason. */
  noteFailure({ code, message }: DeskPackage['problems'][number]): void {
    this.database.exec('DELETE FROM failure');
    this.database.prepare('INSERT INTO failure (code, message) VALUES (?, ?)').run(code, message);
  }

  /** Why it could not be taken the last time; none where it was not tried, or an officer has changed his choice since. */
  failures(): DeskPackage['problems'] {
    return this.database.prepare('SELECT code, message FROM failure').all() as DeskPackage['problems'];
  }

  /** Keeps what a 下发 or 全量 package brings besides records and facts. */
  setBaseline(baseline: unknown): void {
    this.database.prepare('INSERT INTO baseline (content) VALUES (?)').run(JSON.stringify(baseline));
  }

  /** What a 下发 or 全量 package brings so; it was checked when it was staged. */
  baseline(): unknown {
    return JSON.parse(this.database.prepare('SELECT content FROM baseline').pluck().get() as string);
  }

  addFact(part: 'reviews' | 'comments', line: string): void {
    this.database.prepare('INSERT INTO fact (part, line) VALUES (?, ?)').run(part, line);
  }

  /** The records in the order in which they came, some of one register at a time: few enough to hold, whatever their size. */
  *pages(): Generator<readonly StagedRecord[]> {
    let page: StagedRecord[] = [];
    let length = 0;
    const rows = this.database
      .prepare<[], StagedRecord>('SELECT id, register, class, line, judged FROM record ORDER BY number')
      .iterate();
    for (const row of rows) {
      const full = page.length === PAGE_RECORDS || length > PAGE_LENGTH;
      if (page.length > 0 && (full || page[0]!.register !== row.register)) {
        yield page;
        page = [];
        length = 0;
      }
      page.push(row);
      length += row.line.length;
    }
    if (page.length > 0) yield page;
  }

  *facts(part: 'reviews' | 'comments'): Generator<string> {
    yield* this.database
      .prepare<[string], string>('SELECT line FROM fact WHERE part = ? ORDER BY number')
      .pluck()
      .iterate(part) as IterableIterator<string>;
  }

  /** Notes the evidence that lacks. */
  want(digests: readonly string[]): void {
    const insert = this.database.prepare('INSERT INTO wanted (sha256) VALUES (?) ON CONFLICT DO NOTHING');
    this.database.transaction(() => {
      for (const sha256 of digests) insert.run(sha256);
    })();
  }

  /** Digests of the evidence that lacked when it was examined. */
  wanted(): readonly string[] {
    return this.database.prepare<[], string>('SELECT sha256 FROM wanted').pluck().all() as string[];
  }

  /** A page of what the package would change, the gravest first. */
  differences(filter: DifferenceFilter, offset: number, limit: number): Page<Difference> {
    const wanted = sought(filter);
    const total = this.database.prepare(`SELECT count(*) FROM ${DIFFERENCES}`).pluck().get(wanted) as number;
    const rows = this.database
      .prepare<unknown[], { difference: string; reason: string | null }>(
        `SELECT difference, reason FROM ${DIFFERENCES} ORDER BY ${GRAVEST_FIRST}, number LIMIT @limit OFFSET @offset`,
      )
      .all({ ...wanted, limit, offset });
    const differences = rows.map(({ difference, reason }) => ({
      ...(JSON.parse(difference) as Omit<Difference, 'leftOut'>),
      leftOut: reason,
    }));
    return { rows: differences, total };
  }

  /** Says of records with differences whether they are to be taken over; without ids of all that the filter finds. */
  choose(wanted: { readonly ids?: readonly string[] | undefined } & DifferenceFilter, reason: string | null): void {
    this.database.exec('DELETE FROM failure');
    const ids = `SELECT record.id FROM ${DIFFERENCES} AND (@ids IS NULL OR record.id IN (SELECT value FROM json_each(@ids)))`;
    const given = { ...sought(wanted), ids: wanted.ids ? JSON.stringify(wanted.ids) : null };
    if (reason === null) this.database.prepare(`DELETE FROM left_out WHERE id IN (${ids})`).run(given);
    else
      this.database
        .prepare(
          `INSERT INTO left_out (id, reason) SELECT id, @reason FROM (${ids}) WHERE true
           ON CONFLICT (id) DO UPDATE SET reason = excluded.reason`,
        )
        .run({ ...given, reason });
  }

  /** The records not to be taken over, with their reasons. */
  leftOut(): ReadonlyMap<string, string> {
    const rows = this.database.prepare<[], [string, string]>('SELECT id, reason FROM left_out').raw().all();
    return new Map(rows);
  }

  /** Runs many inserts in one transaction. */
  begin(): void {
    this.database.exec('BEGIN');
  }

  commit(): void {
    this.database.exec('COMMIT');
  }

  close(): void {
    this.database.close();
  }

  discard(): void {
    this.close();
    rmSync(this.file, { force: true });
  }
}

/** Reads a page that runs on through several lists, one behind the other. */
function pageThrough<T>(
  lists: readonly ((offset: number, limit: number) => Page<T>)[],
  offset: number,
  limit: number,
): Page<T> {
  const rows: T[] = [];
  let total = 0;
  for (const list of lists) {
    const found = list(Math.max(0, offset - total), limit - rows.length);
    rows.push(...found.rows);
    total += found.total;
  }
  return { rows, total };
}

/** A page of what several stages, parts of one filing, would change, the gravest of all first. */
export function differencesIn(
  stages: readonly Stage[],
  filter: DifferenceFilter,
  offset: number,
  limit: number,
): Page<Difference> {
  // One alone has them in order by itself.
  const kinds = filter.kind === undefined && stages.length > 1 ? KINDS_BY_GRAVITY : [filter.kind];
  const lists = kinds.flatMap((kind) =>
    stages.map((stage) => (from: number, most: number) => stage.differences({ ...filter, kind }, from, most)),
  );
  return pageThrough(lists, offset, limit);
}

/** A page of the errors and warnings in several stages of one filing, the errors of all first. */
export function findingsIn(
  stages: readonly Stage[],
  filter: FindingFilter,
  offset: number,
  limit: number,
): Page<Finding> {
  const severities = filter.severity === undefined && stages.length > 1 ? ['error', 'warning'] : [filter.severity];
  const lists = severities.flatMap((severity) =>
    stages.map((stage) => (from: number, most: number) => stage.findings({ ...filter, severity }, from, most)),
  );
  return pageThrough(lists, offset, limit);
}
