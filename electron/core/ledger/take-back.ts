import { AppError } from '../../../shared/errors.ts';
import { LIVE, type Scalar } from '../../../shared/merge/causal-record.ts';
import type { RecordEdit, RowEdit } from '../../../shared/merge/edit-record.ts';
import { sameScalar } from '../../../shared/merge/scalar.ts';
import { type ShownRecord, shownValues } from '../../../shared/merge/shown-values.ts';
import { isFieldFromAbove, isLinkField } from '../../../shared/registers/link-fields.ts';
import { isKnownField } from '../../../shared/registers/unknown-fields.ts';
import { addVerdict, VERDICT_FIELD, withdrawUnlock } from '../review/review-facts.ts';
import type { UnitOfWork, WorkOptions } from '../work/unit-of-work.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { contendsAs, contentionsOf } from './contention.ts';
import type { Reopening } from './effective-edit.ts';
import type { AskedEdit, HeldRecord } from './held-records.ts';
import { type FieldChange, type HistoryRead, historyOfAct, linesOfAct } from './history-store.ts';
import type { Ledger } from './ledger.ts';
import type { RecordWriter } from './record-writer.ts';

interface ActRow {
  readonly id: string;
  readonly number: number;
  readonly label: string;
  readonly action: string;
}

/** Acts that write what an officer decides; after one of them nothing that was undone before is done again. */
const DECIDING = "'create', 'edit', 'delete', 'restore', 'import', 'carry', 'merge', 'settle'";
/** Acts that Ctrl+Z takes back. Filings, verdicts and receipts are answers to others, and have ways of their own. */
const EDITING = `(${DECIDING}, 'redo')`;
/** An act that wrote nothing (a value typed anew as it was, another reporting period) leaves nothing to take back. */
const WROTE = 'EXISTS (SELECT 1 FROM history WHERE history.act = act.id)';

export interface TakenBack {
  readonly label: string;
  readonly records: string[];
  /** Values that were left as they are, because somebody changed them afterwards. */
  readonly kept: number;
}

export interface Reversed extends Pick<TakenBack, 'records' | 'kept'> {
  /** How many of the values that were left stand in each record. */
  readonly keptIn: ReadonlyMap<string, number>;
}

/** An act that is to be taken back. */
export interface Target {
  readonly act: string;
  /** Lines of history that it has. */
  readonly lines: number;
  readonly options: WorkOptions;
}

/** Undo and redo: always new edits that restore former values, never erasure. */
export class TakeBack {
  private readonly workspace: Workspace;
  private readonly ledger: Ledger;
  private readonly writer: RecordWriter;
  /** Ctrl+Z does not reach behind the opening of the workspace. */
  private readonly floor: number;

  constructor(workspace: Workspace, ledger: Ledger, writer: RecordWriter) {
    this.workspace = workspace;
    this.ledger = ledger;
    this.writer = writer;
    this.floor = workspace.settings.number('act_number');
  }

  /** Labels of what undo and redo would take next; null where there is nothing. */
  state(): { undo: string | null; redo: string | null } {
    return { undo: this.nextUndo()?.label ?? null, redo: this.nextRedo()?.label ?? null };
  }

  /** What undo (of the act named) or redo takes back next. Error: `NOTHING_TO_UNDO`. */
  target(action: 'undo' | 'redo', act?: string): Target {
    const next = action === 'redo' ? this.nextRedo() : act ? this.actById(act) : this.nextUndo();
    if (!next) throw new AppError('NOTHING_TO_UNDO', action === 'redo' ? '没有可重做的操作。' : '没有可撤销的操作。');
    return {
      act: next.id,
      lines: linesOfAct(this.ledger, next.id),
      options: { label: next.label, action, undoes: next.id },
    };
  }

  /** Takes an act back, inside a unit of work that was begun with the target's options; in steps, each with the number of records so far. */
  *taking(work: UnitOfWork, { act, options }: Target): Generator<number, TakenBack> {
    const reversal = new Reversal();
    yield* this.reversing(work, act, reversal);
    this.workspace.database.prepare('UPDATE act SET undone_by = ? WHERE id = ?').run(work.act, act);
    work.tell('acts');
    const { records, kept } = reversal.told;
    return { label: options.label, records, kept };
  }

  /** Writes the former values of everything an act changed, where they still stand as the act left them. */
  reverse(work: UnitOfWork, act: string): Reversed {
    const reversal = new Reversal();
    for (const _ of this.reversing(work, act, reversal)) {
      // Every step at once.
    }
    return reversal.told;
  }

