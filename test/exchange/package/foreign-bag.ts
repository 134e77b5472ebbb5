import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The files of a bag by name, as another program would write them. */
export type Bag = Record<string, Buffer>;

export interface BagShape {
  readonly payload?: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly algorithms?: readonly string[];
  readonly info?: string;
  /** Named in tag manifests; left out: all tag files. null: no tag manifests at all. */
  readonly tags?: readonly string[] | null;
  readonly encoding?: string;
  /** How a manifest line is written. */
  readonly line?: (digest: string, path: string) => string;
}

export function digestOf(algorithm: string, content: Uint8Array): string {
  return createHash(algorithm).update(content).digest('hex');
}

/** A sound bag of that shape. */
export function makeBag(shape: BagShape = {}): Bag {
  const { payload = { 'data/一.txt': '甲', 'data/sub/b.txt': 'b' }, version = '1.0', algorithms = ['sha256'] } = shape;
  const { encoding = 'UTF-8', line = (digest, name) => `${digest}  ${name}\n` } = shape;
  const encode = (text: string) => encodeAs(encoding, text);
  const bag: Bag = {};
  for (const [name, content] of Object.entries(payload)) bag[name] = Buffer.from(content);
  bag['bagit.txt'] = Buffer.from(`BagIt-Version: ${version}\nTag-File-Character-Encoding: ${encoding}\n`);
  if (shape.info !== undefined) bag['bag-info.txt'] = encode(shape.info);
  for (const algorithm of algorithms)
    bag[`manifest-${algorithm}.txt`] = encode(
      Object.keys(payload)
        .map((name) => line(digestOf(algorithm, bag[name] as Buffer), name))
        .join(''),
    );
  if (shape.tags !== null) listTags(bag, algorithms, shape.tags, encode);
  return bag;
}

/** A sound bag with something done to it. */
export function changed(shape: BagShape, change: (bag: Bag) => void): Bag {
  const bag = makeBag(shape);
  change(bag);
  return bag;
}

export function text(content: string): Buffer {
  return Buffer.from(content);
}

/** Writes the tag manifests anew, after a tag file was changed on purpose. */
export function listTags(
  bag: Bag,
  algorithms: readonly string[] = ['sha256'],
  names: readonly string[] = Object.keys(bag).filter((name) => !name.startsWith('data/') && !name.startsWith('tagman')),
  encode: (text: string) => Buffer = (text) => Buffer.from(text),
): void {
  for (const algorithm of algorithms)
    bag[`tagmanifest-${algorithm}.txt`] = encode(
      names.map((name) => `${digestOf(algorithm, bag[name] ?? Buffer.alloc(0))} ${name}\n`).join(''),
    );
}

function encodeAs(encoding: string, text: string): Buffer {
  switch (encoding) {
    case 'UTF-16':
      return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    case 'UTF-16BE':
      return Buffer.from(text, 'utf16le').swap16();
    case 'ISO-8859-1':
      return Buffer.from(text, 'latin1');
    default:
      return Buffer.from(text);
  }
}

export function writeFolder(folder: string, bag: Bag, empty: readonly string[] = []): string {
  rmSync(folder, { recursive: true, force: true });
  for (const name of [...empty, ...Object.keys(bag).map((one) => path.dirname(one))])
    mkdirSync(path.join(folder, name), { recursive: true });
  for (const [name, content] of Object.entries(bag)) writeFileSync(path.join(folder, name), content);
  return folder;
}
