import { closeSync, fstatSync, openSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { BAG_DECLARATION, formatManifest, formatSignedClaim } from '../../../electron/core/package/bag-text.ts';
import {
  encodeMinisignPublicKey,
  type MinisignKeyPair,
  signMinisign,
} from '../../../electron/core/package/minisign.ts';
import { DEFAULT_PACKAGE_LIMITS } from '../../../electron/core/package/package-limits.ts';
import { type ClaimedEntry, readZipDirectory } from '../../../electron/core/package/zip-directory.ts';
import { readWholeEntry } from '../../../electron/core/package/zip-entry-reader.ts';
import { ZipStream } from '../../../electron/core/package/zip-stream.ts';
import { collect, sha256 } from './package-fixture.ts';

/** A bag in our own layout and rightly signed, with whatever content, good or bad. */
export interface Craft {
  /** By path in the bag, `data/package.json` among them. */
  readonly payload: Readonly<Record<string, string | Uint8Array>>;
  readonly signer: MinisignKeyPair;
  /** Changes what the trusted comment says. */
  readonly claim?: Readonly<Record<string, unknown>>;
  /** Replaces the bag's own files by name; undefined drops one. */
  readonly tags?: Readonly<Record<string, string | undefined>>;
}

export async function craftBag({ payload, signer, claim = {}, tags = {} }: Craft): Promise<Buffer> {
  const zip = new ZipStream();
  const chunks: Buffer[] = [];
  const add = async (name: string, content: Uint8Array) => {
    const once = async function* () {
      yield content;
    };
    const stored = name.startsWith('data/evidence/') || name.endsWith('.minisig');
    const sizes = { size: content.length, crc32: crc32(content) };
    chunks.push(await collect(stored ? zip.addStored(name, once(), sizes) : zip.addDeflated(name, once())));
  };
  const digests = new Map<string, string>();
  let bytes = 0;
  for (const [path, content] of Object.entries(payload)) {
    const buffer = Buffer.from(content as string);
    digests.set(path, sha256(buffer));
    bytes += buffer.length;
    await add(path, buffer);
  }
  const tagFiles: Record<string, string | undefined> = {
    'bag-info.txt': `Payload-Oxum: ${bytes}.${digests.size}\n`,
    'bagit.txt': BAG_DECLARATION,
    'manifest-sha256.txt': formatManifest(digests),
    ...tags,
  };
  const tagDigests = new Map<string, string>();
  for (const [name, content] of Object.entries(tagFiles)) {
    if (content === undefined || name.startsWith('tagmanifest')) continue;
    tagDigests.set(name, sha256(Buffer.from(content)));
    await add(name, Buffer.from(content));
  }
  const tagManifest = tagFiles['tagmanifest-sha256.txt'] ?? formatManifest(tagDigests);
  await add('tagmanifest-sha256.txt', Buffer.from(tagManifest));
  const said = { office: '370200', to: '370000', period: '2020Q2', sequence: 6, kind: 'submission' };
  const comment = formatSignedClaim({ ...said, zip: sha256(Buffer.concat(chunks)), ...claim });
  const signature = signMinisign(Buffer.from(tagManifest), signer, comment);
  await add('tagmanifest-sha256.txt.minisig', Buffer.from(signature));
  chunks.push(await collect(zip.end()));
  return Buffer.concat(chunks);
}

export function publicKeyOf(signer: MinisignKeyPair): string {
  return encodeMinisignPublicKey(signer.publicKey);
}

/** One entry of a ZIP file made by hand: what the headers claim may differ from what is there. */
export interface RawEntry {
  readonly name: string | Buffer;
  readonly content: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** Unix mode; a regular file when left out. */
  readonly mode?: number;
  readonly claimedSize?: number;
  readonly claimedCrc?: number;
  /** Points at another entry's data instead of carrying its own. */
  readonly sameDataAs?: number;
}

/** A ZIP file with nothing checked. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let position = 0;
  for (const entry of entries) {
    const { method = 8, flags = 0, mode = 0o100644 } = entry;
    const name = Buffer.from(entry.name as string);
    const packed = method === 8 ? deflateRawSync(entry.content) : Buffer.from(entry.content);
    const numbers = Buffer.alloc(26);
    numbers.writeUInt16LE(20, 0);
    numbers.writeUInt16LE(flags, 2);
    numbers.writeUInt16LE(method, 4);
    numbers.writeUInt16LE(0x21, 8);
    numbers.writeUInt32LE(entry.claimedCrc ?? crc32(entry.content), 10);
    numbers.writeUInt32LE(packed.length, 14);
    numbers.writeUInt32LE(entry.claimedSize ?? entry.content.length, 18);
    numbers.writeUInt16LE(name.length, 22);
    const offset = entry.sameDataAs === undefined ? position : (offsets[entry.sameDataAs] as number);
    offsets.push(offset);
    if (entry.sameDataAs === undefined) {
      parts.push(Buffer.from('PK\x03\x04', 'latin1'), numbers, name, packed);
      position += 30 + name.length + packed.length;
    }
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode * 0x10000) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), numbers, rest, name);
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(position, 16);
  return Buffer.concat([...parts, list, end]);
}

/** The entries of a good bag, to be packed again with changes. */
export async function unpackBag(file: string): Promise<RawEntry[]> {
  const descriptor = openSync(file, 'r');
  try {
    const directory = readZipDirectory(descriptor, fstatSync(descriptor).size, DEFAULT_PACKAGE_LIMITS);
    return await Promise.all(
      directory.entries.map(async (entry: ClaimedEntry) => ({
        name: entry.name,
        content: await readWholeEntry(descriptor, entry, 1e9),
      })),
    );
  } finally {
    closeSync(descriptor);
  }
}
