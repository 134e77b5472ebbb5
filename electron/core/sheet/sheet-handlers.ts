import { AppError } from '../../../shared/errors.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { Handlers } from '../dispatcher.ts';
import { newId } from '../environment.ts';
import { requireSuperior, type Session, type SessionOf } from '../session.ts';
import { Pace } from '../work/pace.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import { backUpBeforeImport } from '../workspace/backup.ts';
import { applyImport, requireReady } from './apply-import.ts';
import { exportAll, exportRegister } from './export/export-register.ts';
import { exportOf, exportOrigin } from './export/export-rows.ts';
import { writeTemplate } from './export/write-template.ts';
import { SheetMatches } from './match-memory.ts';
import { writeReturnWorkbook } from './return-workbook.ts';
import { cellText } from './stage/held-rows.ts';
import { ledgerLookup } from './stage/ledger-lookup.ts';
import { WorkbookStage } from './stage/workbook-stage.ts';

type SheetCalls = Extract<keyof Handlers, `import.${string}` | `export.${string}`>;

/** Workbooks beside the registers: staging and taking in, writing out. */
export function sheetHandlers(session: SessionOf, runner: WorkRunner): Pick<Handlers, SheetCalls> {
  const stages = new Map<string, { readonly staged: WorkbookStage; readonly of: Session }>();
  const need = (id: string): WorkbookStage => {
    const kept = stages.get(id);
    // A preview belongs to the ledger it was made for; another one may be open now.
    const staged = kept?.of === session() ? kept.staged : undefined;
    if (!staged) throw new AppError('STAGE_MISSING', '这份表格的预览已关闭，请重新选择文件。');
    return staged;
  };
  /** Runs a change of a staged sheet as long work, and describes what it led to. */
  const change = (
    stage: string,
    sheet: string | undefined,
    body: (staged: WorkbookStage, sheet: string, pace: Pace) => Promise<void> | void,
  ) => {
    const staged = need(stage);
    const view = sheet ?? staged.main;
    return runner.run('核对表格', async ({ signal, report }) => {
      const pace = new Pace(signal, (done) => report(done, 0));
      await body(staged, view, pace);
      await staged.refresh(view, pace);
      return staged.describe(stage, view);
    });
  };
  return {
    async 'import.stage'({ register: registerId, path, sheet, ...choice }) {
      const current = session();
      requireSuperior(current);
      const { workspace, ledger } = current;
      const { register } = ledger.store(registerId);
      // One preview at a time: a second one would count against records that the first is about to write.
      stages.clear();
      const staged = await runner.run('读取表格', ({ signal, report }) =>
        WorkbookStage.open({
          register,
          path,
          sheet,
          lookupOf: (one, pace) => ledgerLookup(ledger, one, workspace.office.code, pace),
          check: { owner: workspace.office.code, plan: workspace.plan },
          rules: ledger.checks.book,
          plan: workspace.plan.id,
          provinceFields: workspace.isProvince,
          memory: new SheetMatches(workspace.database),
          signal,
          report: (rows) => report(rows, 0),
          ...choice,
        }),
      );
      const id = newId(workspace.environment, 12);
      stages.set(id, { staged, of: current });
      return staged.describe(id);
    },

    'import.choose': ({ stage, sheet, ...choice }) =>
      change(stage, sheet, (staged, view, pace) => staged.choose(view, choice, pace)),

    'import.raw'({ stage, sheet, limit }) {
      const rows = need(stage).heldOf(sheet).rows.slice(0, limit);
      return {
        rows: rows.map(({ row, hidden, cells }) => ({
          row,
          hidden,
          cells: Array.from(cells.slice(0, 64), (cell) => cellText(cell).slice(0, 80)),
        })),
      };
    },

    'import.rows'({ stage, sheet, outcome, offset, limit }) {
      const staged = need(stage);
      return staged.stageOf(sheet ?? staged.main).rows(outcome, offset, limit);
    },

    'import.correct': ({ stage, sheet, row, field, text, same }) =>
      change(stage, sheet, (staged, view, pace) => staged.stageOf(view).correct(row, field, text, same, pace)),

    'import.skip': ({ stage, sheet, row, skip }) =>
      change(stage, sheet, (staged, view, pace) => staged.stageOf(view).skip(row, skip, pace)),

    'import.identify': ({ stage, sheet, row, record }) =>
      change(stage, sheet, (staged, view, pace) => staged.stageOf(view).identify(row, record, pace)),

    'import.settle': ({ stage, sheet, take, row, field }) =>
      change(stage, sheet, (staged, view) => staged.stageOf(view).settle(take, row, field)),

    async 'import.apply'({ stage: id }) {
      const { workspace, writer } = session();
      const staged = need(id);
      requireReady(staged);
      const total = staged.included.reduce((sum, { stage }) => sum + stage.staged.length, 0);
      const { register } = staged.request;
      backUpBeforeImport(workspace);
      const label = `导入${register.label}`;
      const applied = await runner.run(label, ({ signal, report }) =>
        workspace.workInSlices(
          { label, action: 'import', source: staged.file },
          async (work) => {
            const pace = new Pace(signal, (done) => report(done, total));
            const counts = await applyImport(work, writer, staged, pace);
            for (const { stage } of staged.included) new SheetMatches(workspace.database).remember(stage, work.at);
            return { act: work.act, label, ...counts };
          },
          signal,
        ),
      );
      stages.delete(id);
      return applied;
    },

    'import.discard'({ stage }) {
      stages.delete(stage);
      return {};
    },

    async 'import.return'({ stage, sheet, path }) {
      const staged = need(stage);
      const { rows } = await writeReturnWorkbook(path, staged.stageOf(sheet), staged.file);
      return { path, rows };
    },

    async 'export.register'({ register, path, ...choice }) {
      const current = session();
      const given = exportOf(current, current.ledger.store(register).register, choice);
      const { rows } = await runner.run('导出台账', ({ signal, report }) =>
        exportRegister(path, given, {
          ...exportOrigin(current, choice),
          signal,
          onProgress: (written) => report(written, 0),
        }),
      );
      return { path, rows };
    },

    async 'export.all'({ path }) {
      const current = session();
      const { rows } = await runner.run('导出全部台账', ({ signal, report }) =>
        exportAll(
          path,
          REGISTERS.map((register) => exportOf(current, register)),
          { ...exportOrigin(current, {}), signal, onProgress: (written) => report(written, 0) },
        ),
      );
      return { path, rows };
    },

    async 'export.template'({ register, path }) {
      const { workspace, ledger } = session();
      await writeTemplate(
        path,
        ledger.store(register).register,
        workspace.superior ? workspace.office.code : undefined,
      );
      return { path };
    },
  };
}
