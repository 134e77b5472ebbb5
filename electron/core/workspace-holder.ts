import { existsSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { REGISTERS } from '../../shared/registers/registers.ts';
import { removeLog } from './database/database.ts';
import { clearOpenedCopies } from './evidence/opened-copies.ts';
import { settleBrokenOff } from './exchange/broken-off.ts';
import { type FullRestoring, restoreFull } from './exchange/restore-full.ts';
import { stagingFolder } from './exchange/waiting-packages.ts';
import { adoptNewer } from './newer/adopt-newer.ts';
import { loadReadings } from './search/initials.ts';
import { SearchKeeper } from './search/search-keeper.ts';
import { notOpen, openSession, type Session } from './session.ts';
import { AUTOMATIC_FOLDER, restoreBackup } from './workspace/backup.ts';
import {
  closeWorkspace,
  createWorkspace,
  DATABASE_FILE,
  type NewWorkspace,
  type OpenOptions,
  openWorkspace,
} from './workspace/open-workspace.ts';
import { type RecentWorkspace, RecentWorkspaces } from './workspace/recent-workspaces.ts';
import { scrubIfDue } from './workspace/seal-keys.ts';
import type { Workspace } from './workspace/workspace.ts';

export interface HolderOptions extends OpenOptions {
  /** Told of what goes on behind the answers: a check of the database, an index that is being made. */
  readonly onBeside: (label: string, work: Promise<unknown>) => void;
  /** Whether long work runs, for which what can wait waits. */
  readonly isBusy: () => boolean;
}

/** Commands that leave the open workspace for another one: a check of its database is no concern of theirs. */
const LEAVING: ReadonlySet<string> = new Set([
  'workspace.close',
  'workspace.open',
  'workspace.create',
  'workspace.restore',
  'workspace.restore-full',
  'workspace.demo',
]);

/** Holds the one open workspace. */
export class WorkspaceHolder {
  private readonly options: HolderOptions;
  private readonly recentList: RecentWorkspaces;
  private current: Session | null = null;
  private keeper: SearchKeeper | null = null;

  constructor(options: HolderOptions) {
    this.options = {
      ...options,
      onChanged: (changed) => {
        options.onChanged(changed);
        this.keeper?.wake();
      },
    };
    this.recentList = new RecentWorkspaces(options.environment.userDir);
  }

  get isOpen(): boolean {
    return this.current !== null;
  }

  /** The open session; `WORKSPACE_NOT_OPEN` when there is none. */
  readonly session = (): Session => {
    if (!this.current) throw notOpen();
    return this.current;
  };

  /** Waits until the open workspace may be written to, or left. */
  async idle(command: string): Promise<void> {
    const workspace = this.current?.workspace;
    await (LEAVING.has(command) ? workspace?.idle() : workspace?.writable());
  }

  async create(given: NewWorkspace): Promise<Workspace> {
    await loadReadings();
    return this.hold(await createWorkspace(given, this.options));
  }

  async open(folder: string): Promise<Workspace> {
    if (this.current && path.resolve(folder) === this.current.workspace.folder) return this.current.workspace;
    await loadReadings();
    return this.hold(await openWorkspace(folder, this.options));
  }

  async restore(backup: string, folder: string): Promise<Workspace> {
    restoreBackup(backup, folder, DATABASE_FILE);
    try {
      return await this.open(folder);
    } catch (error) {
      // A backup of a newer version, say: the folder is left as free as it was.
      rmSync(path.join(folder, DATABASE_FILE), { force: true });
      removeLog(path.join(folder, DATABASE_FILE));
      throw error;
    }
  }

  async restoreFull(given: FullRestoring): Promise<Workspace> {
    await restoreFull(given, this.options);
    return this.open(given.folder);
  }

  close(): void {
    this.keeper?.stop();
    this.keeper = null;
    if (!this.current) return;
    closeWorkspace(this.current.workspace);
    this.current = null;
  }

  /** Closes the present workspace because somebody asked for it, and says so. */
  leave(): void {
    this.close();
    this.tell();
  }

  recent(): RecentWorkspace[] {
    return this.recentList.list();
  }

  /** A folder for a first workspace that is not taken yet. */
  suggestedFolder(): string {
    const base = path.join(homedir(), '行动计划台账');
    let folder = base;
    for (let number = 2; existsSync(path.join(folder, DATABASE_FILE)); number += 1) folder = `${base}${number}`;
    return folder;
  }

  private hold(workspace: Workspace): Workspace {
    this.close();
    this.current = openSession(workspace, this.options.onBeside);
    tidyUp(this.current);
    adoptNewer(this.current);
    this.keepSearch(this.current);
    this.goOnScrubbing(workspace);
    if (workspace.check) this.options.onBeside('正在检查数据文件，之后可以修改', workspace.check);
    this.recentList.add({
      path: workspace.folder,
      office: workspace.office.name,
      openedAt: workspace.environment.now().toISOString(),
    });
    this.tell();
    return workspace;
  }

  /** Keeps the search indexes up to date from when the workspace may be written to. */
  private keepSearch(session: Session): void {
    session.workspace
      .writable()
      .then(() => {
        if (this.current !== session) return;
        this.keeper = new SearchKeeper(
          REGISTERS.map((register) => session.ledger.store(register.id).search),
          this.options.isBusy,
        );
      })
      .catch(() => undefined);
  }

  /** Keys sealed by a run that was interrupted are cleared from what lies unused in the database. */
  private goOnScrubbing(workspace: Workspace): void {
    workspace
      .writable()
      .then(() => (this.current?.workspace === workspace ? scrubIfDue(workspace) : undefined))
      .catch(() => undefined);
  }

  /** Another workspace is open now, or none. */
  private tell(): void {
    this.options.onChanged({ registers: [], topics: ['workspace'] });
  }
}

/** Clears away what an interrupted run left: unwritten packages, decrypted copies, half-made stages, half-stored files. */
function tidyUp(session: Session): void {
  for (const sentence of settleBrokenOff(session)) session.workspace.addNotice(sentence);
  clearOpenedCopies(session.workspace.environment);
  sweep(stagingFolder(session), (name) => !name.endsWith('.stage'));
  sweep(path.join(session.workspace.folder, 'evidence'), (name) => name.startsWith('.') && name.endsWith('.part'));
  // A list of the sitting that was half written.
  sweep(session.workspace.folder, (name) => name === 'receiving.json.part');
  sweep(path.join(session.workspace.folder, AUTOMATIC_FOLDER), (name) => name.endsWith('.part'));
}

function sweep(folder: string, isLeft: (name: string) => boolean): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter(isLeft))
    rmSync(path.join(folder, name), { recursive: true, force: true });
}
