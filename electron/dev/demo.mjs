import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { root } from './paths.mjs';
import { fail, runNode } from './run.mjs';
import { start } from './start.mjs';

// Makes the demo province once and opens the provincial office; `--again` makes it anew.
ensureDependencies();
const out = path.join(root, '.demo');
if (process.argv.includes('--again')) rmSync(out, { recursive: true, force: true });
if (!existsSync(path.join(out, '370000', 'taizhang.db'))) {
  const size = ['--cities', '16', '--projects', '400', '--seed', '1'];
  if (runNode(['electron/cli/main.ts', 'demo', '--out', out, ...size]) !== 0)
    fail('演示数据没有生成，上面写明了原因。');
}
process.exit(start([`--workspace=${path.join(out, '370000')}`]));
