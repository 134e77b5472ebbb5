import { AppError } from '../../shared/errors.ts';
import type { Office } from '../../shared/office/office.ts';
import { Checks } from './check/checks.ts';
import { EvidenceStore } from './evidence/evidence-store.ts';
import { IndexMaker, type OnMaking } from './ledger/index-maker.ts';
import { Ledger } from './ledger/ledger.ts';
import { RecordWriter } from './ledger/record-writer.ts';
import { TakeBack } from './ledger/take-back.ts';
import { anchorGoverning } from './workspace/governing.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What one open workspace needs, built in the order of dependence. */
export interface Session {
  readonly workspace: Workspace;
  readonly ledger: Ledger;
  readonly writer: RecordWriter;
  readonly takeBack: TakeBack;
  readonly evidence: EvidenceStore;
  readonly indexMaker: IndexMaker;
}

export function openSession(workspace: Workspace, onMaking?: OnMaking): Session {
  const ledger = new Ledger(workspace.database, new Checks(workspace), () => ({
    tree: workspace.offices,
    own: workspace.office.code,
  }));
  workspace.attend((changed) => ledger.forgetFigures(changed));
  anchorGoverning(workspace, ledger);
  const writer = new RecordWriter(ledger);
  const evidence = new EvidenceStore(workspace.folder, workspace.environment);
  const indexMaker = new IndexMaker(workspace, ledger, onMaking);
  return { workspace, ledger, writer, takeBack: new TakeBack(workspace, ledger, writer), evidence, indexMaker };
}

/** Gives the open session; `WORKSPACE_NOT_OPEN` when there is none. */
export type SessionOf = () => Session;

export function notOpen(): AppError {
  return new AppError('WORKSPACE_NOT_OPEN', '还没有打开台账。请先选择单位新建，或打开已有的文件夹。');
}

/** `ROLE_REFUSED` unless this is the provincial office: the plan and the rules are its own. */
export function requireProvince(session: Session): void {
  if (!session.workspace.isProvince) throw new AppError('ROLE_REFUSED', '这一步由省科技厅办理，本单位不能操作。');
}

/** `ROLE_REFUSED` unless other offices file to this one, among them those asked for. */
export function requireSubordinates({ workspace }: Session, asked: readonly string[] = []): void {
  const codes = workspace.subordinates.map((office) => office.code);
  const stranger = asked.find((code) => !codes.includes(code));
  if (codes.length > 0 && stranger === undefined) return;
  if (codes.length > 0)
    throw new AppError('ROLE_REFUSED', `${workspace.offices.nameOf(stranger ?? '')}不向本单位报送，没有传出批复。`);
  throw new AppError('ROLE_REFUSED', '这一步由上级办理。本单位没有下级填报单位，可在设置里登记。');
}

/** The office that this one files to; `ROLE_REFUSED` where there is none. */
export function requireSuperior({ workspace }: Session): Office {
  const { superior } = workspace;
  if (!superior) throw new AppError('ROLE_REFUSED', '这一步由填报单位办理，省科技厅不能操作。');
  return superior;
}
