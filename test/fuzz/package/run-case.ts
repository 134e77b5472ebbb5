import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { examinePackage } from '../../../electron/core/exchange/examine.ts';
import { receiveStaged } from '../../../electron/core/exchange/receive.ts';
import { stagingFolder } from '../../../electron/core/exchange/waiting-packages.ts';
import { inspectPackage } from '../../../electron/core/package/inspect-package.ts';
import type { Session } from '../../../electron/core/session.ts';
import { examineWorkspace } from '../../../electron/core/workspace/doctor.ts';
import { AppError, ERROR_CODES } from '../../../shared/errors.ts';
import { PROBLEM_CODES } from '../../../shared/exchange/problem-code.ts';
import { lookAround } from './look-around.ts';
import type { FuzzCase } from './make-case.ts';
import { tableDigests } from './table-digests.ts';
import type { OpenOffice, World } from './world.ts';

const KNOWN = new Set<string>([...PROBLEM_CODES, ...ERROR_CODES.filter((code) => code !== 'INTERNAL')]);
/** What learning of a changed key writes. */
const KEY_TABLES = new Set(['office_key', 'act', 'setting', 'history', 'edit']);
const MILLISECONDS_AT_MOST = 20_000;

/** Received, or the first reason why not. */
export type Outcome = string;

/** Everything a case is held against; throws with what is wrong. */
export async function runCase(world: World, office: OpenOffice, one: FuzzCase, thorough: boolean): Promise<Outcome> {
  const started = performance.now();
  const outcome = await judge(world, office, one, thorough);
  const took = performance.now() - started;
  if (took > MILLISECONDS_AT_MOST) throw new Error(`it took ${Math.round(took)} ms`);
  return outcome;
}

async function judge(world: World, office: OpenOffice, one: FuzzCase, thorough: boolean): Promise<Outcome> {
  const file = path.join(world.scratch, 'case.tzb');
  writeFileSync(file, one.bytes);
  const session = office.session();
  const { database } = session.workspace;
  if (thorough) await inspect(world, office, file);
  database.exec('BEGIN');
  try {
    const desk = await examinePackage(session, file).catch(known);
    requireKnown(desk.problems);
    const unwritten = office.writtenSince === 0 && !thorough;
    const changed = unwritten ? [] : changedTables(office.digests, tableDigests(database));
    const keyLearnt = desk.problems.some(({ code }) => code === 'KEY_CHANGED');
    const wrong = changed.filter((table) => !(keyLearnt && KEY_TABLES.has(table)));
    if (wrong.length > 0) throw new Error(`examining changed ${wrong.join(', ')}`);
    if (desk.outcome !== 'pending') return desk.problems[0]?.code ?? 'PACKAGE_REFUSED';
    return await receive(session, desk.stage, thorough);
  } finally {
    database.exec('ROLLBACK');
    clear(stagingFolder(session));
  }
}

async function receive(session: Session, stage: string, thorough: boolean): Promise<Outcome> {
  const { database } = session.workspace;
  const before = thorough ? tableDigests(database) : null;
  let refused: string | null = null;
  try {
    const [desk] = await receiveStaged(session, [stage], { confirmKey: false });
    requireKnown(desk?.problems ?? []);
  } catch (error) {
    refused = known(error).problems[0]?.code ?? null;
  }
  if (refused !== null) {
    const changed = before ? changedTables(before, tableDigests(database)) : [];
    if (changed.length > 0) throw new Error(`${refused}, and yet ${changed.join(', ')} changed`);
    return `${refused} on receipt`;
  }
  if (thorough) {
    const { checks } = await examineWorkspace(session);
    // Evidence that a forger names and does not bring is for the doctor to tell of.
    const wrong = checks.filter((check) => !check.ok && check.name !== 'evidence');
    if (wrong.length > 0) throw new Error(`the workspace is unsound: ${wrong.map((check) => check.message).join(' ')}`);
    await lookAround(session, stage);
  }
  return 'received';
}

async function inspect(world: World, office: OpenOffice, file: string): Promise<void> {
  const found = await inspectPackage(file, {
    identities: office.workspace.keys.privateKeys().ageIdentities,
    tempDir: world.scratch,
    resolveKey: () => null,
  }).catch(known);
  requireKnown(found.problems);
  const left = readdirSync(world.scratch).filter((name) => name.startsWith('package-'));
  if (left.length > 0) throw new Error(`inspecting left ${left.join(', ')}`);
}

/** An error that is an answer; any other is a finding. */
function known(error: unknown) {
  if (!(error instanceof AppError)) throw error;
  const problems = error.code === 'PACKAGE_REFUSED' ? [] : [{ code: error.code, message: error.message }];
  return { outcome: 'refused' as const, stage: '', problems };
}

function requireKnown(problems: readonly { readonly code: string; readonly message: string }[]): void {
  for (const { code, message } of problems) {
    if (!KNOWN.has(code)) throw new Error(`${code} is no known finding`);
    if (!/[。）]$/u.test(message)) throw new Error(`${code} has no sentence: ${message}`);
  }
}

function changedTables(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...after].filter(([table, digest]) => before.get(table) !== digest).map(([table]) => table);
}

function clear(folder: string): void {
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true, force: true });
}
