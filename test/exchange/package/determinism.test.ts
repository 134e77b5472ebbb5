import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BagEntry, bagStream } from '../../../electron/core/package/bag-writer.ts';
import { openPackage } from '../../../electron/core/package/package-reader.ts';
import { writePackage } from '../../support/write-package.ts';
import {
  bagBytes,
  bytesEntry,
  collect,
  evidenceEntry,
  FIXED_RECIPIENT,
  manifestFrom,
  type OfficeKeys,
  officeKeys,
  run,
  Scratch,
  sha256,
  smallEntries,
} from './package-fixture.ts';

const scratch = new Scratch();
let city: OfficeKeys;

beforeAll(async () => {
  city = { ...(await officeKeys('370200')), recipient: FIXED_RECIPIENT };
});
afterAll(() => scratch.remove());

/** Of the bag that `smallEntries` makes: a change of it is a change of the format. */
const SMALL_BAG_FINGERPRINT = '39976f78d0537f26208ddecf673a66b7cb8ff2c35a7eab6507433b7257feb7a2';

describe('the same content', () => {
  const content = (entries: BagEntry[]) => ({ entries, manifest: manifestFrom(city), signer: city.signer });

  it('gives the same bytes, in whatever order and from whatever source it comes', async () => {
    const expected = await bagBytes(content(smallEntries()));
    const cut = (bytes: Uint8Array, length: number) => () =>
      Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
        bytes.subarray(index * length, (index + 1) * length),
      );
    const otherwise = smallEntries()
      .toReversed()
      .map(({ path, source }, index): BagEntry => {
        if (!('bytes' in source)) throw new Error('bytes expected');
        if (path.startsWith('evidence/') || index % 2 === 0) {
          return { path, source: { file: scratch.write(`source-${index}`, source.bytes) } };
        }
        return { path, source: { chunks: cut(source.bytes, 3) } };
      });
    expect((await bagBytes(content(otherwise))).equals(expected)).toBe(true);
    const manifest = Object.fromEntries(Object.entries(manifestFrom(city)).toReversed());
    const late = { entries: smallEntries(), manifest: () => manifest as never, signer: city.signer };
    expect((await bagBytes(late)).equals(expected)).toBe(true);
  });

  it('has the fingerprint that it always had', async () => {
    const bag = bagStream(content(smallEntries()));
    await collect(bag.chunks);
    expect(bag.summary().fingerprint).toBe(SMALL_BAG_FINGERPRINT);
  });

  it('gives the same bytes however large pieces arrive', async () => {
    const large = Buffer.from(Array.from({ length: 40_000 }, (_, index) => `{"id":${index}}\n`).join(''));
    const one = await bagBytes(content([bytesEntry('records/project.ndjson', large)]));
    const pieces = { chunks: () => [large.subarray(0, 7), large.subarray(7, 300_000), large.subarray(300_000)] };
    const many = await bagBytes(content([{ path: 'records/project.ndjson', source: pieces }]));
    expect(many.equals(one)).toBe(true);
  });

  it('gives the same bytes in every time zone and locale', () => {
    const script = scratch.write(
      'zone.mjs',
      `import { bagBytes, manifestFrom, officeKeys, sha256, smallEntries } from ${JSON.stringify(new URL('./package-fixture.ts', import.meta.url).href)};
       const city = { ...(await officeKeys('370200')), recipient: ${JSON.stringify(FIXED_RECIPIENT)} };
       console.log(sha256(await bagBytes({ entries: smallEntries(), manifest: manifestFrom(city), signer: city.signer })));`,
    );
    const inZone = (zone: string, locale: string) =>
      run('env', [`TZ=${zone}`, `LC_ALL=${locale}`, process.execPath, script]);
    expect(inZone('America/St_Johns', 'tr_TR.UTF-8')).toBe(inZone('Asia/Shanghai', 'zh_CN.GB18030'));
  });
});

it('a bag written by the first version is still read', async () => {
  const file = fileURLToPath(new URL('./format-1.0/bag.zip', import.meta.url));
  const result = await openPackage(file, { identities: [], tempDir: scratch.path, resolveKey: () => city.publicKey });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(result.package.fingerprint).toBe(SMALL_BAG_FINGERPRINT);
  expect(result.package.manifest).toEqual(manifestFrom(city));
  await result.package.close();
});

