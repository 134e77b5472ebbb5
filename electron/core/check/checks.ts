import { createHash } from 'node:crypto';
import { checkRecord, checkWithdrawn } from '../../../shared/check/check-record.ts';
import type { CheckContext, CheckedRecord, FormerRecord, Problem } from '../../../shared/check/rule.ts';
import { RuleBook } from '../../../shared/check/rule-book.ts';
import { NO_SETTINGS, ruleSettings } from '../../../shared/check/rule-setting.ts';
import type { SetRule } from '../../../shared/check/set-rule.ts';
import type { ShownRecord } from '../../../shared/merge/shown-values.ts';
import { comparePeriods } from '../../../shared/period/period.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { Filing } from '../../../shared/status/derive-status.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { WITHDRAWN } from '../ledger/fact-store.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { Arrivals } from './arrivals.ts';
import { explainedRules } from './explained-rules.ts';
import { type KeptProblem, marksFor, type ProblemMarks, readKept } from './kept-problems.ts';
import { SetGroups } from './set-groups.ts';
import { SetMarks } from './set-marks.ts';
import { SetParts, type Standing } from './set-parts.ts';
import { SetVerdicts } from './set-verdicts.ts';
import { type SetEngine, TouchedGroups } from './touched-groups.ts';

/** A record before its problems are worked out. */
export interface Checked {
  readonly id: string;
  readonly owner: string;
  readonly shown: ShownRecord;
  /** Whether it may have been filed for an earlier period: then what was filed is looked at. */
  readonly filed: boolean;
  /** Local commit that last touched it. */
  readonly changeNumber: number;
}

interface FiledRow {
  readonly id: string;
  readonly period: string;
}

interface FiledContent {
  readonly fields: RecordValues;
  readonly tables: Readonly<Record<string, Readonly<Record<string, RecordValues>>>>;
}

