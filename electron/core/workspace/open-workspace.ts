import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { OfficeEntry } from '../../../shared/office/office.ts';
import { OFFICES } from '../../../shared/office/offices.ts';
import { currentPeriod } from '../../../shared/period/filing-schedule.ts';
import { parsePlan } from '../../../shared/plan/plan.ts';
import { shippedPlan } from '../../../shared/plan/plans.ts';
import { keepSetIndexes } from '../check/set-indexes.ts';
import { checkSound, type Database, openDatabase, removeLog, requireDatabase } from '../database/database.ts';
import { inThread, type RunningJob } from '../database/database-thread.ts';
import { migrate, readMigrations, schemaVersion } from '../database/migrate.ts';
import { type Environment, newId, today } from '../environment.ts';
import { FactStore } from '../ledger/fact-store.ts';
import { fillStandings } from '../ledger/standing-store.ts';
import { writeBackup } from './backup.ts';
import { createIdentity } from './identity.ts';
import type { KeyFileText } from './key-file.ts';
import { KeyRing, type OwnKey } from './key-ring.ts';
import { officesInForce, rememberOffices } from './offices-in-force.ts';
import { isSamePlace, placeOf, readWitness, writeWitness } from './place.ts';
import { readPlanFile } from './plan-file.ts';
import { type Settings, settingsOf } from './settings.ts';
import { type Changed, Workspace } from './workspace.ts';
import { lockWorkspace, type WorkspaceLock } from './workspace-lock.ts';

/** Name of the database inside a workspace folder. */
export const DATABASE_FILE = 'taizhang.db';

export interface OpenOptions {
  readonly environment: Environment;
  readonly migrationsDir: string;
  readonly onChanged: (changed: Changed) => void;
  /** A database of more bytes than this is checked while it is read already; nothing is written before it was found sound. */
  readonly checkedAtOnce?: number | undefined;
}

/** Checked in half a second. */
const CHECKED_AT_ONCE = 64 * 1024 * 1024;

export interface NewWorkspace {
  readonly folder: string;
  readonly office: string;
  /** Name of an office that the shipped tree lacks: a new zone, a unit directly under the province. */
  readonly officeName?: string | undefined;
  readonly officer: string;
  /** Id of a plan that ships with the application. */
  readonly plan: string;
  /** A plan's own file, in place of one that ships. */
  readonly planFile?: string | undefined;
  /** What another machine of the office gives to this one. */
  readonly moved?: MovedOffice | undefined;
}

/** The plan and the keys of an office whose workspace is made anew on another machine. */
export interface MovedOffice {
  /** A plan that does not ship; null: it does. */
  readonly planContent: string | null;
  /** The newest first. */
  readonly ownKeys: readonly OwnKey[];
  readonly keyFile: KeyFileText;
  readonly offices: readonly OfficeEntry[];
}

/**
 * Makes a workspace in a folder: database, keys, settings.
 * Errors: `WORKSPACE_EXISTS`, `OFFICE_UNKNOWN`, `PLAN_UNKNOWN`, `PLAN_INVALID`.
 */
export async function createWorkspace(given: NewWorkspace, options: OpenOptions): Promise<Workspace> {
  const { environment } = options;
  const added = given.moved ? [] : addedOffice(given);
  const { moved } = given;
  const movedPlan = moved?.planContent ? parsePlan(JSON.parse(moved.planContent)) : undefined;
  const plan = movedPlan ?? (given.planFile === undefined ? shippedPlan(given.plan) : readPlanFile(given.planFile));
  if (!plan) throw new AppError('PLAN_UNKNOWN', '本机程序没有这个行动计划，请选择省厅的计划文件，或升级程序。');
  const file = path.join(given.folder, DATABASE_FILE);
  if (existsSync(file))
    throw new AppError('WORKSPACE_EXISTS', '这个文件夹里已有台账。请直接打开它，或换一个空文件夹。');
  const identity = await createIdentity(environment);
  mkdirSync(given.folder, { recursive: true });
  removeLog(file);
  const lock = lockWorkspace(given.folder);
  const database = openDatabase(file, { create: true });
  try {
    const settings = database.transaction(() => {
      migrate(database, readMigrations(options.migrationsDir), () => {});
      keepSetIndexes(database);
      const settings = settingsOf(database);
      settings.set('office', given.office);
      rememberOffices(settings, moved?.offices ?? added);
      settings.set('officer', given.officer);
      settings.putInForce('plan', plan.id);
      if (given.planFile !== undefined || movedPlan) settings.putInForce('plan_content', JSON.stringify(plan));
      settings.set('period', currentPeriod(plan, today(environment)));
      settings.set('created_at', environment.now().toISOString());
      settings.set('counter', 0);
      settings.set('standings_kept', '1');
      const keys = new KeyRing(database);
      if (moved) {
        for (const key of [...moved.ownKeys].reverse()) keys.add(key, key.madeAt, key.change);
        keys.beginWith(moved.keyFile);
      } else {
        keys.add(identity, environment.now().toISOString(), null);
        keys.begin(identity);
      }
      takePlace(file, settings, environment, true);
      return settings;
    })();
    recordClock(file, settings);
    return assemble(given.folder, { database, settings, lock }, options, null, null);
  } catch (error) {
    database.close();
    lock.release();
    // Nothing was in this folder before; a half-made ledger would only stand in the way of the next attempt.
    rmSync(file, { force: true });
    removeLog(file);
    throw error;
  }
}

