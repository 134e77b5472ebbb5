import { closeSync, lstatSync, openSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { PackageLimits } from './package-limits.ts';
import { PackageRefusal } from './package-refusal.ts';
import { readRange } from './read-range.ts';
import type { ZipDirectory } from './zip-directory.ts';
import { readEntry } from './zip-entry-reader.ts';

/** The files of a bag, wherever it lies; names are relative to its base folder, with `/`. */
export interface BagFiles {
  /** In the order of code units. */
  readonly names: readonly string[];
  /** Whether the base folder holds a folder of this name, be it empty. */
  hasFolder(name: string): boolean;
  size(name: string): number;
  read(name: string): AsyncIterable<Uint8Array>;
}

/** The bag in an archive: at its root or, as RFC 8493 §4 has it, in its one folder. */
export function bagInZip(descriptor: number, directory: ZipDirectory): BagFiles {
  const declaration = directory.entries.find(({ name }) => /^([^/]+\/)?bagit\.txt$/u.test(name));
  const base = declaration === undefined ? '' : declaration.name.slice(0, -'bagit.txt'.length);
  const entries = new Map(
    directory.entries
      .filter(({ name }) => name.startsWith(base))
      .map((entry) => [entry.name.slice(base.length), entry] as const),
  );
  const outside = directory.entries.find(({ name }) => !name.startsWith(base));
  if (outside !== undefined) throw new PackageRefusal('BAG_FILE_UNLISTED', outside.name);
  const names = [...entries.keys()].filter((name) => name !== '' && !name.endsWith('/')).sort();
  const entryOf = (name: string) => {
    const entry = entries.get(name);
    if (entry === undefined) throw new PackageRefusal('BAG_FILE_MISSING', name);
    return entry;
  };
  return {
    names,
    hasFolder: (name) => [...entries.keys()].some((one) => one.startsWith(`${name}/`)),
    size: (name) => entryOf(name).size,
    read: (name) => readEntry(descriptor, entryOf(name)),
  };
}

/** The bag in a folder. Links are not followed: BAG_ENTRY_LINK. Throws LIMIT_ENTRIES and LIMIT_SIZE as an archive would. */
export function bagInFolder(folder: string, limits: PackageLimits): BagFiles {
  const sizes = new Map<string, number>();
  const folders = new Set<string>();
  let total = 0;
  const walk = (below: string): void => {
    for (const found of readdirSync(path.join(folder, below)).sort()) {
      const name = below === '' ? found : `${below}/${found}`;
      const stat = lstatSync(path.join(folder, name));
      if (stat.isDirectory()) {
        folders.add(name);
        walk(name);
        continue;
      }
      if (!stat.isFile()) throw new PackageRefusal('BAG_ENTRY_LINK', name);
      sizes.set(name, stat.size);
      total += stat.size;
      if (sizes.size > limits.entries) throw new PackageRefusal('LIMIT_ENTRIES');
      if (total > limits.totalBytes) throw new PackageRefusal('LIMIT_SIZE');
    }
  };
  walk('');
  if (!sizes.has('bagit.txt')) throw new PackageRefusal('BAG_NOT_A_BAG');
  return {
    names: [...sizes.keys()].sort(),
    hasFolder: (name) => folders.has(name),
    size: (name) => sizes.get(name) ?? 0,
    async *read(name) {
      const descriptor = openSync(path.join(folder, name), 'r');
      try {
        yield* readRange(descriptor, 0, Number.MAX_SAFE_INTEGER);
      } finally {
        closeSync(descriptor);
      }
    },
  };
}
