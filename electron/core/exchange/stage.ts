import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import type { DeskPackage, Difference } from '../../../shared/contract/exchange-calls.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { IncomingClass } from '../../../shared/merge/classify-incoming.ts';

/** What an examined package says and would do, kept in a file of its own until it is taken or laid aside. */
export interface StageHead {
  readonly desk: DeskPackage;
  readonly manifest: PackageManifest;
}

export interface StagedRecord {
  readonly id: string;
  readonly register: string;
  readonly class: IncomingClass;
  readonly line: string;
}

const SCHEMA = `
  CREATE TABLE head (content TEXT NOT NULL) STRICT;
  CREATE TABLE record (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, register TEXT NOT NULL, class TEXT NOT NULL, kind TEXT NOT NULL, line TEXT NOT NULL, difference TEXT) STRICT;
  CREATE TABLE baseline (content TEXT NOT NULL) STRICT;
  CREATE TABLE fact (number INTEGER PRIMARY KEY, part TEXT NOT NULL, line TEXT NOT NULL) STRICT;
`;

/** An examined package between examination and receipt. */
export class Stage {
  private readonly database: Sqlite.Database;
  private file: string;

  private insertRecord: Sqlite.Statement | undefined;

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
    database.exec(SCHEMA);
    return new Stage(file, database);
  }

  /** The finished stage of this id; null when there is none that can be read. */
  static open(folder: string, id: string): Stage | null {
    const file = path.join(folder, `${id}.stage`);
    if (!/^[0-9a-f]{64}$/.test(id) || !existsSync(file)) return null;
    let database: Sqlite.Database | undefined;
    try {
      database = new Sqlite(file, { fileMustExist: true });
      if (!database.prepare('SELECT content FROM head').get()) throw new Error('a stage without its head');
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
  addRecord(record: StagedRecord, difference: Difference | null): boolean {
    this.insertRecord ??= this.database.prepare(
      'INSERT INTO record (id, register, class, kind, line, difference) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
    );
    const { changes } = this.insertRecord.run(
      record.id,
      record.register,
      record.class,
      difference?.kind ?? 'same',
      record.line,
      difference ? JSON.stringify(difference) : null,
    );
    return changes > 0;
  }

  setBaseline(baseline: unknown): void {
    this.database.prepare('INSERT INTO baseline (content) VALUES (?)').run(JSON.stringify(baseline));
  }

  /** What a 下发 package brings; it was checked when it was staged. */
  baseline(): unknown {
    return JSON.parse(this.database.prepare('SELECT content FROM baseline').pluck().get() as string);
  }

  addFact(part: 'reviews' | 'comments', line: string): void {
    this.database.prepare('INSERT INTO fact (part, line) VALUES (?, ?)').run(part, line);
  }

  *records(): Generator<StagedRecord> {
    yield* this.database
      .prepare<[], StagedRecord>('SELECT id, register, class, line FROM record ORDER BY number')
      .iterate();
  }

  *facts(part: 'reviews' | 'comments'): Generator<string> {
    yield* this.database
      .prepare<[string], string>('SELECT line FROM fact WHERE part = ? ORDER BY number')
      .pluck()
      .iterate(part) as IterableIterator<string>;
  }

  differences(kind: string | undefined, offset: number, limit: number): { differences: Difference[]; total: number } {
    const where = 'difference IS NOT NULL AND (? IS NULL OR kind = ?)';
    const total = this.database
      .prepare(`SELECT count(*) FROM record WHERE ${where}`)
      .pluck()
      .get(kind ?? null, kind ?? null) as number;
    const order =
      "CASE kind WHEN 'conflict' THEN 0 WHEN 'deletedButEdited' THEN 1 WHEN 'withdrawn' THEN 2 WHEN 'changed' THEN 3 WHEN 'parallel' THEN 4 ELSE 5 END, number";
    const rows = this.database
      .prepare<unknown[], string>(`SELECT difference FROM record WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`)
      .pluck()
      .all(kind ?? null, kind ?? null, limit, offset) as string[];
    return { differences: rows.map((row) => JSON.parse(row) as Difference), total };
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
