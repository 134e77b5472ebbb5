import type { CallOutput } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { narrativeTasks } from '../../../shared/plan/plan.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Session, SessionOf } from '../session.ts';
import { type NarrativeKind, narrativeId, readNarratives } from './narratives.ts';

/** 任务进展 and 零报告. */
export function narrativeHandlers(
  session: SessionOf,
): Pick<Handlers, 'narrative.list' | 'narrative.save' | 'narrative.save-nil'> {
  return {
    'narrative.list'({ period, owner }) {
      const { workspace, ledger } = session();
      const written = readNarratives(ledger, period, owner ?? (workspace.superior ? workspace.office.code : null));
      const own = owner ?? workspace.office.code;
      const titles = new Map(workspace.plan.tasks.map((task) => [task.id, task.title]));
      const tasks = narrativeTasks(workspace.plan).flatMap((task): CallOutput<'narrative.list'>['tasks'] => {
        const texts = written.filter((one) => one.kind === 'task' && one.subject === task.id);
        const base = {
          task: task.id,
          title: task.title,
          group: (task.parent && titles.get(task.parent)) || task.title,
        };
        const rows = task.registers
          .filter((id) => registerById(id))
          .reduce((sum, id) => sum + taskRows(ledger, id, task.id, !workspace.superior && !owner ? null : own), 0);
        if (texts.length === 0) return [{ ...base, text: '', updatedAt: null, owner: own, rows }];
        return texts.map((one) => ({ ...base, text: one.text, updatedAt: one.updatedAt, owner: one.owner, rows }));
      });
      return {
        tasks,
        nil: written.filter((one) => one.kind === 'nil').map((one) => ({ register: one.subject, reason: one.text })),
      };
    },

    'narrative.save'({ period, task, text }) {
      const current = session();
      if (!narrativeTasks(current.workspace.plan).some((one) => one.id === task))
        throw new AppError('INPUT_INVALID', `行动计划中没有“${task}”这项任务，没有保存。请重新打开任务进展页。`);
      return save(current, 'task', [task], period, text);
    },

    'narrative.save-nil'({ period, registers, reason }) {
      if (!registers.every((register) => REGISTERS.some((one) => one.id === register)))
        throw new AppError('REGISTER_UNKNOWN', '本机程序没有这一类台账，请升级程序。');
      return save(session(), 'nil', [...new Set(registers)], period, reason);
    },
  };
}

function taskRows(ledger: Session['ledger'], registerId: string, task: string, owner: string | null): number {
  const { register } = ledger.store(registerId);
  return ledger.database
    .prepare(`SELECT count(*) FROM ${register.id} WHERE live = 1 AND plan_task = ? AND (? IS NULL OR owner = ?)`)
    .pluck()
    .get(task, owner, owner) as number;
}

function save(
  session: Session,
  kind: NarrativeKind,
  subjects: readonly string[],
  period: string,
  text: string,
): { act: string; label: string } {
  const { workspace, ledger, writer } = session;
  const { register } = ledger.store('narrative');
  const many = subjects.length > 1 ? ` ${subjects.length} 处` : '';
  const label = `${kind === 'task' ? '填写任务进展' : '填写零报告说明'}${many}`;
  return workspace.work({ label, action: 'edit' }, (work) => {
    const value = text.trim() || null;
    for (const subject of subjects) {
      const id = narrativeId(workspace.office.code, period, kind, subject);
      const row = ledger.store('narrative').row(id);
      // A text whose first writing was taken back comes to life again with the next.
      if (row && (value || row.live === 1)) writer.edit(work, id, { fields: { text: value }, live: true });
      else if (value && !row) writer.create(work, { register, id, values: { kind, subject, period, text: value } });
    }
    work.tell('narratives');
    return { act: work.act, label };
  });
}
