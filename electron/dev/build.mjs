import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root } from './paths.mjs';

const out = path.join(root, 'out');
const stamp = path.join(out, '.built');
const SOURCES = ['shared', 'electron', 'renderer', 'package-lock.json', 'vite.config.ts'];
const MODES = ['preload', 'main', 'core', 'renderer'];

/** True when a source is newer than the last complete build. */
export function isStale() {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return SOURCES.some((source) => newest(path.join(root, source)) > built);
}

function newest(place) {
  const status = statSync(place, { throwIfNoEntry: false });
  if (!status) return 0;
  if (!status.isDirectory()) return status.mtimeMs;
  return readdirSync(place).reduce((latest, name) => Math.max(latest, newest(path.join(place, name))), status.mtimeMs);
}

async function build() {
  const started = new Date();
  const { build: viteBuild } = await import('vite');
  rmSync(stamp, { force: true });
  const modes = process.argv.length > 2 ? process.argv.slice(2) : MODES;
  for (const mode of modes) {
    await viteBuild({ configFile: path.join(root, 'vite.config.ts'), mode, logLevel: 'warn' });
  }
  const migrations = path.join(root, 'electron', 'core', 'database', 'migrations');
  if (existsSync(migrations)) {
    rmSync(path.join(out, 'core', 'migrations'), { recursive: true, force: true });
    mkdirSync(path.join(out, 'core'), { recursive: true });
    cpSync(migrations, path.join(out, 'core', 'migrations'), { recursive: true });
  }
  if (modes.length === MODES.length) writeFileSync(stamp, `${started.toISOString()}\n`);
}

// Needs Node 24: run as a program by the Node of the sources, imported by others only for `isStale`.
if (process.argv[1] === path.join(root, 'electron', 'dev', 'build.mjs')) await build();