describe('whatever content', () => {
  const path = fc.stringMatching(/^[a-z0-9]{1,8}(\/[a-z0-9]{1,8}){0,2}$/);
  const value = fc
    .dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 })
    .filter((one) => !/\d{16}|e\+|__proto__/u.test(JSON.stringify(one)));

  it('comes back as it went in', async () => {
    const files = fc.uniqueArray(fc.tuple(path, fc.array(value, { maxLength: 5 })), {
      selector: ([name]) => name.split('/')[0],
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 2 }),
        async (texts, evidence) => {
          const entries = texts.map(([name, values]) =>
            bytesEntry(`r/${name}.ndjson`, values.map((one) => `${JSON.stringify(one)}\n`).join('')),
          );
          const files = new Map(evidence.map((bytes) => [sha256(bytes), evidenceEntry(bytes)]));
          const content = {
            entries: [...entries, ...files.values()],
            manifest: manifestFrom(city),
            signer: city.signer,
          };
          const file = scratch.write('any.zip', await bagBytes(content));
          const result = await openPackage(file, { identities: [], tempDir: scratch.path });
          if (!result.ok) throw new Error(JSON.stringify(result.problems));
          for (const [name, values] of texts) {
            const read: unknown[] = [];
            for await (const one of result.package.readLines(`data/r/${name}.ndjson`)) read.push(one);
            expect(read).toEqual(values.map((one) => JSON.parse(JSON.stringify(one))));
          }
          expect(result.package.entries()).toHaveLength(entries.length + files.size + 1);
          await result.package.close();
        },
      ),
      { numRuns: 100, seed: 20200703 },
    );
  });
});

describe('writing', () => {
  const target = () => {
    mkdirSync(scratch.join('out'), { recursive: true });
    return scratch.join('out', 'p.tzb');
  };
  const options = (changes = {}) => ({
    target: target(),
    entries: smallEntries(),
    manifest: manifestFrom(city),
    signer: city.signer,
    recipients: [city.recipient],
    ...changes,
  });

  it.each([
    [
      'evidence that is not what its name says',
      { entries: [bytesEntry(`evidence/${'0'.repeat(64)}`, 'x')] },
      'FILE_UNREADABLE',
    ],
    [
      'evidence that is gone',
      { entries: [{ path: `evidence/${'0'.repeat(64)}`, source: { file: '/none' } }] },
      'FILE_UNREADABLE',
    ],
    ['a path that is not ours', { entries: [bytesEntry('../x', 'x')] }, 'INTERNAL'],
    ['a path twice', { entries: [bytesEntry('x', 'x'), bytesEntry('x', 'x')] }, 'INTERNAL'],
    ['no receiver of a submission', { recipients: [] }, 'RECEIVER_KEY_UNKNOWN'],
    ['a cancel', { signal: AbortSignal.abort() }, 'CANCELLED'],
  ])('stops at %s, leaves nothing behind and the former file as it was', async (_name, changes, code) => {
    writeFileSync(target(), 'former');
    await expect(writePackage(options(changes))).rejects.toMatchObject({ code });
    expect(readdirSync(scratch.join('out'))).toEqual(['p.tzb']);
    expect(readFileSync(target(), 'utf8')).toBe('former');
  });

  it('says when the folder cannot be written', async () => {
    const nowhere = scratch.join('none', 'p.tzb');
    await expect(writePackage(options({ target: nowhere }))).rejects.toMatchObject({ code: 'FILE_WRITE_FAILED' });
  });

  it.runIf(existsSync('/dev/full'))('says when there is no room', async () => {
    symlinkSync('/dev/full', scratch.join('full.tzb.partial'));
    await expect(writePackage(options({ target: scratch.join('full.tzb') }))).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
  });

  it('leaves a baseline unencrypted', async () => {
    const manifest = manifestFrom(city, { kind: 'baseline', to: null });
    const written = await writePackage(options({ manifest, recipients: [] }));
    expect(run('unzip', ['-l', written.file])).toContain('tagmanifest-sha256.txt.minisig');
  });
});
