import { basename } from 'node:path';
import { officeShort } from '../../../shared/codes/offices.ts';
import type { RecordFilter } from '../../../shared/contract/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FieldValues } from '../../../shared/merge/edit-record.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import type { Handlers } from '../dispatcher.ts';
import { newId } from '../environment.ts';
import { sqlFilter } from '../ledger/record-filter.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import { requireCity, type Session, type SessionOf } from '../session.ts';
import { backUpBeforeImport } from '../workspace/backup.ts';
import { type ExportRow, exportAll, exportRegister, type RegisterExport } from './export-register.ts';
import { ledgerLookup } from './ledger-lookup.ts';
import { describeStage, type StagedWorkbook, stageWorkbook } from './stage-workbook.ts';
import { writeTemplate } from './write-template.ts';

type SheetCalls =
  | 'import.stage'
  | 'import.rows'
  | 'import.correct'
  | 'import.skip'
  | 'import.apply'
  | 'import.discard'
  | 'export.register'
  | 'export.all'
  | 'export.template';

/** Workbooks beside the registers: staging and taking in, writing out. */
export function sheetHandlers(session: SessionOf): Pick<Handlers, SheetCalls> {
  const stages = new Map<string, { readonly staged: StagedWorkbook; readonly of: Session }>();
  const need = (id: string): StagedWorkbook => {
    const kept = stages.get(id);
    // A preview belongs to the ledger it was made for; another one may be open now.
    const staged = kept?.of === session() ? kept.staged : undefined;
    if (!staged) throw new AppError('STAGE_MISSING', '这份表格的预览已关闭，请重新选择文件。');
    return staged;
  };
  return {
    async 'import.stage'({ register: registerId, path, sheet, headingRow, moneyUnit, mapping }) {
      const current = session();
      requireCity(current);
      const { workspace, ledger } = current;
      const { register } = ledger.store(registerId);
      const staged = await stageWorkbook({
        register,
        path,
        lookup: ledgerLookup(ledger, register, workspace.office.code),
        check: { owner: workspace.office.code },
        provinceFields: workspace.isProvince,
        ...(sheet === undefined ? {} : { sheet }),
        ...(headingRow === undefined ? {} : { headingRow }),
        ...(moneyUnit === undefined ? {} : { moneyUnit }),
        ...(mapping === undefined ? {} : { mapping }),
      });
      const id = newId(workspace.environment, 12);
      // One preview at a time: a second one would count against records that the first is about to write.
      stages.clear();
      stages.set(id, { staged, of: current });
      return describeStage(id, staged);
    },

    'import.rows': ({ stage, outcome, offset, limit }) => need(stage).stage.rows(outcome, offset, limit),

    'import.correct'({ stage, row, field, text }) {
      const staged = need(stage);
      staged.stage.correct(row, field, text);
      return describeStage(stage, staged);
    },

    'import.skip'({ stage, row, skip }) {
      const staged = need(stage);
      staged.stage.skip(row, skip);
      return describeStage(stage, staged);
    },

    'import.apply'({ stage: id }) {
      const { workspace, writer } = session();
      const { stage, file } = need(id);
      const changes = stage.changes();
      backUpBeforeImport(workspace);
      const counts = stage.counts();
      const label = `导入${stage.register.label} ${changes.length} 条`;
      const applied = workspace.work({ label, action: 'import', source: basename(file) }, (work) => {
        for (const change of changes) {
          const values = change.values as FieldValues;
          if (change.kind === 'create') writer.create(work, { register: stage.register, values });
          else writer.edit(work, change.id, { fields: values });
        }
        return { act: work.act, label, created: counts.new, updated: counts.changed, unchanged: counts.same };
      });
      stages.delete(id);
      return applied;
    },

    'import.discard'({ stage }) {
      stages.delete(stage);
      return {};
    },

    async 'export.register'({ register, path, filter, fields }) {
      const current = session();
      const given = exportOf(current, current.ledger.store(register).register, filter, fields);
      const { rows } = await exportRegister(path, given);
      return { path, rows };
    },

    async 'export.all'({ path }) {
      const current = session();
      const { rows } = await exportAll(
        path,
        REGISTERS.map((register) => exportOf(current, register, {}, undefined)),
      );
      return { path, rows };
    },

    async 'export.template'({ register, path }) {
      const { workspace, ledger } = session();
      await writeTemplate(
        path,
        ledger.store(register).register,
        workspace.isProvince ? undefined : workspace.office.code,
      );
      return { path };
    },
  };
}

/** What of a register goes into a workbook; at the province with the filing office beside each row. */
export function exportOf(
  session: Session,
  register: Register,
  filter: RecordFilter,
  fields: readonly string[] | undefined,
): RegisterExport {
  const { workspace } = session;
  const owner = workspace.isProvince ? {} : { owner: workspace.office.code };
  const extra = workspace.isProvince
    ? { extra: [{ heading: '报送单位', width: 12, textOf: (row: ExportRow) => officeShort(row.owner) }] }
    : {};
  return { register, rows: exportRows(session, register, filter), ...(fields ? { fields } : {}), ...owner, ...extra };
}

const PAGE = 500;

/** Reads page by page, so that nothing holds the database while the file is being written. */
async function* exportRows(session: Session, register: Register, filter: RecordFilter): AsyncGenerator<ExportRow> {
  const { ledger } = session;
  const store = ledger.store(register.id);
  const where = sqlFilter(register, filter);
  let after = '';
  for (;;) {
    const rows = ledger.database
      .prepare(`SELECT * FROM ${register.id} WHERE ${where.sql} AND id > ? ORDER BY id LIMIT ${PAGE}`)
      .all(...where.parameters, after) as SqlRow[];
    for (const row of rows)
      yield { id: String(row.id), owner: String(row.owner), values: store.shownFields(row) as RecordValues };
    if (rows.length < PAGE) return;
    after = String(rows.at(-1)?.id);
  }
}
