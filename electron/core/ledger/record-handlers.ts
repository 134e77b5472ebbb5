import type { Change } from '../../../shared/contract/record-calls.ts';
import type { Values } from '../../../shared/contract/shapes.ts';
import { AppError, type ErrorDetail } from '../../../shared/errors.ts';
import { LIVE, type Scalar } from '../../../shared/merge/causal-record.ts';
import { conflictsOf } from '../../../shared/merge/conflicts-of.ts';
import type { FieldValues, RecordEdit, RowEdit } from '../../../shared/merge/edit-record.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { ALL_REGISTERS } from '../../../shared/registers/registers.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { duplicateGroups } from '../counting/duplicate-groups.ts';
import type { Handlers } from '../dispatcher.ts';
import type { SessionOf } from '../session.ts';
import type { Ledger } from './ledger.ts';
import { findRecords, listRecords, summarise, titleOf, toRecordRow } from './record-query.ts';
import { conflictViews, viewHistory, viewRecord } from './record-view.ts';
import type { SqlRow } from './register-store.ts';
import { requireValid } from './valid-value.ts';

type RecordCalls =
  | 'record.list'
  | 'record.summary'
  | 'record.get'
  | 'record.create'
  | 'record.edit'
  | 'record.edit-many'
  | 'record.paste'
  | 'record.delete'
  | 'record.history'
  | 'record.find'
  | 'act.state'
  | 'act.undo'
  | 'act.redo'
  | 'conflict.list'
  | 'conflict.settle'
  | 'duplicate.list';

/** Records: reading, editing, taking back, settling. */
export function recordHandlers(session: SessionOf): Pick<Handlers, RecordCalls> {
  return {
    'record.list': (input) => listRecords(session().ledger, input),
    'record.summary': ({ register, filter }) => summarise(session().ledger, register, filter),
    'record.get': ({ id }) => viewRecord(session().workspace, session().ledger, id),
    'record.history': ({ id, field }) => ({ entries: viewHistory(session().ledger, id, field) }),
    'record.find': ({ text, limit }) => ({ hits: findRecords(session().ledger, text, limit) }),

    'record.create'({ register: registerId, values }) {
      const { workspace, writer, ledger } = session();
      const { register } = ledger.store(registerId);
      if (workspace.isProvince) throw new AppError('ROLE_REFUSED', '台账由各市填报，省科技厅不新增记录。');
      requireValid(register, values);
      return workspace.work({ label: `新增${register.label}`, action: 'create' }, (work) => ({
        id: writer.create(work, { register, values: { ...initialValues(register), ...values } as FieldValues }),
        act: work.act,
      }));
    },

    'record.edit'({ id, changes }) {
      const { workspace, writer, ledger } = session();
      const { register } = ledger.storeOf(id);
      const edit = editOf(register, changes);
      const label = `修改${register.label}`;
      return workspace.work({ label, action: 'edit' }, (work) => {
        writer.edit(work, id, edit);
        return { act: work.act, label };
      });
    },

    'record.edit-many'({ register: registerId, ids, values }) {
      const { workspace, writer, ledger } = session();
      const { register } = ledger.store(registerId);
      requireValid(register, values);
      requireOfRegister(register, ids);
      const label = `批量修改${register.label} ${ids.length} 条`;
      return workspace.work({ label, action: 'edit' }, (work) => {
        let edited = 0;
        let refused = 0;
        for (const id of ids) {
          try {
            if (writer.edit(work, id, { fields: values as FieldValues })) edited += 1;
          } catch (error) {
            if (!(error instanceof AppError) || error.code !== 'RECORD_LOCKED') throw error;
            refused += 1;
          }
        }
        return { act: work.act, label, edited, refused };
      });
    },

    'record.paste'({ register: registerId, ids, fields, cells }) {
      const { workspace, writer, ledger } = session();
      const { register } = ledger.store(registerId);
      requireOfRegister(register, ids);
      requireUnlocked(ledger, ids);
      const edits = pastedEdits(register, ids, fields, cells);
      const label = `粘贴到${register.label} ${ids.length} 条`;
      return workspace.work({ label, action: 'edit' }, (work) => {
        const edited = edits.filter(({ id, values }) => writer.edit(work, id, { fields: values })).length;
        return { act: work.act, label, edited };
      });
    },

    'record.delete'({ ids, reason }) {
      const { workspace, writer, ledger } = session();
      const label = `撤回 ${ids.length} 条${ledger.storeOf(ids[0] ?? '').register.label}`;
      return workspace.work({ label, action: 'delete' }, (work) => {
        for (const id of ids) writer.remove(work, id, reason?.trim());
        return { act: work.act, label };
      });
    },

    'act.state': () => session().takeBack.state(),
    'act.undo': ({ act }) => session().takeBack.undo(act),
    'act.redo': () => session().takeBack.redo(),

    'conflict.list'({ limit }) {
      const { ledger } = session();
      const conflicts = [];
      let total = 0;
      for (const register of ALL_REGISTERS) {
        const rows = ledger.database
          .prepare(`SELECT * FROM ${register.id} WHERE conflicted = 1 ORDER BY id`)
          .all() as SqlRow[];
        total += rows.length;
        for (const row of rows) {
          if (conflicts.length >= limit) break;
          conflicts.push(
            ...conflictViews(ledger, register, ledger.store(register.id).fromRow(row), titleOf(register, row)),
          );
        }
      }
      return { conflicts, total };
    },

    'conflict.settle'({ id, field, table, rowId, take, value }) {
      const { workspace, writer, ledger } = session();
      const record = ledger.need(id);
      const conflict = conflictsOf(record).find(
        (one) => one.field === field && one.table === table && one.rowId === rowId,
      );
      const settled = take === undefined ? (value ?? null) : conflict?.siblings[take]?.value;
      if (!conflict || settled === undefined)
        throw new AppError('CONFLICT_MISSING', '这处冲突已经裁定，请刷新冲突列表。');
      const { register } = ledger.storeOf(id);
      if (take === undefined && field !== LIVE && !table)
        requireValid(register, { [field]: settled as Values[string] });
      const label = '裁定冲突';
      return workspace.work({ label, action: 'settle' }, (work) => {
        writer.edit(work, id, settlement(field, settled, table, rowId));
        return { act: work.act, label };
      });
    },

    'duplicate.list'({ register, limit }) {
      const { ledger } = session();
      const { groups, total } = duplicateGroups(ledger.database, { register, limit });
      return {
        total,
        groups: groups.map((group) => {
          const store = ledger.store(group.register);
          const rows = group.ids.map((id) => store.row(id)).filter((row) => row !== undefined);
          return {
            register: group.register,
            key: group.key,
            label: rows[0] ? titleOf(store.register, rows[0]) : '',
            records: rows.map((row) => toRecordRow(store.register, row)),
          };
        }),
      };
    },
  };
}