/** The rules in force in a workspace, and what they say of its records. */
export class Checks {
  readonly groups: SetGroups;
  readonly marks: SetMarks;
  readonly verdicts: SetVerdicts;
  private readonly workspace: Workspace;
  private inForce: { readonly book: RuleBook; readonly parts: SetParts };
  private readonly filings;
  private readonly filedContent;
  private readonly submissions;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
    const { database } = workspace;
    this.groups = new SetGroups(database);
    this.marks = new SetMarks(database, this.groups);
    this.verdicts = new SetVerdicts(database, this.groups);
    this.inForce = this.read();
    this.filings = database.prepare<[string, string], FiledRow>(
      `SELECT id, period FROM filing WHERE record = ? AND +office = ? AND NOT ${WITHDRAWN} ORDER BY counter DESC, replica DESC`,
    );
    this.filedContent = database.prepare<[string], string>('SELECT content FROM filing WHERE id = ?').pluck();
    this.submissions = database.prepare<[], { period: string; change: number }>(
      "SELECT period, max(change_number) AS change FROM sent_package WHERE kind = 'submission' AND period IS NOT NULL GROUP BY period",
    );
  }

  get book(): RuleBook {
    return this.inForce.book;
  }

  /** Takes the rules as the workspace keeps them now. */
  reload(): void {
    this.inForce = this.read();
  }

  private read(): { book: RuleBook; parts: SetParts } {
    const kept = this.workspace.settings.get('rules');
    const settings = kept === null ? undefined : ruleSettings.safeParse(JSON.parse(kept));
    const book = new RuleBook(settings?.success ? settings.data : NO_SETTINGS);
    return { book, parts: new SetParts(book.setRules) };
  }

  /** The rule over several records of an id; undefined when there is none in force. */
  readonly setRule = (id: string): SetRule | undefined => {
    const rule = this.book.byId(id);
    return rule && 'sources' in rule ? rule : undefined;
  };

  /** Stands for the rules, the plan and the period under which records are checked. Two equal signs find the same problems. */
  get sign(): string {
    const { plan, period } = this.workspace;
    return createHash('sha256')
      .update(`${this.book.sign} ${plan.id} ${plan.period.from} ${plan.period.to} ${period}`)
      .digest('hex');
  }

  /** The marks of a record; `kept` is what its row holds, where it was checked before. */
  marksOf(register: Register, record: Checked, kept: unknown): ProblemMarks {
    const own = this.ownProblems(register, record);
    if (!record.shown.live) return marksFor(own);
    const among = readKept(kept).filter((problem) => problem.among);
    if (among.length === 0) return marksFor(own);
    const explained = explainedRules(record.shown);
    return marksFor([...own, ...among.map((problem) => withReason(problem, explained.has(problem.rule)))]);
  }

  /** What is wrong with a record by itself and against what was filed before. */
  ownProblems(register: Register, record: Checked): readonly Problem[] {
    const checked = checkedOf(record.shown);
    const context = this.contextOf(record);
    return record.shown.live
      ? checkRecord(register, checked, context, this.book)
      : checkWithdrawn(register, checked, context, this.book);
  }

  private contextOf(record: Checked): CheckContext {
    const former = record.filed ? this.formerOf(record) : undefined;
    return { owner: record.owner, plan: this.workspace.plan, ...(former ? { former } : {}) };
  }

  /** Whether any of these filings is of a period before the one in work. */
  anyBefore(filings: readonly Pick<Filing, 'period'>[]): boolean {
    if (filings.length === 0) return false;
    const { period } = this.workspace;
    return filings.some((one) => comparePeriods(one.period, period) < 0);
  }

  /** What its office last filed of the record for a period before the one in work. */
  private formerOf(record: Checked): FormerRecord | undefined {
    const { period } = this.workspace;
    if (!record.shown.live && record.changeNumber <= this.toldUpTo(period)) return undefined;
    const before = this.filings.all(record.id, record.owner).find((one) => comparePeriods(one.period, period) < 0);
    if (!before) return undefined;
    const { fields, tables } = JSON.parse(this.filedContent.get(before.id) as string) as FiledContent;
    return {
      period: before.period,
      values: fields,
      tables: Object.fromEntries(
        Object.entries(tables).map(([table, rows]) => [
          table,
          Object.entries(rows).map(([rowId, values]) => ({ rowId, values })),
        ]),
      ),
    };
  }

  /** The local commit up to which an earlier period's 报送 told what was withdrawn; an office without a superior tells nobody. */
  private toldUpTo(period: string): number {
    if (!this.workspace.superior) return Number.POSITIVE_INFINITY;
    const told = this.submissions.all().filter((one) => comparePeriods(one.period, period) < 0);
    return Math.max(0, ...told.map((one) => one.change));
  }

  /** Notes that a record came, changed or went, so that the groups it left or joined are checked when the work ends. */
  note(
    work: UnitOfWork,
    register: Register,
    record: { readonly id: string; readonly owner: string },
    before: Standing | undefined,
    after: Standing | undefined,
  ): void {
    this.touched(work).note(register, record, before, after);
  }

  /** Settles what was noted so far, in small steps. */
  settling(work: UnitOfWork): Iterable<void> {
    return this.touched(work).settling();
  }

  /** Takes new records of a register before they are written. What was noted so far is to be settled first. */
  arrivals(work: UnitOfWork, register: Register): Arrivals {
    return new Arrivals(work, this.engine(), register);
  }

  private touched(work: UnitOfWork): TouchedGroups {
    return work.companion(TouchedGroups, () => new TouchedGroups(work, this.engine()));
  }

  private engine(): SetEngine {
    return { verdicts: this.verdicts, marks: this.marks, parts: this.inForce.parts, ruleOf: this.setRule };
  }
}

function withReason({ explained: _, ...problem }: KeptProblem, explained: boolean): KeptProblem {
  return explained && problem.severity === 'warning' ? { ...problem, explained: true } : problem;
}

/** The record in the shape the checks read. */
function checkedOf(shown: ShownRecord): CheckedRecord {
  const tables = Object.entries(shown.tables).map(
    ([key, rows]) => [key, rows.map((row) => ({ rowId: row.id, values: row.fields as RecordValues }))] as const,
  );
  return { values: shown.fields as RecordValues, tables: Object.fromEntries(tables) };
}
