import { existsSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../dispatcher.ts';
import { newId } from '../environment.ts';
import { requireSuperior, type Session, type SessionOf } from '../session.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import { backUpBeforeImport } from '../workspace/backup.ts';
import { figuresDue, openFigures } from './carry-figures.ts';
import { carryRecords } from './carry-records.ts';
import { type CarryStage, describeCarry, stageFormer } from './carry-stage.ts';
import { openFormerDatabase } from './former-database.ts';
import type { FormerLedger } from './former-ledger.ts';
import { openFormerWorkbook } from './former-workbook.ts';

type CarryCalls =
  | 'carry.stage'
  | 'carry.rows'
  | 'carry.apply'
  | 'carry.discard'
  | 'carry.figures-due'
  | 'carry.figures';

/** 结转: a new year on the same records, and a former ledger as this one's start. */
export function carryHandlers(session: SessionOf, runner: WorkRunner): Pick<Handlers, CarryCalls> {
  let kept: { readonly id: string; readonly of: Session; readonly stage: CarryStage } | null = null;
  const discard = () => {
    kept?.stage.former.close();
    kept = null;
  };
  const need = (id: string): CarryStage => {
    if (kept?.id !== id || kept.of !== session())
      throw new AppError('STAGE_MISSING', '这份往年台账的预览已关闭，请重新选择。');
    return kept.stage;
  };
  return {
    async 'carry.stage'({ path }) {
      const current = session();
      requireSuperior(current);
      discard();
      const former = await openFormer(current, path);
      try {
        const stage = await runner.run('读取往年台账', (progress) =>
          stageFormer(current.ledger, current.workspace.office.code, former, progress),
        );
        // Another one may have been opened meanwhile.
        discard();
        const id = newId(current.workspace.environment, 12);
        kept = { id, of: current, stage };
        return describeCarry(id, stage);
      } catch (error) {
        former.close();
        throw error;
      }
    },

    'carry.rows'({ stage, register, outcome, ongoingOnly, offset, limit }) {
      const items = (need(stage).items.get(register) ?? []).filter(
        (item) => (!ongoingOnly || item.ongoing) && (outcome === undefined || item.outcome === outcome),
      );
      return { rows: items.slice(offset, offset + limit), total: items.length };
    },

    async 'carry.apply'({ stage: id, ...choice }) {
      const current = session();
      const stage = need(id);
      backUpBeforeImport(current.workspace);
      const carried = await runner.run('结转', (progress) => carryRecords(current, stage, choice, progress));
      discard();
      return carried;
    },

    'carry.discard'({ stage }) {
      if (kept?.id === stage) discard();
      return {};
    },

    'carry.figures-due'({ year }) {
      const current = session();
      requireSuperior(current);
      return figuresDue(current, year);
    },

    'carry.figures'(choice) {
      const current = session();
      requireSuperior(current);
      backUpBeforeImport(current.workspace);
      return openFigures(current, choice);
    },
  };
}

async function openFormer(session: Session, path: string): Promise<FormerLedger> {
  if (!existsSync(path))
    throw new AppError('FILE_MISSING', '找不到所选的往年台账，可能已被移走或介质已拔出。请重新选择。');
  if (/\.(xlsx|xlsm|xls|et)$/i.test(path)) return openFormerWorkbook(session.workspace.office.code, path);
  return openFormerDatabase(session.workspace, path);
}
