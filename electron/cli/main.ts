import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { run } from './run.ts';

// Under `npm run tz` npm stands in the checkout's root; paths are meant from where the person stands.
const folder = process.env.npm_lifecycle_event === 'tz' ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd();

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  progress: (text) => process.stderr.write(text),
  folder,
  resourcesDir: path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'resources'),
});
