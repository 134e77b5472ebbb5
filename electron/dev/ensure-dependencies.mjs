import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root, sourceNode } from './paths.mjs';
import { fail } from './run.mjs';

/** Installs the locked packages when they are missing or differ from the lock file, whoever installed them. */
export function ensureDependencies() {
  if (!installedAsLocked()) {
    console.log('正在安装依赖包（npm ci）……');
    if (npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
      fail('依赖包没有装好。请检查网络或 npm 镜像设置，然后重新运行。');
    }
  }
  if (!sourceNode()) fail('这个系统没有随附的 Node 24，请先安装 Node 24 或更高版本，再重新运行。');
}

function installedAsLocked() {
  const installed = packagesOf(path.join(root, 'node_modules', '.package-lock.json'));
  if (!installed || !sourceNode()) return false;
  const locked = packagesOf(path.join(root, 'package-lock.json')) ?? {};
  return Object.entries(locked).every(
    ([place, entry]) =>
      place === '' || entry.optional || entry.devOptional || entry.peer || installed[place]?.version === entry.version,
  );
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/** Runs npm with this terminal: the very npm that started us where known. */
export function npm(args, options = {}) {
  const script = process.env.npm_execpath;
  const done = script
    ? spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', ...options })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
  return done.status ?? 1;
}
