import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ageRecipientOf, encryptAge, generateAgeIdentity } from '../../../electron/core/package/age.ts';
import { encodeMinisignPublicKey, generateMinisignKeyPair } from '../../../electron/core/package/minisign.ts';
import { makeWorld, type Sample } from '../../fuzz/package/world.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { craftBag, type RawEntry, rawZip } from '../package/crafted-bag.ts';
import { makeBag } from '../package/foreign-bag.ts';
import { collect, sha256 } from '../package/package-fixture.ts';
import { codesOf, contentOf } from './two-offices.ts';

type Payload = Record<string, Buffer>;
type Bad = readonly [what: string, code: string, bytes: () => Buffer | Promise<Buffer>];

const PROJECTS = 'data/records/project.ndjson';
const MANIFEST = 'data/package.json';

/** Everything bad that may come to an office's desk, made from a good package. */
function badInput(sample: Sample): Bad[] {
  const { zip, sealed, entries, payload, manifest } = sample;
  const packed = (change: (entries: RawEntry[]) => RawEntry[]) => () => rawZip(change([...entries]));
  const added = (...more: RawEntry[]) => packed((all) => [...all, ...more]);
  const x = { content: Buffer.from('x') };
  /** Rightly hashed and signed by the true sender. */
  const signed =
    (change: (payload: Payload) => void, claim: object = {}) =>
    () => {
      const changed = { ...payload };
      change(changed);
      const { from, to, period, sequence, kind } = manifest;
      return craftBag({
        payload: changed,
        signer: sample.signer,
        claim: { office: from, to, period, sequence, kind, ...claim },
      });
    };
  const line = (change: (text: string) => string) =>
    signed((files) => {
      files[PROJECTS] = Buffer.from(change((files[PROJECTS] ?? Buffer.alloc(0)).toString()));
    });
  const said = (change: object) =>
    signed((files) => {
      files[MANIFEST] = Buffer.from(JSON.stringify({ ...manifest, ...change }));
    });
  const patched = (at: number, value: number) => () => {
    const changed = Buffer.from(zip);
    changed.writeUInt32LE(value >>> 0, at);
    return changed;
  };
  const firstDescriptor = zip.indexOf('PK\x07\x08', 0, 'latin1');
  const directory = zip.indexOf('PK\x01\x02', 0, 'latin1');
  return [
    ['nothing', 'BAG_TRUNCATED', () => Buffer.alloc(0)],
    ['a picture', 'BAG_NOT_A_ZIP', () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['half of it', 'BAG_TRUNCATED', () => zip.subarray(0, zip.length >> 1)],
    ['half of it, sealed', 'ENCRYPTION_DAMAGED', () => sealed.subarray(0, sealed.length >> 1)],
    ['one bit of content', 'BAG_NOT_CANONICAL', patched(directory + 16, zip.readUInt32LE(directory + 16) ^ 1)],
    ['an entry added', 'BAG_FILE_UNLISTED', added({ name: 'data/x', ...x })],
    ['an entry dropped', 'BAG_FILE_MISSING', packed((all) => all.filter(({ name }) => name !== PROJECTS))],
    [
      'an entry renamed',
      'BAG_FILE_UNLISTED',
      packed((all) => all.map((one) => (one.name === PROJECTS ? { ...one, name: 'data/records/ip2.ndjson' } : one))),
    ],
    ['an entry doubled', 'BAG_DUPLICATE_ENTRY', packed((all) => [...all, all[0] as RawEntry])],
    ['an entry in another case', 'BAG_DUPLICATE_ENTRY', added({ name: 'data/records/PROJECT.ndjson', ...x })],
    ['an absolute path', 'BAG_PATH_UNSAFE', added({ name: '/etc/cron.d/x', ...x })],
    ['a drive', 'BAG_PATH_UNSAFE', added({ name: 'C:/x', ...x })],
    ['a path upwards', 'BAG_PATH_UNSAFE', added({ name: 'data/../../x', ...x })],
    ['a path upwards, the Windows way', 'BAG_PATH_UNSAFE', added({ name: '..\\x', ...x })],
    [
      'a symbolic link',
      'BAG_ENTRY_LINK',
      added({ name: 'data/x', content: Buffer.from('/etc/passwd'), mode: 0o120777, method: 0 }),
    ],
    ['a bomb by ratio', 'LIMIT_RATIO', added({ name: 'data/x', content: Buffer.alloc(64 << 20) })],
    [
      'a bomb by overlap',
      'BAG_ENTRY_OVERLAP',
      added(...Array.from({ length: 200 }, (_, index) => ({ name: `data/${index}`, ...x, sameDataAs: 0 }))),
    ],
    [
      'a bomb in a package of its own',
      'BAG_NOT_A_BAG',
      () =>
        rawZip([{ name: 'inner.zip', content: rawZip([{ name: 'x', content: Buffer.alloc(8 << 20) }]), method: 0 }]),
    ],
    ['a million entries', 'LIMIT_ENTRIES', () => manyEntries(1_000_000, 1_000_000)],
    ['a million entries that call themselves five', 'BAG_ZIP_DAMAGED', () => manyEntries(1_000_000, 5)],
    [
      'a size too small',
      'BAG_SIZE_MISMATCH',
      packed((all) => all.map((one) => (one.name === PROJECTS ? { ...one, claimedSize: 10 } : one))),
    ],
    [
      'a size too large',
      'BAG_SIZE_MISMATCH',
      packed((all) => all.map((one) => (one.name === PROJECTS ? { ...one, claimedSize: 9_000_000 } : one))),
    ],
    [
      'a stored size that differs from its packed one',
      'BAG_SIZE_MISMATCH',
      added({ name: 'data/x', ...x, method: 0, claimedSize: 0xffff }),
    ],
    ['a data descriptor that lies of its sum', 'BAG_NOT_CANONICAL', patched(firstDescriptor + 4, 1)],
    ['a data descriptor that lies of its packed size', 'BAG_NOT_CANONICAL', patched(firstDescriptor + 8, 1)],
    ['a data descriptor that lies of its size', 'BAG_NOT_CANONICAL', patched(firstDescriptor + 12, 1)],
    ['a local header that lies of its size', 'BAG_NOT_CANONICAL', patched(22, 5)],
    ['ZIP64 sizes beyond all numbers', 'BAG_ZIP_DAMAGED', () => zip64(2n ** 63n)],
    ['ZIP64 sizes beyond the limit', 'LIMIT_SIZE', () => zip64(2n ** 40n)],
    ['an archive with a password', 'BAG_ENTRY_UNSUPPORTED', added({ name: 'data/x', ...x, flags: 1 })],
    [
      'sealed for somebody else',
      'ENCRYPTION_NOT_FOR_US',
      async () => seal(zip, await ageRecipientOf(await generateAgeIdentity())),
    ],
    ['sealed twice', 'BAG_NOT_A_ZIP', () => seal(sealed, sample.recipient)],
    [
      'signed by nobody',
      'SIGNATURE_MISSING',
      packed((all) => all.filter(({ name }) => !String(name).endsWith('.minisig'))),
    ],
    ['signed for another sequence', 'SIGNATURE_COMMENT_MISMATCH', signed(() => {}, { sequence: 77 })],
    [
      'a sound bag of another program',
      'BAG_FOREIGN',
      () =>
        rawZip(
          Object.entries(makeBag({ info: 'Contact-Name: 甲\n' })).map(([name, content]) => ({
            name: `bag/${name}`,
            content,
          })),
        ),
    ],
    ['a newer format', 'FORMAT_NEWER', said({ formatVersion: { major: 2, minor: 0 } })],
    [
      'a kind of package that came later',
      'FORMAT_NEWER',
      said({ formatVersion: { major: 1, minor: 3 }, kind: 'letter' }),
    ],
    ['a kind of package that never came', 'FORMAT_INVALID', said({ kind: 'letter' })],
    [
      'bytes that are no characters',
      'FORMAT_UTF8',
      signed((files) => {
        files[PROJECTS] = Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xd6, 0xd0]), Buffer.from('"}\n')]);
      }),
    ],
    ['half a character', 'FORMAT_UTF8', line((text) => text.replace('"leader"', '"leader\\ud800"'))],
    [
      'a number beyond 2^53',
      'FORMAT_NUMBER',
      line((text) => text.replace(/"totalFunds":\[\[(\d+),"(\w+)",\d+/u, '"totalFunds":[[$1,"$2",9007199254740993')),
    ],
    [
      'a number without end',
      'FORMAT_NUMBER',
      line((text) => text.replace(/"totalFunds":\[\[(\d+),"(\w+)",\d+/u, '"totalFunds":[[$1,"$2",1e999')),
    ],
    [
      'a line of a hundred megabytes',
      'LIMIT_LINE',
      signed((files) => {
        files[PROJECTS] = Buffer.concat([
          Buffer.from('{"a":"'),
          Buffer.from(randomBytes(50 << 20).toString('hex')),
          Buffer.from('"}\n'),
        ]);
      }),
    ],
    ['no line ends at all', 'FORMAT_INVALID', line((text) => text.replaceAll('\n', ''))],
    ['a list as deep as a well', 'FORMAT_INVALID', line(() => `${'['.repeat(200_000)}${']'.repeat(200_000)}\n`)],
    [
      'a record of an unknown register',
      'FORMAT_NEWER',
      signed((files) => {
        files['data/records/satellite.ndjson'] = files[PROJECTS] as Buffer;
      }),
    ],
    [
      'a field that is not declared',
      'FORMAT_NEWER',
      line((text) =>
        text.replace('"fields":{', '"fields":{"aaa":[[1,"aaaa","x"]],').replace('"context":{', '"context":{"aaaa":1,'),
      ),
    ],
    [
      'for another office',
      'ADDRESSEE_WRONG',
      signed(
        (files) => {
          files[MANIFEST] = Buffer.from(JSON.stringify({ ...manifest, to: '370300' }));
        },
        { to: '370300' },
      ),
    ],
    ['of another plan', 'PLAN_OTHER', said({ plan: 'some-other-plan' })],
    // The one thing that is noted: a key that a person may have to confirm. So it comes last.
    ['signed by a stranger', 'KEY_CHANGED', () => strangersBag(sample)],
  ];
}

async function seal(bytes: Buffer, recipient: string): Promise<Buffer> {
  const once = async function* () {
    yield bytes;
  };
  return collect(encryptAge(once(), [recipient]));
}

/** The sender's content, signed by a key of a stranger's that it brings along. */
async function strangersBag(sample: Sample): Promise<Buffer> {
  const signer = generateMinisignKeyPair((length) => randomBytes(length));
  const { manifest } = sample;
  const keys = { ...manifest.keys, minisignPublicKey: encodeMinisignPublicKey(signer.publicKey) };
  const payload = { ...sample.payload, [MANIFEST]: Buffer.from(JSON.stringify({ ...manifest, keys })) };
  const { from, to, period, sequence, kind } = manifest;
  return craftBag({ payload, signer, claim: { office: from, to, period, sequence, kind } });
}

/** A directory of so many empty entries, whose end speaks of so many. */
function manyEntries(count: number, said: number): Buffer {
  const header = Buffer.alloc(46 + 9);
  header.write('PK\x01\x02\x14\x03\x14', 0, 'latin1');
  header.writeUInt16LE(9, 28);
  const list = Buffer.alloc(header.length * count);
  for (let index = 0; index < count; index += 1) {
    header.write(`data/${index.toString(36).padStart(4, '0')}`, 46, 'latin1');
    header.copy(list, index * header.length);
  }
  const end = Buffer.alloc(98);
  end.write('PK\x06\x06', 0, 'latin1');
  end.writeBigUInt64LE(BigInt(said), 32);
  end.writeBigUInt64LE(BigInt(list.length), 40);
  end.write('PK\x06\x07', 56, 'latin1');
  end.writeBigUInt64LE(BigInt(list.length), 64);
  end.writeUInt32LE(1, 72);
  end.write('PK\x05\x06', 76, 'latin1');
  end.fill(0xff, 84, 96);
  return Buffer.concat([list, end]).fill('PK', 0, 2, 'latin1');
}

/** An archive of one bag file whose size stands in a ZIP64 field. */
function zip64(size: bigint): Buffer {
  const content = Buffer.from('x');
  const packed = deflateRawSync(content);
  const name = Buffer.from('bagit.txt');
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 0, 'latin1');
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02\x2d\x03', 0, 'latin1');
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(0xffffffff, 24);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt16LE(12, 30);
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(size, 4);
  const ours = rawZip([{ name: 'data/package.json', content }]);
  const oursLocal = ours.subarray(0, ours.indexOf('PK\x01\x02', 0, 'latin1'));
  const oursCentral = Buffer.from(ours.subarray(oursLocal.length, ours.length - 22));
  const first = Buffer.concat([local, name, packed]);
  oursCentral.writeUInt32LE(first.length, 42);
  const list = Buffer.concat([central, name, extra, oursCentral]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(2, 8);
  end.writeUInt16LE(2, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(first.length + oursLocal.length, 16);
  return Buffer.concat([first, oursLocal, list, end]);
}

test('everything bad that may come to a desk gets a code and a sentence, and changes nothing', {
  timeout: 300_000,
}, async () => {
  const base = temporaryFolder();
  const world = await makeWorld(base);
  const sample = world.samples[0] as Sample;
  const province = await TestOffice.open(world.folders.get('370000') ?? '', '370000');
  const file = path.join(base, 'bad.tzb');
  const before = contentOf(province);
  for (const [what, code, bytes] of badInput(sample)) {
    writeFileSync(file, await bytes());
    const started = performance.now();
    const [desk] = (await province.call('receive.examine', { paths: [file] })).packages;
    expect.soft(performance.now() - started, what).toBeLessThan(30_000);
    expect.soft(codesOf(desk), what).toContain(code);
    // A key that a person may confirm waits on the desk, and is not taken without that.
    const waits = code === 'KEY_CHANGED';
    expect.soft(desk?.outcome, what).toBe(waits ? 'pending' : 'refused');
    if (waits) {
      expect((await province.refusal('receive.apply', { stages: [desk?.stage ?? ''] })).code).toBe('KEY_CHANGED');
      await province.call('receive.discard', { stage: desk?.stage ?? '' });
    }
    for (const { message } of desk?.problems ?? []) expect.soft(message, what).toMatch(/^[^。]+。(（位置：.+）)?$/u);
    expect.soft(readdirSync(path.join(province.folder, 'staging')), what).toEqual([]);
    if (!waits) expect.soft(contentOf(province), what).toBe(before);
  }
});

test('an archive that would swell is evidence like any other: nobody unpacks it', async () => {
  const base = temporaryFolder();
  const world = await makeWorld(base);
  const sample = world.samples[0] as Sample;
  const province = await TestOffice.open(world.folders.get('370000') ?? '', '370000');
  const bomb = rawZip([{ name: 'x', content: Buffer.alloc(32 << 20) }]);
  const { from, to, period, sequence, kind } = sample.manifest;
  const bytes = await craftBag({
    payload: { ...sample.payload, [`data/evidence/${sha256(bomb)}`]: bomb },
    signer: sample.signer,
    claim: { office: from, to, period, sequence, kind },
  });
  const file = path.join(base, 'nested.tzb');
  writeFileSync(file, bytes);
  expect((await province.receive(file))[0]?.outcome).toBe('received');
  expect(
    readdirSync(path.join(province.folder, 'evidence'), { recursive: true })
      .map(String)
      .some((name) => name.endsWith(sha256(bomb))),
  ).toBe(true);
});
