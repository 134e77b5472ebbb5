import { closeSync, fstatSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBag } from '../../../electron/core/package/bag-reader.ts';
import { DEFAULT_PACKAGE_LIMITS } from '../../../electron/core/package/package-limits.ts';
import { openPackage } from '../../../electron/core/package/package-reader.ts';
import { anyRefusal } from '../../../shared/exchange/problem-code.ts';
import { writePackage } from '../../support/write-package.ts';
import {
  bagBytes,
  manifestFrom,
  type OfficeKeys,
  officeKeys,
  Scratch,
  seededBytes,
  smallEntries,
} from './package-fixture.ts';

const scratch = new Scratch();
let city: OfficeKeys;
let province: OfficeKeys;
let bag: Buffer;

beforeAll(async () => {
  city = await officeKeys('370200');
  province = await officeKeys('370000');
  bag = await bagBytes({ entries: smallEntries(), manifest: manifestFrom(city), signer: city.signer });
});
afterAll(() => scratch.remove());

/** Verdict on a bare bag already in a file, with the key either held or not. */
async function isRefused(file: string, held: boolean): Promise<boolean> {
  const descriptor = openSync(file, 'r');
  try {
    const { problems } = await verifyBag(descriptor, fstatSync(descriptor).size, {
      limits: DEFAULT_PACKAGE_LIMITS,
      resolveKey: () => (held ? city.publicKey : null),
      receiver: '370000',
      signal: undefined,
    });
    return anyRefusal(problems);
  } finally {
    closeSync(descriptor);
  }
}

describe('a bare bag', () => {
  it('is accepted as it is', async () => {
    const file = scratch.write('good.zip', bag);
    expect(await isRefused(file, true)).toBe(false);
    expect(await isRefused(file, false)).toBe(false);
  });

  it('is refused with any one bit changed, at every byte, in every bit of the structure around the content', async () => {
    const file = scratch.write('flip.zip', bag);
    const descriptor = openSync(file, 'r+');
    const choice = seededBytes('bits')(bag.length);
    const directory = bag.readUInt32LE(bag.length - 6);
    const survived: string[] = [];
    for (let at = 0; at < bag.length; at += 1) {
      const original = bag[at] as number;
      const bits = at >= directory ? [0, 1, 2, 3, 4, 5, 6, 7] : [(choice[at] as number) & 7];
      for (const bit of bits) {
        writeSync(descriptor, Buffer.of(original ^ (1 << bit)), 0, 1, at);
        if (!(await isRefused(file, bit % 2 === 0))) survived.push(`${at}.${bit}`);
      }
      writeSync(descriptor, Buffer.of(original), 0, 1, at);
    }
    closeSync(descriptor);
    expect(survived).toEqual([]);
    expect(await isRefused(file, true)).toBe(false);
  });

  it('is refused when cut at any length', async () => {
    const file = scratch.write('cut.zip', bag);
    for (let length = bag.length - 1; length >= 0; length -= 1) {
      truncateSync(file, length);
      expect(await isRefused(file, true), `length ${length}`).toBe(true);
    }
  });

  it.each([1, 2, 22, 70_000])('is refused with %i bytes before, after and in the middle', async (count) => {
    for (const filling of [0, 0x50]) {
      const more = Buffer.alloc(count, filling);
      for (const at of [0, 40, bag.length]) {
        const changed = Buffer.concat([bag.subarray(0, at), more, bag.subarray(at)]);
        expect(await isRefused(scratch.write('more.zip', changed), true), `at ${at}`).toBe(true);
      }
    }
  });
});

describe('an encrypted package', () => {
  let file: string;
  let sealed: Buffer;
  const options = () => ({ identities: [province.identity], tempDir: scratch.path });

  beforeAll(async () => {
    file = scratch.join('sealed.tzb');
    await writePackage({
      target: file,
      entries: smallEntries(),
      manifest: manifestFrom(city),
      signer: city.signer,
      recipients: [province.recipient],
    });
    sealed = readFileSync(file);
  });

  it('is refused with one bit changed, at every byte of its header and four hundred of its body', async () => {
    const header = sealed.indexOf('\n--- ') + 5 + 43 + 1 + 16;
    const choice = seededBytes('sealed')(sealed.length);
    const step = Math.max(1, Math.floor((sealed.length - header) / 400));
    for (let at = 0; at < sealed.length; at += at < header ? 1 : step) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] as number) ^ (1 << ((choice[at] as number) & 7));
      const result = await openPackage(scratch.write('flip.tzb', changed), options());
      expect(result.ok, `byte ${at}`).toBe(false);
    }
  });

  it('is refused when cut at any length', async () => {
    for (let length = 0; length < sealed.length; length += length < 300 || length > sealed.length - 50 ? 1 : 13) {
      const result = await openPackage(scratch.write('cut.tzb', sealed.subarray(0, length)), options());
      expect(result.ok, `length ${length}`).toBe(false);
    }
  });
});
