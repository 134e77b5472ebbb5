import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import * as vectors from 'cctv-age';
import { afterAll, describe, expect, it } from 'vitest';
import { decryptAge } from '../../../electron/core/package/age.ts';
import { openPackage } from '../../../electron/core/package/package-reader.ts';
import { PackageRefusal } from '../../../electron/core/package/package-refusal.ts';
import { codes, Scratch, sha256 } from './package-fixture.ts';

/** The test vectors that the authors of the age format publish for every implementation. */
interface Vector {
  readonly name: string;
  readonly expect: string;
  readonly identities: readonly string[];
  readonly armored: boolean;
  readonly passphrase: boolean;
  readonly payload: string | null;
  readonly sealed: Buffer;
}

function readVector([name, raw]: [string, Uint8Array]): Vector {
  const bytes = Buffer.from(raw);
  const end = bytes.indexOf('\n\n');
  const pairs = bytes
    .toString('utf8', 0, end)
    .split('\n')
    .map((line) => line.split(/: (.*)/su).slice(0, 2) as [string, string]);
  const all = (key: string) => pairs.filter(([one]) => one === key).map(([, value]) => value);
  const body = bytes.subarray(end + 2);
  return {
    name,
    expect: all('expect')[0] ?? '',
    identities: all('identity'),
    armored: all('armored').includes('yes'),
    passphrase: all('passphrase').length > 0,
    payload: all('payload')[0] ?? null,
    sealed: all('compressed').includes('zlib') ? inflateSync(body) : body,
  };
}

const VECTORS = Object.entries(vectors as unknown as Record<string, Uint8Array>)
  .filter(([name]) => name !== 'default')
  .map(readVector);

/**
 * Valid files of a kind that no package is written in and that is therefore refused: a text file made for e-mail would be half
 * as large again, and what a passphrase protects is only as good as the passphrase, which would travel beside the stick.
 */
const REFUSED_ON_PURPOSE = {
  armored: (vector: Vector) => vector.armored,
  passphrase: (vector: Vector) => vector.passphrase,
};

const isOnPurpose = (vector: Vector) => Object.values(REFUSED_ON_PURPOSE).some((refuses) => refuses(vector));

async function* inPieces(bytes: Buffer, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

/** What comes out, with the code of the refusal that ended it; null when it ended well. */
async function decrypt(
  { sealed, identities }: Vector,
  piece: number,
): Promise<{ sha256: string; code: string | null }> {
  const digest = createHash('sha256');
  try {
    for await (const chunk of decryptAge(inPieces(sealed, piece), identities)) digest.update(chunk);
    return { sha256: digest.digest('hex'), code: null };
  } catch (error) {
    if (!(error instanceof PackageRefusal)) throw error;
    return { sha256: digest.digest('hex'), code: error.problem.code };
  }
}

const scratch = new Scratch();
afterAll(() => scratch.remove());

it('the vectors are all there, of every kind', () => {
  expect(VECTORS.length).toBeGreaterThan(140);
  const kinds = Object.fromEntries([...Map.groupBy(VECTORS, (one) => one.expect)].map(([key, of]) => [key, of.length]));
  expect(Object.keys(kinds).sort()).toEqual([
    'HMAC failure',
    'armor failure',
    'header failure',
    'no match',
    'payload failure',
    'success',
  ]);
  expect(VECTORS.filter((one) => one.expect === 'success' && !isOnPurpose(one)).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['x25519', 'x25519_grease', 'hybrid', 'stream_three_chunks', 'stanza_valid_characters']),
  );
});

describe.each(VECTORS.filter((one) => !isOnPurpose(one)))('$name ($expect)', (vector) => {
  it.each([65_536, 7])('in pieces of %i bytes', async (piece) => {
    // Long ones in longer pieces: a million of seven bytes say no more than a thousand.
    const { sha256: found, code } = await decrypt(vector, Math.max(piece, Math.ceil(vector.sealed.length / 1000)));
    if (vector.expect === 'success') {
      expect({ found, code }).toEqual({ found: vector.payload, code: null });
      return;
    }
    expect(code).toBe(vector.expect === 'no match' ? 'ENCRYPTION_NOT_FOR_US' : 'ENCRYPTION_DAMAGED');
  });

  it('as a package', async () => {
    const file = scratch.write(`${vector.name}.tzb`, vector.sealed);
    const result = await openPackage(file, { identities: vector.identities, tempDir: scratch.path });
    // None of them holds a package, so the best that can be said of one is that its content is no ZIP file.
    expect(result.ok).toBe(false);
    if (!result.ok) expect(codes(result.problems)[0]).toMatch(/^(BAG|ENCRYPTION)_/u);
  });
});

describe.each(VECTORS.filter(isOnPurpose))('$name ($expect), refused on purpose', (vector) => {
  it('gives nothing away', async () => {
    const { sha256: found, code } = await decrypt(vector, 65_536);
    expect(code).toMatch(/^ENCRYPTION_(NOT_FOR_US|DAMAGED)$/u);
    expect(found).toBe(sha256(Buffer.alloc(0)));
    const file = scratch.write(`${vector.name}.tzb`, vector.sealed);
    const result = await openPackage(file, { identities: vector.identities, tempDir: scratch.path });
    expect(result.ok).toBe(false);
    if (!result.ok) expect(codes(result.problems)[0]).toMatch(/^(BAG|ENCRYPTION)_/u);
  });
});
