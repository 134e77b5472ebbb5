import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectPackage } from '../../../electron/core/package/inspect-package.ts';
import { type OpenOptions, openPackage } from '../../../electron/core/package/package-reader.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { craftBag } from './crafted-bag.ts';
import {
  bagBytes,
  codes,
  manifestFrom,
  type OfficeKeys,
  officeKeys,
  Scratch,
  smallEntries,
} from './package-fixture.ts';

const scratch = new Scratch();
const temp = new Scratch();
let city: OfficeKeys;
let stranger: OfficeKeys;

beforeAll(async () => {
  city = await officeKeys('370200');
  stranger = await officeKeys('370200', 'stranger');
});
afterAll(() => {
  scratch.remove();
  temp.remove();
});

const options = (more: Partial<OpenOptions> = {}): OpenOptions => ({
  identities: [],
  tempDir: temp.path,
  resolveKey: () => city.publicKey,
  ...more,
});

async function inspect(bytes: Uint8Array, more: Partial<OpenOptions> = {}) {
  const inspection = await inspectPackage(scratch.write('content.zip', bytes), options(more));
  expect(readdirSync(temp.path)).toEqual([]);
  return { ...inspection, found: codes(inspection.problems) };
}

function crafted(manifest: unknown, more: Record<string, string | Uint8Array> = {}, claim = {}) {
  const payload = { 'data/package.json': JSON.stringify(manifest), ...more };
  return craftBag({ payload, signer: city.signer, claim });
}

describe('an opened package', () => {
  it('gives back what was put in, and leaves nothing behind when closed', async () => {
    const manifest = manifestFrom(city, { futureKey: { deep: [1, '二'] } });
    const bytes = await bagBytes({ entries: smallEntries(), manifest, signer: city.signer });
    const result = await openPackage(scratch.write('good.zip', bytes), options({ receiver: '370000' }));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const opened = result.package;
    expect(opened.manifest).toEqual(manifest);
    expect([opened.keyStatus, opened.signerKey, opened.problems]).toEqual(['known', city.publicKey, []]);
    const lines: unknown[] = [];
    for await (const line of opened.readLines('data/records/project.ndjson')) lines.push(line);
    expect(lines).toEqual([
      { id: 'p1', name: '海洋大数据' },
      { id: 'p2', name: '𠮷田芯片' },
    ]);
    for await (const line of opened.readLines('data/records/enterprise.ndjson')) throw new Error(String(line));
    expect(await opened.readJson('data/narratives.json')).toEqual({ 'T1.a': '按计划推进。' });
    const evidence = opened.entries().find(({ path }) => path.startsWith('data/evidence/'));
    const chunks = await opened.openEntry(evidence?.path ?? '').toArray();
    expect(Buffer.concat(chunks).toString()).toBe('%PDF-1.4 evidence');
    expect(opened.has('data/none')).toBe(false);
    await expect(opened.readJson('data/none')).rejects.toMatchObject({ code: 'PACKAGE_REFUSED' });
    await opened.close();
    await opened.close();
    expect(readdirSync(temp.path)).toEqual([]);
  });

  it('answers a missing file and a cancel by an error, not a verdict', async () => {
    await expect(openPackage(scratch.join('none'), options())).rejects.toMatchObject({ code: 'FILE_MISSING' });
    const bytes = await bagBytes({ entries: smallEntries(), manifest: manifestFrom(city), signer: city.signer });
    const file = scratch.write('cancelled.zip', bytes);
    await expect(openPackage(file, options({ signal: AbortSignal.abort() }))).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(readdirSync(temp.path)).toEqual([]);
  });
});

describe('the signer', () => {
  const bag = () => bagBytes({ entries: smallEntries(), manifest: manifestFrom(city), signer: city.signer });

  it('seen first is to be confirmed; another than before is refused, and its key is named', async () => {
    const first = await inspect(await bag(), { resolveKey: () => null });
    expect([first.ok, first.found]).toEqual([true, ['KEY_UNCONFIRMED']]);
    const changed = await openPackage(
      scratch.write('changed.zip', await bag()),
      options({ resolveKey: () => stranger.publicKey }),
    );
    expect(changed.ok).toBe(false);
    if (!changed.ok) {
      expect(codes(changed.problems)).toEqual(['KEY_CHANGED']);
      expect(changed.claim).toMatchObject({ from: '370200', sequence: 6, signerKey: city.publicKey });
      expect(changed.keys?.ageRecipient).toBe(city.recipient);
    }
    const former = await inspect(await bag(), { resolveKey: () => [stranger.publicKey, city.publicKey] });
    expect([former.ok, former.found]).toEqual([true, []]);
  });

  it('must be the one whose key the package brings', async () => {
    const manifest = manifestFrom(city, { keys: { ...manifestFrom(stranger).keys } });
    expect((await inspect(await crafted(manifest))).found).toEqual(['SIGNATURE_KEY_MISMATCH']);
    expect((await inspect(await crafted(manifest), { resolveKey: () => null })).found).toEqual([
      'SIGNATURE_KEY_MISMATCH',
    ]);
  });

  it.each([
    ['office', '370300'],
    ['to', '370300'],
    ['period', '2020Q1'],
    ['sequence', 5],
    ['kind', 'full'],
  ])('must have signed for this very package: %s', async (key, value) => {
    const { found } = await inspect(await crafted(manifestFrom(city), {}, { [key]: value }));
    expect(found).toEqual(['SIGNATURE_COMMENT_MISMATCH']);
  });

  it('must have signed this very container', async () => {
    const { found } = await inspect(await crafted(manifestFrom(city), {}, { zip: '0'.repeat(64) }));
    expect(found).toEqual(['BAG_CONTAINER_CHANGED']);
  });

  it('must have addressed us', async () => {
    const bytes = await bag();
    expect((await inspect(bytes, { receiver: '370300' })).found).toEqual(['ADDRESSEE_WRONG']);
    const baseline = manifestFrom(city, { kind: 'baseline', to: null });
    const toAll = await bagBytes({ entries: [], manifest: baseline, signer: city.signer });
    expect((await inspect(toAll, { receiver: '370300' })).ok).toBe(true);
  });
});

