import { enableCompileCache } from 'node:module';
import path from 'node:path';
import process from 'node:process';

// Stripping the types of every module takes longer than most commands do; later runs take the stripped code from the cache.
enableCompileCache();
const { run } = await import('./run.ts');

// Under `npm run tz` npm stands in the checkout's root; paths are meant from where the person stands.
const folder = process.env.npm_lifecycle_event === 'tz' ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd();

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  progress: (text) => process.stderr.write(text),
  folder,
  passphrase: process.env.TAIZHANG_PASSPHRASE,
  resourcesDir: path.join(import.meta.dirname, '..', '..', 'resources'),
});
