import type { Statement } from 'better-sqlite3';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import type { RegisterStore, SqlValue } from '../ledger/register-store.ts';
import type { Session } from '../session.ts';
import { explainedRules } from './explained-rules.ts';
import { marksFor } from './kept-problems.ts';
import { ProblemTally } from './problem-tally.ts';

/** The columns that are read before those of the fields. */
const LEADING = ['rowid', 'id', 'owner', 'live', 'problems', 'change_number'] as const;

/** How a kept problem says that other records make it. */
const AMONG = '"among":true';

type Row = [
  rowid: number,
  id: string,
  owner: string,
  live: number,
  problems: string | null,
  change: number,
  ...SqlValue[],
];

/**
 * Works out the problems of all records of a register anew, a batch at a time in the order in which they lie in the file. What
 * stands beside a record is read for the whole batch. Rows that come meanwhile bear the right problems already.
 */
export class RowSweep {
  private readonly session: Session;
  private readonly store: RegisterStore;
  private readonly page: Statement<[number, number]>;
  private readonly update: Statement<[number, number, string | null, string]>;
  private readonly filed: Statement<[string], string>;
  private after = Number.MIN_SAFE_INTEGER;

  constructor(session: Session, store: RegisterStore) {
    this.session = session;
    this.store = store;
    const { database } = session.workspace;
    const { id, fields } = store.register;
    this.page = database
      .prepare<[number, number]>(
        `SELECT ${[...LEADING, ...fields.map(columnName)].join(', ')} FROM ${id} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
      )
      .raw();
    this.update = database.prepare(`UPDATE ${id} SET errors = ?, warnings = ?, problems = ? WHERE id = ?`);
    this.filed = database
      .prepare<[string], string>('SELECT DISTINCT record FROM filing WHERE record IN (SELECT value FROM json_each(?))')
      .pluck();
  }

  /** Checks at most so many of the next records and writes those that differ, in one transaction; how many it came by, 0 at the end. */
  next(limit: number): number {
    return this.session.workspace.database.transaction(() => {
      const rows = this.page.all(this.after, limit) as Row[];
      if (rows.length > 0) this.check(rows);
      this.after = rows.at(-1)?.[0] ?? this.after;
      return rows.length;
    })();
  }

  private check(rows: readonly Row[]): void {
    const { workspace, ledger } = this.session;
    const { checks } = ledger;
    const { store } = this;
    const { register } = store;
    const ids = rows.map((row) => row[1]);
    const filed = new Set(this.filed.all(JSON.stringify(ids)));
    const tables = store.childRowsOf(ids);
    // What a row keeps and what marks it go together.
    const among = checks.marks.ofRecords(ids.filter((_, place) => rows[place]?.[4]?.includes(AMONG)));
    const tally = new ProblemTally(workspace.database);
    for (const row of rows) {
      const [, id, owner, lives, before, changeNumber] = row;
      const live = lives === 1;
      if (!live && !filed.has(id) && before === null) continue;
      // A withdrawn record also says into which other it was merged; that has no column.
      const shown = live
        ? { live, fields: store.shownFieldsAt(row, LEADING.length), tables: tables.get(id) ?? {} }
        : shownValues(ledger.need(id));
      const own = checks.ownProblems(register, { id, owner, shown, filed: filed.has(id), changeNumber });
      const found = live ? among.get(id) : undefined;
      const explained = explainedRules(shown);
      const marks = marksFor(
        found
          ? [...own, ...checks.marks.problemsBy(register, found, checks.setRule, (rule) => explained.has(rule))]
          : own,
      );
      if (marks.problems === before) continue;
      this.update.run(marks.errors, marks.warnings, marks.problems, id);
      tally.replace(register.id, owner, before, marks.problems);
    }
    tally.settle();
  }
}
