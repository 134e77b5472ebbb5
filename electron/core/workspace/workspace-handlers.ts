import path from 'node:path';
import type { OfficeView, OpenedWorkspace } from '../../../shared/contract/workspace-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Office } from '../../../shared/office/office.ts';
import { hasPeriod, periodDue, periodsOf } from '../../../shared/period/filing-schedule.ts';
import { periodEnd, periodLabel } from '../../../shared/period/period.ts';
import type { Handlers } from '../dispatcher.ts';
import { today } from '../environment.ts';
import { sweepOrphans } from '../evidence/orphan-sweep.ts';
import { filesHere } from '../exchange/filing-machine.ts';
import type { WorkspaceHolder } from '../workspace-holder.ts';
import { copyKeptFiles, writeBackup } from './backup.ts';
import { examineWorkspace } from './doctor.ts';
import { enrolSubordinates } from './enrol-subordinates.ts';
import { unshipped } from './offices-in-force.ts';
import type { Workspace } from './workspace.ts';

type WorkspaceCalls =
  | 'workspace.state'
  | 'workspace.create'
  | 'workspace.open'
  | 'workspace.close'
  | 'workspace.set-officer'
  | 'workspace.set-period'
  | 'workspace.set-subordinates'
  | 'workspace.backup'
  | 'workspace.restore'
  | 'workspace.restore-full'
  | 'workspace.file-here'
  | 'workspace.doctor';

/** Opening, making, closing and keeping workspaces. */
export function workspaceHandlers(holder: WorkspaceHolder): Pick<Handlers, WorkspaceCalls> {
  const { session } = holder;
  return {
    'workspace.state': () => ({
      opened: holder.isOpen ? viewWorkspace(session().workspace) : null,
      recent: holder.recent(),
      suggestedFolder: holder.suggestedFolder(),
    }),
    'workspace.create': async ({ path: folder, ...given }) => viewWorkspace(await holder.create({ folder, ...given })),
    'workspace.open': async ({ path: folder }) => viewWorkspace(await holder.open(folder)),
    'workspace.restore': async ({ backup, path: folder }) => viewWorkspace(await holder.restore(backup, folder)),
    'workspace.restore-full': async ({ file, path: folder, passphrase }) =>
      viewWorkspace(await holder.restoreFull({ file, folder, passphrase })),
    'workspace.file-here'() {
      const { workspace } = session();
      workspace.work({ label: '改由本机报送', action: 'edit' }, (work) => {
        workspace.settings.set('files_here', 1);
        work.tell('workspace');
      });
      return {};
    },
    'workspace.close'() {
      holder.leave();
      return {};
    },

    'workspace.set-officer'({ officer }) {
      const { workspace } = session();
      workspace.work({ label: '更换经办人', action: 'edit' }, (work) => {
        workspace.settings.set('officer', officer);
        work.tell('workspace');
      });
      return {};
    },

    'workspace.set-subordinates'({ offices }) {
      session().workspace.work({ label: '登记下级填报单位', action: 'edit' }, (work) =>
        enrolSubordinates(work, offices),
      );
      return {};
    },

    'workspace.set-period'({ period }) {
      switchPeriod(session().workspace, period);
      return {};
    },

    'workspace.backup'({ path: file }) {
      const { workspace } = session();
      const bytes = writeBackup(workspace.database, file);
      sweepOrphans(session());
      copyKeptFiles(workspace.folder, path.dirname(file));
      workspace.work({ label: '备份', action: 'edit' }, (work) => {
        workspace.settings.set('backed_up_at', work.at);
        work.tell('workspace');
      });
      return { path: file, bytes };
    },

    'workspace.doctor': () => examineWorkspace(session()),
  };
}

/** What the window needs to know of the open workspace. */
export function viewWorkspace(workspace: Workspace): OpenedWorkspace {
  const { office, plan, settings, environment } = workspace;
  return {
    path: path.resolve(workspace.folder),
    office: viewOffice(office),
    superior: workspace.superior ? viewOffice(workspace.superior) : null,
    subordinates: workspace.subordinates.map(viewOffice),
    offices: unshipped(workspace.offices.offices).map(({ code, name, superior }) => ({
      code,
      name,
      superior: superior ?? null,
    })),
    officer: workspace.officer,
    filesHere: filesHere(settings),
    plan: { id: plan.id, name: plan.name, from: plan.period.from, to: plan.period.to },
    period: workspace.period,
    periods: periodsOf(plan).map((id) => ({
      id,
      label: periodLabel(id),
      end: periodEnd(id),
      due: periodDue(plan, id, office.code),
    })),
    replica: workspace.replica,
    backedUpAt: settings.get('backed_up_at'),
    notice: workspace.notice,
    today: today(environment),
  };
}

function viewOffice({ code, name, short, kind }: Office): OfficeView {
  return { code, name, short, kind };
}

/** Makes a period the one in work; nothing happens where it is. Error: `PERIOD_INVALID`. */
export function switchPeriod(workspace: Workspace, period: string): void {
  if (!hasPeriod(workspace.plan, period))
    throw new AppError('PERIOD_INVALID', `行动计划没有“${periodLabel(period)}”这个报告期，请改选别的报告期。`);
  if (workspace.settings.get('period') === period) return;
  workspace.work({ label: '切换报告期', action: 'edit' }, (work) => {
    workspace.settings.set('period', period);
    work.tell('workspace');
  });
}
