import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PackageLimits } from '../../../electron/core/package/package-limits.ts';
import { openPackage } from '../../../electron/core/package/package-reader.ts';
import { craftBag, type RawEntry, rawZip, unpackBag } from './crafted-bag.ts';
import {
  bagBytes,
  codes,
  manifestFrom,
  type OfficeKeys,
  officeKeys,
  run,
  Scratch,
  smallEntries,
} from './package-fixture.ts';

const scratch = new Scratch();
const temp = new Scratch();
let city: OfficeKeys;
let good: Buffer;
let entries: RawEntry[];

beforeAll(async () => {
  city = await officeKeys('370200');
  good = await bagBytes({ entries: smallEntries(), manifest: manifestFrom(city), signer: city.signer });
  entries = await unpackBag(scratch.write('good.zip', good));
});
afterEach(() => expect(readdirSync(temp.path)).toEqual([]));
afterAll(() => {
  scratch.remove();
  temp.remove();
});

async function open(bytes: Uint8Array, limits: Partial<PackageLimits> = {}) {
  const file = scratch.write('hostile.zip', bytes);
  const resolveKey = () => city.publicKey;
  const result = await openPackage(file, { identities: [], tempDir: temp.path, resolveKey, limits });
  if (result.ok) {
    await result.package.close();
    return codes(result.package.problems);
  }
  for (const { message } of result.problems) expect(message).toMatch(/[。）]$/u);
  return codes(result.problems);
}

const extra = (entry: Partial<RawEntry>): RawEntry => ({ name: 'data/extra', content: Buffer.from('x'), ...entry });

describe('the container', () => {
  it('is refused when packed again, even with the same content', async () => {
    expect(await open(good)).toEqual([]);
    expect(await open(rawZip(entries))).toEqual(['BAG_NOT_CANONICAL']);
    expect(await open(rawZip(entries.toReversed()))).toEqual(['BAG_NOT_CANONICAL']);
  });

  it('is refused when packed again by the zip program', async () => {
    const folder = scratch.join('again');
    run('unzip', ['-q', scratch.join('good.zip'), '-d', folder]);
    run('zip', ['-q', '-r', '../again.zip', '.'], folder);
    expect(await open(readFileSync(scratch.join('again.zip')))).toEqual(['BAG_NOT_CANONICAL']);
  });

  it.each([
    '../evil',
    'data/../../evil',
    '/etc/passwd',
    'C:/evil',
    'data\\evil',
    'data/./x',
    'data//x',
    'data/x ',
    'data/x.',
    'data/nul.txt',
    'data/a:b',
    'data/\u0000x',
    'data/\u202ex\u0001',
    '',
  ])('is refused with the path %j', async (name) => {
    expect(await open(rawZip([...entries, extra({ name })]))).toContain('BAG_PATH_UNSAFE');
  });

  it.each(['data/package.json', 'data/PACKAGE.json', 'data/Records/project.ndjson', 'data/package.json/x', 'DATA'])(
    'is refused with the clashing path %j',
    async (name) => {
      expect(await open(rawZip([...entries, extra({ name })]))).toContain('BAG_DUPLICATE_ENTRY');
    },
  );

  it('is refused when two names differ only in Unicode composition', async () => {
    const both = [extra({ name: 'data/\u00e9' }), extra({ name: 'data/e\u0301' })];
    expect(await open(rawZip([...entries, ...both]))).toContain('BAG_DUPLICATE_ENTRY');
  });

  it('is refused with links, devices, encryption, unknown methods and lying sizes', async () => {
    expect(await open(rawZip([...entries, extra({ mode: 0o120777 })]))).toEqual(['BAG_ENTRY_LINK']);
    expect(await open(rawZip([...entries, extra({ mode: 0o020666 })]))).toEqual(['BAG_ENTRY_LINK']);
    expect(await open(rawZip([...entries, extra({ flags: 1 })]))).toEqual(['BAG_ENTRY_UNSUPPORTED']);
    expect(await open(rawZip([...entries, extra({ method: 12 })]))).toEqual(['BAG_ENTRY_UNSUPPORTED']);
    expect(await open(rawZip([...entries, extra({ method: 0, claimedSize: 9 })]))).toEqual(['BAG_SIZE_MISMATCH']);
    const lying = (change: Partial<RawEntry>) =>
      rawZip(entries.map((entry) => (entry.name === 'data/records/project.ndjson' ? { ...entry, ...change } : entry)));
    expect(await open(lying({ claimedSize: 3 }))).toContain('BAG_SIZE_MISMATCH');
    expect(await open(lying({ claimedSize: 5000 }))).toContain('BAG_SIZE_MISMATCH');
    expect(await open(lying({ claimedCrc: 1 }))).toContain('BAG_CHECKSUM_MISMATCH');
  });

  it('is refused when it would swell, overlap or overflow', async () => {
    const bomb = extra({ content: Buffer.alloc(40_000_000) });
    expect(await open(rawZip([...entries, bomb]))).toContain('LIMIT_RATIO');
    const overlapping = [extra({ name: 'data/a' }), extra({ name: 'data/b', sameDataAs: entries.length })];
    expect(await open(rawZip([...entries, ...overlapping]))).toContain('BAG_ENTRY_OVERLAP');
    expect(await open(good, { entries: 5 })).toEqual(['LIMIT_ENTRIES']);
    expect(await open(good, { totalBytes: 100 })).toEqual(['LIMIT_SIZE']);
    expect(await open(good, { entryBytes: 100 })).toEqual(['LIMIT_SIZE']);
    expect(await open(good, { fileBytes: 1000 })).toEqual(['LIMIT_SIZE']);
  });

  it('is refused with a million entries before they are read', async () => {
    const end = Buffer.alloc(98);
    end.write('PK\x06\x06', 0, 'latin1');
    end.writeBigUInt64LE(1_000_000n, 32);
    end.write('PK\x06\x07', 56, 'latin1');
    end.writeUInt32LE(1, 72);
    end.write('PK\x05\x06', 76, 'latin1');
    end.fill(0xff, 84, 96);
    expect(await open(Buffer.concat([Buffer.from('PK'), end]).subarray(2))).toEqual(['LIMIT_ENTRIES']);
  });
});