  private *reversing(work: UnitOfWork, act: string, reversal: Reversal): Generator<number> {
    const lines = historyOfAct(this.ledger, act);
    for (;;) {
      const run = this.reversalsUpToVerdict(lines, reversal);
      for (const { id, done } of this.writer.editing(work, run.edits())) {
        if (id !== null && done === 'changed') reversal.records.add(id);
        yield reversal.records.size;
      }
      const verdict = run.verdict();
      if (!verdict) return;
      if (this.reverseUnlock(work, verdict)) reversal.records.add(verdict.record);
      yield reversal.records.size;
    }
  }

  /** The edits that take lines back, up to a line of a verdict: that is taken back when what came after it is written. */
  private reversalsUpToVerdict(lines: Generator<HistoryRead>, reversal: Reversal) {
    const { ledger } = this;
    let verdict: HistoryRead | undefined;
    function* edits(): Generator<AskedEdit> {
      for (let next = lines.next(); !next.done; next = lines.next()) {
        const line = next.value;
        // What governs the ledger has ways of its own.
        if (line.register.startsWith('$')) continue;
        if (line.changes.some((change) => change.field === VERDICT_FIELD)) {
          verdict = line;
          return;
        }
        const edit = (held: HeldRecord) => {
          const { left, ...alteration } = reversalOf(readable(ledger, line), held);
          reversal.leave(line.record, left);
          return alteration.edit === null ? null : { ...alteration, edit: alteration.edit };
        };
        yield { id: line.record, edit };
      }
    }
    return { edits, verdict: () => verdict };
  }

  /** What was written under an unlocking is taken back by now; so is the unlocking, or given anew where that was undone. */
  private reverseUnlock(work: UnitOfWork, line: HistoryRead): boolean {
    const { workspace, ledger, writer } = this;
    const facing = { workspace, ledger, writer };
    if (line.action === 'unlock') return withdrawUnlock(facing, work, line.record, line.at);
    if (ledger.storeOf(line.record).row(line.record)?.locked !== 1) return false;
    addVerdict(facing, work, line.record, 'unlock', work.label);
    return true;
  }

  private actById(id: string): ActRow | undefined {
    const row = this.workspace.database
      .prepare<[string], ActRow & { undone_by: string | null }>(
        `SELECT id, number, label, action, undone_by FROM act WHERE id = ? AND action IN ${EDITING} AND ${WROTE}`,
      )
      .get(id);
    return row && row.undone_by === null ? row : undefined;
  }

  private nextUndo(): ActRow | undefined {
    return this.workspace.database
      .prepare<[number], ActRow>(
        `SELECT id, number, label, action FROM act WHERE number > ? AND undone_by IS NULL AND action IN ${EDITING} AND ${WROTE} ORDER BY number DESC LIMIT 1`,
      )
      .get(this.floor);
  }

  private nextRedo(): ActRow | undefined {
    return this.workspace.database
      .prepare<[number], ActRow>(
        `SELECT id, number, label, action FROM act WHERE number > ? AND undone_by IS NULL AND action = 'undo'
           AND number > coalesce((SELECT number FROM act WHERE action IN (${DECIDING}) AND ${WROTE}
                                   ORDER BY number DESC LIMIT 1), 0)
         ORDER BY number DESC LIMIT 1`,
      )
      .get(this.floor);
  }
}

/** What a reversal came to so far. */
class Reversal {
  readonly records = new Set<string>();
  private readonly keptIn = new Map<string, number>();

  /** Values that are left as they are. */
  leave(record: string, values: number): void {
    if (values > 0) this.keptIn.set(record, (this.keptIn.get(record) ?? 0) + values);
  }

  get told(): Reversed {
    const kept = [...this.keptIn.values()].reduce((sum, values) => sum + values, 0);
    return { records: [...this.records], kept, keptIn: this.keptIn };
  }
}