describe('the format', () => {
  const line = (content: string | Uint8Array) =>
    crafted(manifestFrom(city), { 'data/records/project.ndjson': content });

  it('of a newer major version is refused, of a newer minor one kept whole', async () => {
    const major = { formatVersion: { major: 2, minor: 0 }, keys: manifestFrom(city).keys, whatever: true };
    const refused = await inspect(await crafted(major));
    expect([refused.ok, refused.found, refused.from]).toEqual([false, ['FORMAT_NEWER'], '370200']);
    const minor = manifestFrom(city, { formatVersion: { major: 1, minor: 7 }, later: [1] });
    const bytes = await crafted(minor, { 'data/later.ndjson': '{}\n' });
    const result = await openPackage(scratch.write('minor.zip', bytes), options());
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(codes(result.package.problems)).toEqual(['FORMAT_NEWER_MINOR']);
    expect((result.package.manifest as PackageManifest & { later: unknown }).later).toEqual([1]);
    await result.package.close();
  });

  it.each([
    ['not JSON', '{"id":', 'FORMAT_INVALID'],
    ['an empty line', '{}\n\n{}\n', 'FORMAT_INVALID'],
    ['a byte order mark', '\ufeff{}\n', 'FORMAT_INVALID'],
    ['invalid UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22, 0x0a]), 'FORMAT_UTF8'],
    ['an overlong encoding', Buffer.from([0x22, 0xc0, 0x80, 0x22, 0x0a]), 'FORMAT_UTF8'],
    ['half a character', '{"a":"\\ud800"}\n', 'FORMAT_UTF8'],
    ['half a character in a name', '{"\\ud800":1}\n', 'FORMAT_UTF8'],
    ['2^53', '{"a":[9007199254740992]}\n', 'FORMAT_NUMBER'],
    ['a huge number', '{"a":1e999}\n', 'FORMAT_NUMBER'],
    ['a prototype', '{"__proto__":{}}\n', 'FORMAT_INVALID'],
    ['depth', `${'['.repeat(100_000)}${']'.repeat(100_000)}\n`, 'FORMAT_INVALID'],
    ['a giant line', `{"a":"${'x'.repeat(8 * 1024 * 1024)}"}\n`, 'LIMIT_LINE'],
  ])('is refused with %s', async (_name, content, code) => {
    const { ok, found, problems } = await inspect(await line(content));
    expect([ok, found]).toEqual([false, [code]]);
    expect(problems[0]?.message).toContain('data/records/project.ndjson:');
  });

  it.each([
    ['data/package.json', {}],
    ['data/package.json', { sequence: 0 }],
    ['data/package.json', { kind: 'x' }],
    ['data/package.json', { to: null }],
    ['data/package.json', { createdAt: '昨天' }],
    ['data/package.json', { generator: 'a\nb' }],
  ])('of %s must hold: %j', async (_name, changes) => {
    const manifest =
      Object.keys(changes).length === 0 ? { keys: manifestFrom(city).keys } : manifestFrom(city, changes);
    expect((await inspect(await crafted(manifest))).found).toContain('FORMAT_INVALID');
  });

  it.each([
    ['bagit.txt', 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n', 'BAG_VERSION'],
    ['bag-info.txt', 'Source-Organization: x\n', 'BAG_INFO_INVALID'],
    ['bag-info.txt', 'Payload-Oxum: 1.1\n', 'BAG_OXUM_MISMATCH'],
    ['manifest-sha256.txt', '', 'BAG_FILE_UNLISTED'],
    ['manifest-sha256.txt', 'x\n', 'BAG_MANIFEST_INVALID'],
    ['tagmanifest-sha256.txt', '', 'BAG_MANIFEST_INVALID'],
  ])('of %s must hold even when rightly signed: %j', async (name, content, code) => {
    const payload = { 'data/package.json': JSON.stringify(manifestFrom(city)) };
    const bytes = await craftBag({ payload, signer: city.signer, tags: { [name]: content } });
    expect((await inspect(bytes)).found).toContain(code);
  });

  it('names evidence by its content', async () => {
    const name = `data/evidence/${'a'.repeat(64)}`;
    expect((await inspect(await crafted(manifestFrom(city), { [name]: 'x' }))).found).toEqual([
      'BAG_CHECKSUM_MISMATCH',
    ]);
  });
});
