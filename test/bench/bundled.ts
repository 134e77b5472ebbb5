import { cpSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

const ROOT = path.join(import.meta.dirname, '..', '..');

/** One file of a bench's task and all that it uses, as the core ships: what reads TypeScript takes memory of its own. Gives its path. */
export async function bundled(script: string): Promise<string> {
  const name = path.basename(script, '.ts');
  const folder = path.join(ROOT, 'out', name);
  await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: script,
      outDir: folder,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        external: ['better-sqlite3'],
        output: { format: 'es', entryFileNames: `${name}.mjs`, codeSplitting: false },
      },
    },
  });
  const migrations = path.join(ROOT, 'electron', 'core', 'database', 'migrations');
  cpSync(migrations, path.join(folder, 'migrations'), { recursive: true });
  return path.join(folder, `${name}.mjs`);
}