/** The edit that takes a line of history back; `left` counts the values that somebody changed since. */
function reversalOf(
  line: HistoryRead,
  { store, record, row }: HeldRecord,
): { edit: RecordEdit | null; again?: readonly Reopening[]; left: number } {
  // Accepted since: it stays, and the rest is taken back.
  if (row.locked === 1 && !line.changes.every((one) => isFieldFromAbove(store.register, one.field, one.table)))
    return { edit: null, left: line.changes.length };
  const shown = shownValues(record);
  const life = line.changes.find((change) => change.field === LIVE && !change.table);
  if (life?.before === false && life.after === true && !life.contending?.before) {
    // What was created is withdrawn whole; its values stay readable in history and come back with redo.
    const untouched = line.changes.every((change) => standsAs(shown, change));
    return untouched
      ? { edit: { ...restoring(line.changes.filter(isLink)), live: false }, left: 0 }
      : { edit: null, left: 1 };
  }
  // What was withdrawn since is not brought back by the way.
  if (!shown.live && life === undefined) return { edit: null, left: line.changes.length };
  const worked = rowsWorkedOn(shown, line.changes);
  const contentions = contentionsOf(record);
  const restorable = line.changes.filter(
    (change) =>
      standsAs(shown, change) && contendsAs(contentions, change) && !worked.has(`${change.table} ${change.rowId}`),
  );
  const left = line.changes.length - restorable.length;
  if (restorable.length === 0) return { edit: null, left };
  // What contended before contends again, both values as those who wrote them left them.
  const again = restorable.filter((change) => change.contending?.before !== undefined);
  return {
    edit: restoring(restorable.filter((change) => !again.includes(change))),
    again: again.map(({ field, table, rowId, contending }) => ({
      ...(table === undefined ? {} : { table, rowId: rowId ?? '' }),
      field,
      versions: contending?.before ?? [],
    })),
    left,
  };
}

/** What only a newer version can read is nobody's to take back here. */
function readable(ledger: Ledger, line: HistoryRead): HistoryRead {
  const { register } = ledger.storeOf(line.record);
  return { ...line, changes: line.changes.filter((change) => isKnownField(register, change.field, change.table)) };
}

function standsAs(shown: ShownRecord, change: FieldChange): boolean {
  return sameScalar(present(shown, change), change.after);
}

/** Rows that an act added and somebody filled in since: they stay whole. */
function rowsWorkedOn(shown: ShownRecord, changes: readonly FieldChange[]): ReadonlySet<string> {
  const added = new Set(
    changes
      .filter((change) => change.table && change.field === LIVE && change.after === true)
      .map((change) => `${change.table} ${change.rowId}`),
  );
  const worked = new Set<string>();
  for (const key of added) {
    const ofRow = changes.filter((change) => `${change.table} ${change.rowId}` === key);
    const [first] = ofRow;
    const row = shown.tables[first?.table ?? '']?.find((one) => one.id === first?.rowId);
    if (!row) continue;
    const known = new Set(ofRow.map((change) => change.field));
    const filledSince = Object.entries(row.fields).some(([field, value]) => value !== null && !known.has(field));
    if (filledSince || !ofRow.every((change) => standsAs(shown, change))) worked.add(key);
  }
  return worked;
}

/** Into which record it was merged: that is told of a withdrawn record, so it comes back when the withdrawal does. */
function isLink(change: FieldChange): boolean {
  return !change.table && isLinkField(change.field);
}

function present(shown: ShownRecord, change: FieldChange): Scalar {
  if (!change.table) return change.field === LIVE ? shown.live : (shown.fields[change.field] ?? null);
  const row = shown.tables[change.table]?.find((one) => one.id === change.rowId);
  return change.field === LIVE ? row !== undefined : (row?.fields[change.field] ?? null);
}

/** The edit that puts back what stood before these changes. */
export function restoring(changes: readonly FieldChange[]): RecordEdit {
  const fields: Record<string, Scalar> = {};
  const rows = new Map<string, { table: string; rowId: string; fields: Record<string, Scalar>; live?: boolean }>();
  let live: boolean | undefined;
  for (const change of changes) {
    if (!change.table || !change.rowId) {
      if (change.field === LIVE) live = change.before === true;
      else fields[change.field] = change.before;
      continue;
    }
    const key = `${change.table} ${change.rowId}`;
    const row = rows.get(key) ?? { table: change.table, rowId: change.rowId, fields: {} };
    rows.set(key, row);
    if (change.field === LIVE) row.live = change.before === true;
    else row.fields[change.field] = change.before;
  }
  const edits: RowEdit[] = [...rows.values()].map((row) =>
    row.live === false ? { table: row.table, rowId: row.rowId, live: false } : row,
  );
  return { fields, rows: edits, ...(live === undefined ? {} : { live }) };
}
