import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../environment.ts';

/** Where copies lie that other programs have opened: named as the officer named the file, apart from the kept one. */
export function openedFolder(environment: Environment): string {
  return path.join(environment.userDir, 'opened');
}

/** Clears the copies of earlier runs away; one that a program still holds open stays until the next time. */
export function clearOpenedCopies(environment: Environment): void {
  try {
    rmSync(openedFolder(environment), { recursive: true, force: true });
  } catch {
    // Held by another program.
  }
}
