import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { Change } from '../../../shared/contract/record-calls.ts';
import type { Values } from '../../../shared/contract/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Scalar } from '../../../shared/merge/causal-record.ts';
import type { FieldValues, RecordEdit, RowEdit } from '../../../shared/merge/edit-record.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { Handlers } from '../dispatcher.ts';
import type { SessionOf } from '../session.ts';
import type { WorkOptions } from '../work/unit-of-work.ts';
import { workOnMany } from '../work/work-on-many.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import type { AskedEdit } from './held-records.ts';
import { summarise } from './list-summary.ts';
import { findRecords, listBeside, listRecords } from './record-query.ts';
import { viewHistory, viewRecord } from './record-view.ts';
import { removal } from './record-writer.ts';
import type { TakenBack } from './take-back.ts';
import { requireValid } from './valid-value.ts';

type RecordCalls =
  | 'record.list'
  | 'record.summary'
  | 'record.get'
  | 'record.create'
  | 'record.edit'
  | 'record.delete'
  | 'record.restore'
  | 'record.history'
  | 'record.find'
  | 'act.state'
  | 'act.undo'
  | 'act.redo';

/** Records: reading, editing, taking back. */
export function recordHandlers(session: SessionOf, runner: WorkRunner): Pick<Handlers, RecordCalls> {
  function takeBack(action: 'undo' | 'redo', act?: string): Promise<TakenBack> {
    const { workspace, takeBack: reversals } = session();
    const target = reversals.target(action, act);
    const many = { workspace, runner, options: target.options, total: target.lines };
    return workOnMany(many, (work) => reversals.taking(work, target));
  }
  /** Edits of several records in one act. */
  function editAll(options: WorkOptions, edits: readonly AskedEdit[]): Promise<CallOutput<'record.edit'>> {
    const { workspace, writer } = session();
    return workOnMany({ workspace, runner, options, total: edits.length }, function* (work) {
      let done = 0;
      for (const { id } of writer.editing(work, edits)) {
        if (id !== null) done += 1;
        yield done;
      }
      return { act: work.act, label: options.label };
    });
  }
  return {
    'record.list'(input) {
      const { ledger, indexMaker } = session();
      return indexMaker.answer(
        () => listRecords(ledger, input),
        () => listBeside(ledger, input),
      );
    },
    'record.summary'({ register, filter }) {
      const { ledger, indexMaker } = session();
      return indexMaker.answer(() => summarise(ledger.database, ledger.store(register), ledger.spread(filter)));
    },
    'record.get': ({ id }) => viewRecord(session().workspace, session().ledger, id),
    'record.history': ({ id, field }) => ({ entries: viewHistory(session().ledger, id, field) }),
    'record.find'({ text, limit }) {
      const { ledger, indexMaker } = session();
      return indexMaker.answer(() => ({ hits: findRecords(ledger, text, limit) }));
    },

    'record.create'({ register: registerId, values }) {
      const { workspace, writer, ledger } = session();
      const { register } = ledger.store(registerId);
      if (!workspace.superior) throw new AppError('ROLE_REFUSED', '台账由各市填报，省科技厅不新增记录。');
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

    'record.delete'({ ids, reason }) {
      const { ledger } = session();
      const label = `撤回 ${ids.length} 条${ledger.storeOf(ids[0] ?? '').register.label}`;
      const edits = ids.map((id) => ({ id, edit: removal(ledger.storeOf(id).register, reason?.trim()) }));
      return editAll({ label, action: 'delete' }, edits);
    },

    'record.restore'({ ids }) {
      const { ledger } = session();
      const label = `恢复 ${ids.length} 条${ledger.storeOf(ids[0] ?? '').register.label}`;
      const edits = ids.map((id) => ({ id, edit: { live: true } }));
      return editAll({ label, action: 'restore' }, edits);
    },

    'act.state': () => session().takeBack.state(),
    'act.undo': ({ act }) => takeBack('undo', act),
    'act.redo': () => takeBack('redo'),
  };
}

/** What a new record holds before anything is written. */
export function initialValues(register: Register): Values {
  return Object.fromEntries(
    register.fields
      .filter((field) => field.initial !== undefined)
      .map((field) => [field.key, field.initial as Values[string]]),
  );
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
