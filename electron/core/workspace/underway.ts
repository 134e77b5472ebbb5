import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What is being done now: 传出, 查验, 装入 or 撤销装入. */
export type Underway =
  | { readonly kind: 'send'; readonly id: string; readonly folder: string; readonly what: string }
  | { readonly kind: 'examine' }
  | { readonly kind: 'receive'; readonly stages: readonly string[] }
  | { readonly kind: 'undo'; readonly fingerprint: string };

const UNDERWAY_KINDS = ['send', 'examine', 'receive', 'undo'] as const satisfies readonly Underway['kind'][];

function fileOf(folder: string, kind: Underway['kind']): string {
  return path.join(folder, `underway-${kind}.json`);
}

/**
 * Notes beside the database that something long begins; gives what notes that it has ended. A transaction that was broken off leaves no
 * trace in the database, so that this file is how the next start knows of it. Where it cannot be written (a full disk) the work goes on.
 */
export function noteUnderway(folder: string, underway: Underway): () => void {
  const file = fileOf(folder, underway.kind);
  try {
    writeFileSync(file, JSON.stringify(underway), { flush: true });
  } catch (error) {
    if ((error as { code?: string }).code === undefined) throw error;
    rmSync(file, { force: true });
  }
  return () => rmSync(file, { force: true });
}

/** What an interrupted run was about. */
export function readUnderway(folder: string): readonly Underway[] {
  return UNDERWAY_KINDS.flatMap((kind): Underway[] => {
    const file = fileOf(folder, kind);
    try {
      return [JSON.parse(readFileSync(file, 'utf8')) as Underway];
    } catch {
      // None, or half written by a power cut: then the work itself had not begun.
      return [];
    }
  });
}

/** Forgets what was interrupted, once it is settled. */
export function clearUnderway(folder: string): void {
  for (const kind of UNDERWAY_KINDS) rmSync(fileOf(folder, kind), { force: true });
}
