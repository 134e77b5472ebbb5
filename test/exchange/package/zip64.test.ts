import { closeSync, ftruncateSync, openSync, statSync, writeSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { DEFAULT_PACKAGE_LIMITS } from '../../../electron/core/package/package-limits.ts';
import { isCanonicalZip } from '../../../electron/core/package/zip-check.ts';
import { readZipDirectory } from '../../../electron/core/package/zip-directory.ts';
import {
  encodeCentralHeader,
  encodeEnd,
  encodeLocalHeader,
  ZIP_ENTRY_BYTES_AT_MOST,
  type ZipEntry,
} from '../../../electron/core/package/zip-layout.ts';
import { inPieces, ZipStream } from '../../../electron/core/package/zip-stream.ts';
import { collect, run, Scratch } from './package-fixture.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());

function inspect(file: string) {
  const descriptor = openSync(file, 'r');
  try {
    const directory = readZipDirectory(descriptor, statSync(file).size, DEFAULT_PACKAGE_LIMITS);
    return { entries: directory.entries, canonical: isCanonicalZip(descriptor, directory) };
  } finally {
    closeSync(descriptor);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

it('more entries than a plain ZIP file can count are read here and by unzip', async () => {
  const zip = new ZipStream();
  const chunks = async function* () {
    for (let index = 0; index < 66_000; index += 1) {
      yield* zip.addStored(`data/${index}`, nothing(), { size: 0, crc32: 0 });
    }
    yield* zip.end();
  };
  const file = scratch.write('many.zip', await collect(inPieces(chunks())));
  const { entries, canonical } = inspect(file);
  expect([entries.length, canonical]).toEqual([66_000, true]);
  expect(run('unzip', ['-tqq', file])).toBe('');
  expect(run('unzip', ['-Z', '-t', file])).toContain('66000 files');
});

it('entries beyond 4 GiB are found, in a file that is mostly a hole', () => {
  const size = ZIP_ENTRY_BYTES_AT_MOST;
  const first: ZipEntry = { name: 'data/a', method: 0, crc32: 0, compressedSize: size, size, offset: 0 };
  const offset = encodeLocalHeader(first).length + size;
  const second: ZipEntry = { name: 'data/b', method: 0, crc32: 0, compressedSize: 0, size: 0, offset };
  const file = scratch.join('far.zip');
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, encodeLocalHeader(first), 0, undefined, 0);
  const header = encodeLocalHeader(second);
  writeSync(descriptor, header, 0, undefined, offset);
  const list = Buffer.concat([first, second].map(encodeCentralHeader));
  const end = encodeEnd(2, list.length, offset + header.length);
  writeSync(descriptor, Buffer.concat([list, end]), 0, undefined, offset + header.length);
  closeSync(descriptor);
  const { entries, canonical } = inspect(file);
  expect(entries.map((entry) => entry.offset)).toEqual([0, offset]);
  expect(canonical).toBe(true);
  expect(run('unzip', ['-Z', '-1', file])).toBe('data/a\ndata/b\n');
  const cut = openSync(file, 'r+');
  ftruncateSync(cut, offset);
  closeSync(cut);
  expect(() => inspect(file)).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'BAG_TRUNCATED' }) }),
  );
});
