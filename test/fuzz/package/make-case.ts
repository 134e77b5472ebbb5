import { encryptAge } from '../../../electron/core/package/age.ts';
import { formatManifest } from '../../../electron/core/package/bag-text.ts';
import { craftBag } from '../../exchange/package/crafted-bag.ts';
import { collect, sha256 } from '../../exchange/package/package-fixture.ts';
import { Random } from '../random.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateJson } from './mutate-json.ts';
import { repack, tamper } from './mutate-zip.ts';
import type { Sample, World } from './world.ts';

export interface FuzzCase {
  /** What was done, for a person who reads a failure. */
  readonly what: string;
  readonly receiver: string;
  readonly bytes: Buffer;
}

/** The case of a number: a sample, a depth at which it is changed, and the changes. */
export async function makeCase(world: World, seed: number, number: number): Promise<FuzzCase> {
  const random = new Random(seed, number);
  const sample = random.pick(random.chance(0.6) ? world.samples.slice(0, 1) : world.samples);
  const { receiver } = sample;
  const depth = random.next();
  const done = (what: string, bytes: Buffer): FuzzCase => ({ what: `${sample.name}: ${what}`, receiver, bytes });
  if (depth < 0.1) return done('bytes of the sealed file', mutateBytes(random, sample.sealed));
  if (depth < 0.2) return done('bytes of the archive', mutateBytes(random, sample.zip));
  if (depth < 0.28) return done('numbers of the archive', tamper(random, sample.zip));
  if (depth < 0.36) return done('archive packed anew', repack(random, sample.entries));
  const crafted = await recraft(random, sample);
  if (depth > 0.97) return done('changed and sealed', await seal(crafted, sample.recipient));
  if (depth > 0.93) return done('changed, signed, changed again', mutateBytes(random, crafted));
  return done('changed before it was signed', crafted);
}

async function seal(bytes: Buffer, recipient: string): Promise<Buffer> {
  const once = async function* () {
    yield bytes;
  };
  return collect(encryptAge(once(), [recipient]));
}

/** Changes content, hashes and signs it with the true key, so that what reads content is reached. */
async function recraft(random: Random, sample: Sample): Promise<Buffer> {
  const payload: Record<string, Buffer> = { ...sample.payload };
  for (let turns = 1 + random.below(2); turns > 0; turns -= 1) changePayload(random, payload);
  const manifest = readManifest(payload['data/package.json'], sample);
  const claim = random.chance(0.85) ? claimOf(manifest) : claimOf(mutateJson(random, manifest) as Loose);
  return craftBag({
    payload: evidenceNamed(random, payload),
    signer: sample.signer,
    claim,
    tags: tagsOf(random, payload),
  });
}

type Loose = Record<string, unknown>;

function readManifest(bytes: Buffer | undefined, sample: Sample): Loose {
  try {
    const read: unknown = JSON.parse((bytes ?? Buffer.alloc(0)).toString());
    if (typeof read === 'object' && read !== null) return read as Loose;
  } catch {
    // The claim of the true one is as good as any.
  }
  return sample.manifest;
}

function claimOf(manifest: Loose | null): Loose {
  const { from, to, period, sequence, kind } = manifest ?? {};
  // A comment is one line; the signer writes no other.
  const line = (value: unknown) =>
    (typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(/[\r\n]/gu, '_');
  return {
    office: line(from),
    to: (to ?? null) === null ? null : line(to),
    period: (period ?? null) === null ? null : line(period),
    sequence: line(sequence),
    kind: line(kind),
  };
}

function changePayload(random: Random, payload: Record<string, Buffer>): void {
  const names = Object.keys(payload);
  if (names.length === 0) return;
  const name = random.pick(names);
  const bytes = payload[name] as Buffer;
  switch (random.below(10)) {
    case 0:
      delete payload[name];
      break;
    case 1:
      payload[random.pick(OTHER_NAMES)] = bytes;
      if (random.chance(0.5)) delete payload[name];
      break;
    case 2:
      payload[name] = mutateBytes(random, bytes);
      break;
    case 3:
      payload['data/package.json'] = mutateDocument(random, payload['data/package.json'] ?? Buffer.from('{}'));
      break;
    case 4:
      payload['data/package.json'] = newer(random, payload['data/package.json'] ?? Buffer.from('{}'));
      break;
    default:
      payload[name] = name.endsWith('.json') ? mutateDocument(random, bytes) : mutateLines(random, bytes);
  }
}

const OTHER_NAMES = [
  'data/records/satellite.ndjson',
  'data/records/platform.ndjson',
  'data/records/narrative.ndjson',
  'data/reviews.ndjson',
  'data/comments.ndjson',
  'data/baseline.json',
  'data/extra.json',
  'data/records/x/y.ndjson',
];

function mutateDocument(random: Random, bytes: Buffer): Buffer {
  try {
    return written(random, mutateJson(random, JSON.parse(bytes.toString())));
  } catch {
    return mutateBytes(random, bytes);
  }
}

function mutateLines(random: Random, bytes: Buffer): Buffer {
  const lines = bytes.toString().split('\n');
  const index = random.below(lines.length);
  switch (random.below(6)) {
    case 0:
      lines.splice(index, 0, lines[random.below(lines.length)] ?? '');
      break;
    case 1:
      lines.splice(index, 1);
      break;
    default:
      lines[index] = mutateDocument(random, Buffer.from(lines[index] ?? '')).toString();
  }
  return Buffer.from(lines.join('\n'));
}

/** As our writer would, or with numbers and texts as only a hand writes them. */
function written(random: Random, value: unknown): Buffer {
  const text = JSON.stringify(value) ?? 'null';
  if (random.chance(0.9)) return Buffer.from(text);
  return Buffer.from(
    text.replace(/\d+/u, random.pick(['9007199254740993', '1e400', '-0', '00', '1.0', '0x1', '"\\ud800"'])),
  );
}

/** The same from a newer minor version, whose content is kept and not read. */
function newer(random: Random, bytes: Buffer): Buffer {
  try {
    const manifest = JSON.parse(bytes.toString()) as Loose;
    return Buffer.from(
      JSON.stringify({ ...manifest, formatVersion: { major: random.pick([1, 1, 1, 2]), minor: 1 + random.below(3) } }),
    );
  } catch {
    return bytes;
  }
}

/** Evidence mostly under the name of its content, as a forger would have it. */
function evidenceNamed(random: Random, payload: Readonly<Record<string, Buffer>>): Record<string, Buffer> {
  return Object.fromEntries(
    Object.entries(payload).map(([name, bytes]) => [
      name.startsWith('data/evidence/') && random.chance(0.8) ? `data/evidence/${sha256(bytes)}` : name,
      bytes,
    ]),
  );
}

/** Now and then lists that do not fit. */
function tagsOf(random: Random, payload: Readonly<Record<string, Buffer>>): Record<string, string | undefined> {
  if (random.chance(0.9)) return {};
  const list = formatManifest(new Map(Object.entries(payload).map(([name, bytes]) => [name, sha256(bytes)])));
  const mutated = (text: string) => mutateBytes(random, Buffer.from(text)).toString('latin1');
  return random.pick([
    { 'manifest-sha256.txt': mutated(list) },
    { 'bag-info.txt': mutated('Payload-Oxum: 10.2\n') },
    { 'bagit.txt': mutated('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n') },
    { 'tagmanifest-sha256.txt': mutated(list) },
    { 'note.txt': 'x' },
    { 'bag-info.txt': undefined },
  ]);
}
