import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decryptAge, encryptAge, generateAgeIdentity } from '../../../electron/core/package/age.ts';
import {
  generateMinisignKeyPair,
  minisignPublicKeyFile,
  minisignSecretKeyFile,
  parseMinisignPublicKey,
  parseMinisignSecretKey,
  parseMinisignSignature,
  signMinisign,
  verifyMinisign,
} from '../../../electron/core/package/minisign.ts';
import { openPackage } from '../../../electron/core/package/package-reader.ts';
import { writePackage } from '../../support/write-package.ts';
import {
  collect,
  manifestFrom,
  type OfficeKeys,
  officeKeys,
  run,
  Scratch,
  seededBytes,
  smallEntries,
} from './package-fixture.ts';

const scratch = new Scratch();
let city: OfficeKeys;
let province: OfficeKeys;

beforeAll(async () => {
  city = await officeKeys('370200');
  province = await officeKeys('370000');
});
afterAll(() => scratch.remove());

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

describe('a package in the hands of public programs', () => {
  it('is opened by age and unzip, and verified by sha256sum and minisign', async () => {
    const file = scratch.join('370200-2020Q2-6.tzb');
    const written = await writePackage({
      target: file,
      entries: smallEntries(),
      manifest: manifestFrom(city),
      signer: city.signer,
      recipients: [province.recipient],
    });
    expect(run('sha256sum', [file])).toContain(written.fileSha256);
    const identity = scratch.write('province.key', `${province.identity}\n`);
    const zip = scratch.join('bag.zip');
    run('age', ['-d', '-i', identity, '-o', zip, file]);
    expect(run('unzip', ['-t', zip])).toContain('No errors');
    const folder = scratch.join('bag');
    run('unzip', ['-q', zip, '-d', folder]);
    run('sha256sum', ['-c', '--strict', 'manifest-sha256.txt'], folder);
    run('sha256sum', ['-c', '--strict', 'tagmanifest-sha256.txt'], folder);
    expect(run('sha256sum', ['tagmanifest-sha256.txt'], folder)).toContain(written.fingerprint);
    const said = run('minisign', ['-V', '-m', 'tagmanifest-sha256.txt', '-P', city.publicKey], folder);
    expect(said).toContain('office=370200 to=370000 period=2020Q2 sequence=6 kind=submission');
    expect(readFileSync(`${folder}/bagit.txt`, 'utf8')).toBe(
      'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    );
  });

  it('is opened here when it was encrypted by age, to several recipients', async () => {
    const zip = scratch.join('bag.zip');
    const file = scratch.join('by-age.tzb');
    run('age', ['-r', city.recipient, '-r', province.recipient, '-o', file, zip]);
    for (const { identity } of [city, province]) {
      const opened = await openPackage(file, { identities: [identity], tempDir: scratch.path });
      expect(opened.ok).toBe(true);
      if (opened.ok) await opened.package.close();
    }
  });
});

describe('age', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 300_000])('both ways with %i bytes', async (length) => {
    const identity = scratch.write('city.key', `${city.identity}\n`);
    const plain = Buffer.from(seededBytes('plain')(length));
    const ours = scratch.write('ours.age', await collect(encryptAge(once(plain), [city.recipient])));
    // The program makes no file for no content.
    scratch.write('theirs', '');
    run('age', ['-d', '-i', identity, '-o', scratch.join('theirs'), ours]);
    expect(readFileSync(scratch.join('theirs')).equals(plain)).toBe(true);
    run('age', ['-r', city.recipient, '-o', scratch.join('theirs.age'), scratch.write('plain', plain)]);
    const sealed = readFileSync(scratch.join('theirs.age'));
    expect((await collect(decryptAge(once(sealed), [city.identity]))).equals(plain)).toBe(true);
  });

  it('says when it is for somebody else, and passes on a failing source', async () => {
    const sealed = await collect(encryptAge(once(Buffer.from('x')), [city.recipient]));
    const stranger = await generateAgeIdentity();
    await expect(collect(decryptAge(once(sealed), [stranger]))).rejects.toMatchObject({
      problem: { code: 'ENCRYPTION_NOT_FOR_US' },
    });
    const failing = async function* () {
      yield sealed.subarray(0, sealed.length - 4);
      throw new Error('medium pulled');
    };
    await expect(collect(decryptAge(failing(), [city.identity]))).rejects.toThrow('medium pulled');
  });

  it('does not keep an endless header in memory', async () => {
    let given = 0;
    const endless = async function* () {
      yield Buffer.from('age-encryption.org/v1\n');
      for (;;) {
        given += 65_536;
        yield Buffer.alloc(65_536, 'a');
      }
    };
    await expect(collect(decryptAge(endless(), [city.identity]))).rejects.toMatchObject({
      problem: { code: 'ENCRYPTION_DAMAGED' },
    });
    expect(given).toBeLessThan(1_000_000);
  });
});

