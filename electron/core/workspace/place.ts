import { existsSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Where a workspace lives. A replica is one workspace in one place (DESIGN §4): when the database finds itself elsewhere, or
 * older than it was when it last wrote here, it is a copy, and must go on under a new replica id so that no dot is
 * given twice.
 */
export interface Place {
  readonly path: string;
  readonly inode: string;
}

/** The database file's place now. */
export function placeOf(databaseFile: string): Place {
  const stat = statSync(databaseFile, { bigint: true });
  return { path: realpathSync(databaseFile), inode: `${stat.dev}:${stat.ino}` };
}

/** The witness beside the database: it stays behind when the database is copied, and stays new when the database is set back. */
interface Witness {
  readonly replica: string;
  readonly opening: number;
  readonly counter: number;
}

function witnessFile(databaseFile: string): string {
  return path.join(path.dirname(databaseFile), 'taizhang.place');
}

/** Reads the witness; null when there is none or it cannot be understood. */
export function readWitness(databaseFile: string): Witness | null {
  const file = witnessFile(databaseFile);
  if (!existsSync(file)) return null;
  try {
    const witness = JSON.parse(readFileSync(file, 'utf8')) as Witness;
    return typeof witness.replica === 'string' && Number.isInteger(witness.opening) && Number.isInteger(witness.counter)
      ? witness
      : null;
  } catch {
    return null;
  }
}

export function writeWitness(databaseFile: string, witness: Witness): void {
  const file = witnessFile(databaseFile);
  writeFileSync(`${file}.part`, JSON.stringify(witness));
  renameSync(`${file}.part`, file);
}

export interface Remembered {
  readonly replica: string;
  readonly path: string;
  readonly inode: string;
  readonly opening: number;
  readonly counter: number;
}

/**
 * Whether the database is still the replica it says it is: same path, same file, opened as often as the witness saw, and no
 * older than when it last wrote here.
 */
export function isSamePlace(remembered: Remembered, place: Place, witness: Witness | null): boolean {
  return (
    witness !== null &&
    witness.replica === remembered.replica &&
    remembered.path === place.path &&
    remembered.inode === place.inode &&
    witness.opening === remembered.opening &&
    remembered.counter >= witness.counter
  );
}
