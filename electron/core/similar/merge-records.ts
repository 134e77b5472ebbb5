import type { Values } from '../../../shared/contract/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FieldValues, RowEdit } from '../../../shared/merge/edit-record.ts';
import { sameScalar } from '../../../shared/merge/scalar.ts';
import { type ShownRecord, shownValues } from '../../../shared/merge/shown-values.ts';
import { linkValue, MERGED_INTO } from '../../../shared/registers/link-fields.ts';
import { cityFields, type Register } from '../../../shared/registers/register.ts';
import { uniteRows } from '../../../shared/similar/unite-rows.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { missing } from '../ledger/ledger.ts';
import { titleOf } from '../ledger/record-query.ts';
import type { RegisterStore } from '../ledger/register-store.ts';
import { requireValid } from '../ledger/valid-value.ts';
import type { Session } from '../session.ts';
import { type Following, followingReferences } from './references.ts';

interface Side {
  readonly id: string;
  readonly title: string;
  readonly shown: ShownRecord;
}

/** What a merge would write. */
export interface MergePlan {
  readonly register: Register;
  readonly survivor: Side;
  readonly other: Side;
  /** The survivor's fields as they will stand: as chosen, else its own, else the other's. */
  readonly fields: FieldValues;
  readonly rows: readonly RowEdit[];
  readonly tables: readonly { table: string; kept: number; added: number; same: number }[];
  readonly following: readonly Following[];
}

/**
 * Plans the merge of two living records of one register of this office. Errors: `RECORD_MISSING`, `RECORD_NOT_OURS`,
 * `RECORD_LOCKED` for an accepted one, `INPUT_INVALID` for one record given twice or two registers.
 */
export function planMerge(session: Session, survivorId: string, otherId: string, chosen: Values): MergePlan {
  const { ledger, workspace } = session;
  const store = ledger.storeOf(survivorId);
  const { register } = store;
  if (survivorId === otherId || ledger.storeOf(otherId) !== store)
    throw new AppError('INPUT_INVALID', '只能合并同一类台账的两条不同记录。请重新选择。');
  requireValid(register, chosen);
  const [survivor, other] = [survivorId, otherId].map((id) => sideOf(session, store, id)) as [Side, Side];
  const fields: Record<string, FieldValues[string]> = {};
  for (const { key } of cityFields(register)) {
    const own = survivor.shown.fields[key] ?? null;
    const value = Object.hasOwn(chosen, key) ? (chosen[key] ?? null) : (own ?? other.shown.fields[key] ?? null);
    fields[key] = value;
  }
  const united = register.tables.map((table) => {
    const kept = survivor.shown.tables[table.key] ?? [];
    const { edits, added, same } = uniteRows(table, kept, other.shown.tables[table.key] ?? []);
    return { edits, view: { table: table.key, kept: kept.length, added, same } };
  });
  const former = [survivor, other].map((side) => side.shown.fields as RecordValues);
  return {
    register,
    survivor,
    other,
    fields,
    rows: united.flatMap((one) => one.edits),
    tables: united.map((one) => one.view),
    following: followingReferences(ledger, register, workspace.office.code, former, fields as RecordValues).filter(
      (one) => one.id !== otherId,
    ),
  };
}

/**
 * Merges as planned, in one act: the survivor keeps its id and gets values and rows, what named the other names it, and the
 * other is withdrawn and says into which record it went. Error: `RECORD_LOCKED` where an accepted record names the other.
 */
export function mergeRecords(session: Session, plan: MergePlan): { act: string; label: string; followed: number } {
  const { workspace, writer } = session;
  const locked = plan.following.filter((one) => one.locked);
  if (locked.length > 0)
    throw new AppError(
      'RECORD_LOCKED',
      `有 ${locked.length} 条已通过审核的记录引用着要改的编号或名称，没有合并。请先解锁这些记录，或在合并时保留它们引用的编号。`,
      locked.slice(0, 200).map(({ id, title }) => ({ code: 'RECORD_LOCKED', message: `「${title}」`, record: id })),
    );
  const { survivor, other, following } = plan;
  const label = `合并${plan.register.label}「${survivor.title}」`;
  return workspace.work({ label, action: 'merge' }, (work) => {
    // What stays as it is is not written: a conflict in it is for a person to settle.
    const written = Object.entries(plan.fields).filter(
      ([key, value]) => !sameScalar(survivor.shown.fields[key] ?? null, value),
    );
    writer.edit(work, survivor.id, { fields: Object.fromEntries(written), rows: plan.rows });
    for (const { id, edit } of following) writer.edit(work, id, edit);
    const link = linkValue({
      id: survivor.id,
      title: String(plan.fields[plan.register.titleField] ?? survivor.title),
      source: '',
    });
    writer.edit(work, other.id, { live: false, fields: { [MERGED_INTO]: link } });
    return { act: work.act, label, followed: following.length };
  });
}

function sideOf(session: Session, store: RegisterStore, id: string): Side {
  const row = store.row(id);
  if (row?.live !== 1) throw missing();
  if (row.owner !== session.workspace.office.code)
    throw new AppError('RECORD_NOT_OURS', '只能合并本单位的记录。跨市的重复请在“跨市重复”里认定。');
  const title = titleOf(store.register, row);
  if (row.locked === 1)
    throw new AppError(
      'RECORD_LOCKED',
      `「${title}」已通过审核并锁定，不能合并。确需合并请先解锁这条记录，并写明理由。`,
      [{ code: 'RECORD_LOCKED', message: title, record: id }],
    );
  return { id, title, shown: shownValues(store.fromRow(row)) };
}