describe('minisign', () => {
  const pair = generateMinisignKeyPair(seededBytes('minisign'));
  const message = Buffer.from('台账\n');

  it('signs what the program verifies, with our public key file', () => {
    scratch.write('m', message);
    scratch.write('m.minisig', signMinisign(message, pair, 'office=370200'));
    scratch.write('m.pub', minisignPublicKeyFile(pair.publicKey));
    expect(run('minisign', ['-V', '-p', 'm.pub', '-m', 'm'], scratch.path)).toContain('office=370200');
  });

  it.each([
    ['prehashed', []],
    ['legacy', ['-l']],
  ])('verifies what the program signs with our secret key: %s', (_name, options) => {
    scratch.write('n', message);
    scratch.write('n.key', minisignSecretKeyFile(pair));
    run('minisign', ['-S', ...options, '-s', 'n.key', '-m', 'n', '-t', '可信 a=b'], scratch.path);
    const signature = parseMinisignSignature(readFileSync(scratch.join('n.minisig'), 'utf8'));
    if (signature === null) throw new Error('unreadable');
    expect(signature.trustedComment).toBe('可信 a=b');
    expect(verifyMinisign(message, signature, pair.publicKey)).toBe(true);
    expect(verifyMinisign(Buffer.from('other'), signature, pair.publicKey)).toBe(false);
    expect(verifyMinisign(message, { ...signature, trustedComment: 'x' }, pair.publicKey)).toBe(false);
  });

  it('reads the keys that the program makes', () => {
    run('minisign', ['-G', '-W', '-f', '-p', 'g.pub', '-s', 'g.key'], scratch.path);
    const made = parseMinisignSecretKey(readFileSync(scratch.join('g.key'), 'utf8'));
    const text = readFileSync(scratch.join('g.pub'), 'utf8');
    expect(made?.publicKey).toEqual(parseMinisignPublicKey(text));
    expect(made && minisignPublicKeyFile(made.publicKey)).toBe(text);
    expect(made && parseMinisignSecretKey(minisignSecretKeyFile(made))).toEqual(made);
  });

  it('names a key whose id begins with a zero as the program does', () => {
    const text =
      'untrusted comment: minisign public key 67B735344318175\nRWR1gTFEU3N7Buf8GFCNnQRgZL4mL/pR2gvT3f2uakkgFd0mnTOCYdYz\n';
    const key = parseMinisignPublicKey(text);
    expect(key && minisignPublicKeyFile(key)).toBe(text);
  });

  it.each(['', 'RW', 'untrusted comment: x\nRWQ=', `${minisignPublicKeyFile(pair.publicKey).slice(0, -3)}!=`])(
    'reads nothing from %j',
    (text) => {
      expect(parseMinisignPublicKey(text)).toBeNull();
      expect(parseMinisignSecretKey(text)).toBeNull();
      expect(parseMinisignSignature(text)).toBeNull();
    },
  );
});
