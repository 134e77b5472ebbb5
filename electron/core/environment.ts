import { randomBytes } from 'node:crypto';

/** What the core takes from the outside world, so that tests can give it another one. */
export interface Environment {
  /** The wall clock: for people to read, never to decide anything by. */
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
  /** The folder that holds `plans/`, `codes/` and the rest of what ships beside the code. */
  readonly resourcesDir: string;
  /** The folder for what belongs to this machine's user rather than to a workspace: recent list, examined packages. */
  readonly userDir: string;
}

/** The real clock and the real source of randomness. */
export function systemEnvironment(resourcesDir: string, userDir: string): Environment {
  return { now: () => new Date(), randomBytes: pooledRandomBytes(), resourcesDir, userDir };
}

/** One call to the system for many ids: an import asks for ids by the ten thousand. No byte is given twice. */
function pooledRandomBytes(): (size: number) => Uint8Array {
  let pool = new Uint8Array(0);
  return (size) => {
    if (size > pool.length) pool = new Uint8Array(randomBytes(Math.max(size, 8192)));
    const given = pool.subarray(0, size);
    pool = pool.subarray(size);
    return given;
  };
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A random id of `length` characters, 5 bits each, without the letters that are misread (i, l, o, u). */
export function newId(environment: Environment, length: number): string {
  let id = '';
  for (const byte of environment.randomBytes(length)) id += ALPHABET[byte & 31];
  return id;
}

/** An id for the `index`-th row added in one act. Rows stand in the order of their ids: later ones behind earlier ones. */
export function newRowId(environment: Environment, index = 0): string {
  const part = (number: number, length: number) => number.toString(36).padStart(length, '0');
  return `zz${part(environment.now().getTime(), 9)}${part(index, 3)}${newId(environment, 6)}`;
}

/** The local calendar day of the environment's clock, ISO. */
export function today(environment: Environment): string {
  return localDay(environment.now());
}

/** The local calendar day of a moment such as `2020-07-15T18:00:00Z`: what people call the day it happened. Empty for no moment. */
export function dayOf(moment: string): string {
  const at = new Date(moment);
  return Number.isNaN(at.getTime()) ? '' : localDay(at);
}

function localDay(now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
