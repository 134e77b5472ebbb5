import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../electron/dev/paths.mjs';

export interface SourceFile {
  /** From the root of the checkout, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text without comments and without what stands in strings and templates. */
  readonly code: string;
  readonly imports: readonly string[];
}

/** Every TypeScript source under the folders, tests and declarations aside. */
export function readSources(folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => {
        const text = readFileSync(file, 'utf8');
        return {
          path: path.relative(root, file).replaceAll('\\', '/'),
          text,
          code: bare(text),
          imports: importsOf(text),
        };
      }),
  );
}

function importsOf(text: string): readonly string[] {
  const uncommented = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const named = /^\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
  const called = /\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/g;
  return [named, called].flatMap((pattern) => [...uncommented.matchAll(pattern)].map((match) => match[1] ?? ''));
}

function bare(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''")
    .replace(/`(?:[^`\\]|\\.)*`/g, '``')
    .replace(/\/\/.*$/gm, '');
}

/** The file a relative import means, from the root of the checkout; undefined for a package. */
export function resolveImport(from: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return path.posix.normalize(path.posix.join(path.posix.dirname(from.path), specifier.replace(/\?.*$/, '')));
}
