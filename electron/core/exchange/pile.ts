import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** A file of a dropped folder that is not looked at, and why. */
export interface SkippedFile {
  readonly file: string;
  readonly message: string;
}

export interface Pile {
  readonly files: readonly string[];
  readonly skipped: readonly SkippedFile[];
}

const PACKAGE_NAME = /\.tzb(\.\d+)?$/i;
const DEEPEST = 8;
const MOST_ENTRIES = 20_000;

/**
 * The files to look at among what was dropped: files named themselves whatever they are called, and of folders, nested ones too, what is
 * called like a package. What was passed over is told. Links are not followed.
 */
export function pileOf(paths: readonly string[]): Pile {
  const files = new Set<string>();
  const skipped: SkippedFile[] = [];
  let left = MOST_ENTRIES;
  const walk = (folder: string, depth: number): void => {
    let entries: readonly { name: string; isDirectory(): boolean; isFile(): boolean }[];
    try {
      entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
    } catch {
      skipped.push({ file: folder, message: '文件夹打不开，没有查看其中的文件。' });
      return;
    }
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      left -= 1;
      if (left === 0) skipped.push({ file: folder, message: `文件太多，只看了前 ${MOST_ENTRIES} 个。` });
      if (left <= 0) return;
      if (entry.isDirectory()) {
        if (depth < DEEPEST) walk(file, depth + 1);
        else skipped.push({ file, message: '文件夹层数太多，没有查看其中的文件。' });
      } else if (entry.isFile() && PACKAGE_NAME.test(entry.name)) files.add(file);
      else skipped.push({ file, message: entry.isFile() ? '不是报送包。' : '是指向别处的链接，没有打开。' });
    }
  };
  for (const given of paths) {
    if (isFolder(given)) walk(given, 0);
    else files.add(given);
  }
  return { files: [...files], skipped };
}

function isFolder(given: string): boolean {
  try {
    return statSync(given).isDirectory();
  } catch {
    // Gone by now: it is told when it is looked at.
    return false;
  }
}
