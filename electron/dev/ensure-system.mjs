import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

const LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libnotify4',
  'libxtst6',
  'libdrm2',
  'libsecret-1-0',
];

/** Programs by which tests compare our files with other people's readers, and the Debian package of each. */
const PEERS = {
  age: 'age',
  minisign: 'minisign',
  unzip: 'unzip',
  zip: 'zip',
  pdftotext: 'poppler-utils',
  sqlite3: 'sqlite3',
  soffice: 'libreoffice-calc-nogui libreoffice-writer-nogui',
};

/** True where a window needs a display that is not there. */
export function lacksDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/** The words to put before a command so that it gets a display of its own where there is none. */
export function displayWrapper() {
  return lacksDisplay() ? ['xvfb-run', '-a', '-s', '-screen 0 1680x1050x24'] : [];
}

/** What Electron must be told about this machine: root has no sandbox of its own on Linux. */
export function runtimeArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** Finds what the system lacks, installs it on Debian as root, else names it; `peers` adds what only tests need. */
export function ensureSystem(executable, { peers = false } = {}) {
  if (process.platform !== 'linux') return;
  let missing = missingPackages(executable, peers);
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && has('apt-get')) {
    console.log(`系统缺少：${missing.join('、')}。正在安装……`);
    install(missing);
    missing = missingPackages(executable, peers);
    if (missing.length === 0) return;
  }
  console.error(
    `系统缺少：${missing.join('、')}。请管理员安装后再运行，例如 sudo apt-get install ${missing.join(' ')}`,
  );
}

function missingPackages(executable, peers) {
  const missing = new Set();
  if (missingLibraries(executable).length > 0) for (const name of LIBRARIES) missing.add(name);
  if (lacksDisplay() && !(has('xvfb-run') && has('xauth'))) missing.add('xvfb').add('xauth');
  if (!hasChineseFont()) missing.add('fonts-noto-cjk');
  if (peers) {
    for (const [program, names] of Object.entries(PEERS)) {
      if (!has(program)) for (const name of names.split(' ')) missing.add(name);
    }
  }
  return [...missing];
}

/** The shared libraries that the executable asks for and the system does not have. */
export function missingLibraries(executable) {
  const listed = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return (listed.stdout ?? '')
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0]);
}

function hasChineseFont() {
  if (has('fc-list'))
    return (spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).stdout ?? '').trim() !== '';
  return existsSync('/usr/share/fonts/opentype/noto');
}

function has(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

function install(names) {
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['-qq', 'update'], options);
  // Debian 13 and Ubuntu 24.04 renamed some libraries for 64-bit time.
  const present = names.map((name) => (known(`${name}t64`) ? `${name}t64` : name));
  const fonts = names.some((name) => name === 'fonts-noto-cjk') ? ['fontconfig'] : [];
  spawnSync('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...present, ...fonts], options);
}

function known(name) {
  return (spawnSync('apt-cache', ['show', name], { encoding: 'utf8' }).stdout ?? '') !== '';
}