/**
 * Opens the workspace in a folder: checks it, brings its schema up to date (after a backup), and finds out whether it is still
 * where it was. Errors: `WORKSPACE_MISSING`, `WORKSPACE_DAMAGED`, `WORKSPACE_FROM_FUTURE`, `WORKSPACE_BUSY`.
 */
export async function openWorkspace(folder: string, options: OpenOptions): Promise<Workspace> {
  const { environment } = options;
  const file = path.join(folder, DATABASE_FILE);
  requireDatabase(file);
  const lock = lockWorkspace(folder);
  let database: Database | undefined;
  let check: RunningJob | null = null;
  try {
    database = openDatabase(file);
    const migrations = readMigrations(options.migrationsDir);
    if (statSync(file).size <= (options.checkedAtOnce ?? CHECKED_AT_ONCE)) checkSound(database);
    else check = checkBeside(database);
    if (schemaVersion(database) !== migrations.length) await check?.done;
    const backups = path.join(folder, 'backups');
    const opened = database;
    migrate(database, migrations, () => {
      mkdirSync(backups, { recursive: true });
      writeBackup(opened, path.join(backups, `before-version-${migrations.length}.db`));
    });
    keepSetIndexes(database);
    const settings = settingsOf(database);
    const moved = database.transaction(() => {
      if (settings.get('standings_kept') === null) fillStandings(opened, new FactStore(opened));
      settings.set('standings_kept', '1');
      return takePlace(file, settings, environment, false);
    })();
    recordClock(file, settings);
    const notice = moved ? '这份台账是从别处移来、复制或恢复的，已作为一份独立的副本继续使用，原有记录完整。' : null;
    return assemble(folder, { database, settings, lock }, options, notice, check);
  } catch (error) {
    check?.stop();
    database?.close();
    lock.release();
    throw error;
  }
}

/** Checks a database in a thread, and at once where no thread can be had. */
function checkBeside(database: Database): RunningJob {
  const job = inThread({ kind: 'check', file: database.name });
  const done = job.done.catch((error) => {
    if (error instanceof AppError) throw error;
    checkSound(database);
    return [];
  });
  done.catch(() => undefined);
  return { ...job, done };
}

/** Closes a workspace, leaving beside it a witness of how far its clock had come. */
export function closeWorkspace(workspace: Workspace): void {
  const { settings, database } = workspace;
  workspace.stopCheck();
  recordClock(path.join(workspace.folder, DATABASE_FILE), settings);
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
    workspace.lock.release();
  }
}

/**
 * What the tree must be told of a new workspace's office: nothing where it ships. One that does not files to the city that its
 * code begins with, else to the province. Error: `OFFICE_UNKNOWN`.
 */
function addedOffice({ office, officeName }: NewWorkspace): readonly OfficeEntry[] {
  if (OFFICES.find(office)) return [];
  const above = [`${office.slice(0, 4)}00`, `${office.slice(0, 2)}0000`].find((code) => OFFICES.find(code));
  if (!above || !officeName)
    throw new AppError('OFFICE_UNKNOWN', '没有这个单位代码。请从单位表中选择，表中没有的单位请同时填写名称。');
  return [{ code: office, name: officeName, superior: above }];
}

/** Takes a new replica id unless the database is where it was; true when an existing workspace got a new one. */
function takePlace(file: string, settings: Settings, environment: Environment, fresh: boolean): boolean {
  const place = placeOf(file);
  const same =
    !fresh &&
    settings.get('is_backup') !== '1' &&
    isSamePlace(
      {
        replica: settings.need('replica'),
        path: settings.need('place_path'),
        inode: settings.need('place_inode'),
        opening: settings.number('opening'),
        counter: settings.number('counter'),
      },
      place,
      readWitness(file),
    );
  if (!same) settings.set('replica', newId(environment, 10));
  settings.set('place_path', place.path);
  settings.set('place_inode', place.inode);
  settings.set('is_backup', '0');
  settings.set('opening', settings.number('opening') + 1);
  return !fresh && !same;
}

/**
 * Notes beside the database how far its clock has come. Where that cannot be written (a full disk, a pulled stick) the old
 * witness no longer agrees at the next opening, which then goes on as a new replica: safe, so no reason to fail.
 */
function recordClock(file: string, settings: Settings): void {
  try {
    writeWitness(file, {
      replica: settings.need('replica'),
      opening: settings.number('opening'),
      counter: settings.number('counter'),
    });
  } catch (error) {
    if ((error as { code?: string }).code === undefined) throw error;
  }
}

function assemble(
  folder: string,
  { database, settings, lock }: { database: Database; settings: Settings; lock: WorkspaceLock },
  options: OpenOptions,
  notice: string | null,
  check: RunningJob | null,
): Workspace {
  if (!officesInForce(settings).find(settings.need('office')))
    throw new AppError('OFFICE_UNKNOWN', '这份台账所属的单位不在本机程序的单位表中，请升级程序。');
  return new Workspace({
    folder: path.resolve(folder),
    database,
    lock,
    settings,
    environment: options.environment,
    notice,
    check,
    onChanged: options.onChanged,
    onCommitted: () => recordClock(path.join(folder, DATABASE_FILE), settings),
  });
}