function requireOfRegister(register: Register, ids: readonly string[]): void {
  if (ids.some((id) => !id.startsWith(`${register.id}-`)))
    throw new AppError('INPUT_INVALID', `所选记录不全是${register.label}台账的，没有写入。请重新选择。`);
}

/** Names every locked record at once, so that nobody finds them one by one. */
function requireUnlocked(ledger: Ledger, ids: readonly string[]): void {
  const locked = ids.flatMap((id, index): ErrorDetail[] => {
    const store = ledger.storeOf(id);
    const row = store.row(id);
    if (row?.locked !== 1) return [];
    return [{ code: 'RECORD_LOCKED', message: `第 ${index + 1} 行“${titleOf(store.register, row)}”`, record: id }];
  });
  if (locked.length > 0)
    throw new AppError(
      'RECORD_LOCKED',
      `有 ${locked.length} 条记录已通过审核并锁定，没有写入。请先解锁，或不选这些行。`,
      locked.slice(0, 200),
    );
}

function initialValues(register: Register): Values {
  return Object.fromEntries(
    register.fields
      .filter((field) => field.initial !== undefined)
      .map((field) => [field.key, field.initial as Values[string]]),
  );
}

function settlement(field: string, value: Scalar, table?: string, rowId?: string): RecordEdit {
  if (table && rowId)
    return {
      rows: [field === LIVE ? { table, rowId, live: value === true } : { table, rowId, fields: { [field]: value } }],
    };
  return field === LIVE ? { live: value === true } : { fields: { [field]: value } };
}

function editOf(register: Register, changes: readonly Change[]): RecordEdit {
  const fields: Record<string, Scalar> = {};
  const rows = new Map<string, { table: string; rowId: string; fields: Record<string, Scalar>; live?: boolean }>();
  for (const change of changes) {
    if ((change.table === undefined) !== (change.rowId === undefined) || (!change.table && !change.field))
      throw new AppError('INPUT_INVALID', '程序内部调用有误：没有说明改哪一行、哪一项。请重新打开程序。');
    if (change.table && change.rowId) {
      if (!register.tables.some((table) => table.key === change.table))
        throw new AppError('FIELD_UNKNOWN', `${register.label}台账没有“${change.table}”这张子表。`);
      const key = `${change.table} ${change.rowId}`;
      const row = rows.get(key) ?? { table: change.table, rowId: change.rowId, fields: {} };
      rows.set(key, row);
      if (change.live !== undefined) row.live = change.live;
      if (change.field) {
        requireValid(register, { [change.field]: change.value ?? null }, change.table);
        row.fields[change.field] = (change.value ?? null) as Scalar;
      }
    } else if (change.field) {
      requireValid(register, { [change.field]: change.value ?? null });
      fields[change.field] = (change.value ?? null) as Scalar;
    }
  }
  const edits: RowEdit[] = [...rows.values()];
  return { fields, rows: edits };
}

/** Reads a pasted block as the cells' editors would; one bad cell refuses the whole and names them all. */
function pastedEdits(
  register: Register,
  ids: readonly string[],
  fields: readonly string[],
  cells: readonly (readonly string[])[],
): { id: string; values: FieldValues }[] {
  if (cells.length !== ids.length || cells.some((row) => row.length !== fields.length))
    throw new AppError('INPUT_INVALID', '粘贴的行列数与所选区域不一致，没有写入。请重新选择后再粘贴。');
  const details: ErrorDetail[] = [];
  const edits = ids.map((id, rowIndex) => {
    const values: Record<string, Scalar> = {};
    fields.forEach((key, columnIndex) => {
      const field = findField(register, key);
      if (!field) throw new AppError('FIELD_UNKNOWN', `${register.label}台账没有“${key}”这一项。`);
      const parsed = parseValue(field, cells[rowIndex]?.[columnIndex] ?? '');
      if (parsed.ok) values[key] = parsed.value;
      else
        details.push({
          code: parsed.code,
          message: `第 ${rowIndex + 1} 行“${field.label}”：${parsed.message}`,
          field: key,
          record: id,
        });
    });
    return { id, values };
  });
  if (details.length > 0) {
    throw new AppError(
      'VALUE_INVALID',
      `粘贴的内容有 ${details.length} 处不符合要求，没有写入。请改正后再粘贴。`,
      details.slice(0, 200),
    );
  }
  return edits;
}