describe('the content', () => {
  const without = (name: string) => rawZip(entries.filter((entry) => entry.name !== name));
  const renamed = (from: string, to: string) =>
    rawZip(entries.map((entry) => (entry.name === from ? { ...entry, name: to } : entry)));

  it.each([
    ['data/records/project.ndjson', 'BAG_FILE_MISSING'],
    ['data/package.json', 'BAG_FILE_MISSING'],
    ['bag-info.txt', 'BAG_FILE_MISSING'],
    ['manifest-sha256.txt', 'BAG_FILE_MISSING'],
    ['tagmanifest-sha256.txt', 'BAG_FILE_MISSING'],
    ['bagit.txt', 'BAG_NOT_A_BAG'],
    ['tagmanifest-sha256.txt.minisig', 'SIGNATURE_MISSING'],
  ])('without %s: %s', async (name, code) => {
    expect(await open(without(name))).toContain(code);
  });

  it('with an entry renamed or added', async () => {
    const found = await open(renamed('data/records/project.ndjson', 'data/records/platform.ndjson'));
    expect(found).toEqual(expect.arrayContaining(['BAG_FILE_MISSING', 'BAG_FILE_UNLISTED']));
    expect(await open(rawZip([...entries, extra({})]))).toContain('BAG_FILE_UNLISTED');
    expect(await open(rawZip([...entries, extra({ name: 'note.txt' })]))).toContain('BAG_FILE_UNLISTED');
  });

  it('with one file exchanged, and with the lists adapted to it', async () => {
    const other = Buffer.from('{"id":"p9"}\n');
    const exchanged = entries.map((entry) =>
      entry.name === 'data/narratives.json' ? { ...entry, content: other } : entry,
    );
    expect(await open(rawZip(exchanged))).toContain('BAG_CHECKSUM_MISMATCH');
    const forged = await craftBag({
      payload: { 'data/package.json': JSON.stringify(manifestFrom(city)), 'data/narratives.json': '{}' },
      signer: { ...city.signer, seed: Buffer.alloc(32, 7) },
    });
    expect(await open(forged)).toEqual(['SIGNATURE_INVALID']);
  });

  it('that is somebody else’s', async () => {
    const foreign = (prefix: string) =>
      rawZip([
        { name: `${prefix}bagit.txt`, content: Buffer.from('BagIt-Version: 0.97\n') },
        { name: `${prefix}manifest-md5.txt`, content: Buffer.from('') },
        { name: `${prefix}data/x`, content: Buffer.from('x') },
      ]);
    expect(await open(foreign(''))).toEqual(['BAG_FOREIGN']);
    expect(await open(foreign('some bag/'))).toEqual(['BAG_FOREIGN']);
    expect(await open(rawZip([extra({})]))).toEqual(['BAG_NOT_A_BAG']);
    expect(await open(Buffer.from('%PDF-1.7'))).toEqual(['BAG_NOT_A_ZIP']);
    expect(await open(Buffer.alloc(0))).toEqual(['BAG_TRUNCATED']);
    expect(await open(Buffer.from('PK'))).toEqual(['BAG_TRUNCATED']);
    expect(await open(Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----\n'))).toEqual(['ENCRYPTION_NOT_AGE']);
    expect(await open(Buffer.from('age-encryption.org/v9\n'))).toEqual(['ENCRYPTION_DAMAGED']);
  });
});
