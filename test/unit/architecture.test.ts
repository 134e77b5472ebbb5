import { describe, expect, it } from 'vitest';
import { readSources, resolveImport, type SourceFile } from '../support/source-files.ts';

const sources = readSources(['shared', 'electron', 'renderer']);

/** Where each room may look. The longest room that a file stands in counts. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared'],
  'electron/core': ['electron/core', 'shared'],
  'electron/cli': ['electron/cli', 'electron/core', 'shared'],
  'electron/main': ['electron/main', 'shared'],
  'electron/preload': ['electron/preload', 'shared'],
  'electron/dev': ['electron', 'shared'],
  renderer: ['renderer', 'shared'],
  // Data that ships beside the code may be imported by whoever may not read files.
  resources: [],
};

const NETWORK_MODULES =
  /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|dns\/promises|inspector)$|^(?:undici|ws|axios|node-fetch)$/;
const NETWORK_NAMES =
  /\b(?:fetch|WebSocket|XMLHttpRequest|EventSource|sendBeacon|RTCPeerConnection|WebTransport|importScripts)\b/;

function roomOf(path: string): string {
  const rooms = Object.keys(ROOMS).filter((room) => path.startsWith(`${room}/`));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? '';
}

/** Every breach as `file: what`, so that a failure names them all. */
function breaches(find: (file: SourceFile) => readonly string[]): readonly string[] {
  return sources.flatMap((file) => find(file).map((what) => `${file.path}: ${what}`));
}

describe('rooms', () => {
  it('finds sources to look at', () => {
    for (const room of ['shared', 'electron/core', 'electron/main', 'electron/preload', 'renderer']) {
      expect(sources.some((file) => roomOf(file.path) === room)).toBe(true);
    }
  });

  it('import one way only: renderer → shared ← electron', () => {
    const found = breaches((file) =>
      file.imports.filter((specifier) => {
        const target = resolveImport(file, specifier);
        if (!target) return false;
        const allowed = ROOMS[roomOf(file.path)] ?? [];
        const isData = target.startsWith('resources/') && /\.(json|html)$/.test(target);
        return !isData && !allowed.some((room) => target.startsWith(`${room}/`));
      }),
    );
    expect(found).toEqual([]);
  });

  it('name every imported file with its extension', () => {
    expect(
      breaches((file) => file.imports.filter((name) => name.startsWith('.') && !/\.[a-z]+(?:\?\w+)?$/.test(name))),
    ).toEqual([]);
  });

  it('leave Electron to main and preload', () => {
    const found = breaches((file) =>
      ['electron/main', 'electron/preload'].includes(roomOf(file.path))
        ? []
        : file.imports.filter((name) => name === 'electron' || name.startsWith('electron/')),
    );
    expect(found).toEqual([]);
  });

  it('leave Node to electron', () => {
    const found = breaches((file) =>
      ['shared', 'renderer'].includes(roomOf(file.path)) ? file.imports.filter((name) => name.startsWith('node:')) : [],
    );
    expect(found).toEqual([]);
  });

  it('name Node modules as such', () => {
    const plain =
      /^(?:fs|path|os|crypto|stream|zlib|util|url|child_process|worker_threads|events|buffer|process)(?:\/|$)/;
    expect(breaches((file) => file.imports.filter((name) => plain.test(name)))).toEqual([]);
  });

  it('keep the inside of a feature to itself', () => {
    const found = breaches((file) => {
      const own = /^renderer\/features\/([^/]+)\//.exec(file.path)?.[1];
      if (!own) return [];
      return file.imports.filter((specifier) => {
        const other = /^renderer\/features\/([^/]+)\//.exec(resolveImport(file, specifier) ?? '')?.[1];
        return other !== undefined && other !== own;
      });
    });
    expect(found).toEqual([]);
  });
});

describe('network', () => {
  it('has no module that opens a connection', () => {
    expect(breaches((file) => file.imports.filter((name) => NETWORK_MODULES.test(name)))).toEqual([]);
  });

  it('has no name that opens a connection', () => {
    const found = breaches((file) => {
      const match = NETWORK_NAMES.exec(file.code);
      return match ? [match[0]] : [];
    });
    expect(found).toEqual([]);
  });
});

describe('shape', () => {
  it('has no default exports', () => {
    expect(
      breaches((file) => (/^\s*export\s+default\b|\bas\s+default\b/m.test(file.code) ? ['default export'] : [])),
    ).toEqual([]);
  });

  it('has no file longer than 400 lines', () => {
    const found = breaches((file) => {
      const lines = file.text.split('\n').length;
      return lines > 400 ? [`${lines} lines`] : [];
    });
    expect(found).toEqual([]);
  });

  it('names files in kebab-case', () => {
    expect(
      breaches((file) => (/^(?:[^/]+\/)*[a-z0-9]+(?:-[a-z0-9]+)*\.tsx?$/.test(file.path) ? [] : ['name'])),
    ).toEqual([]);
  });
});
