import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ageRecipientOf, generateAgeIdentity } from '../../../electron/core/package/age.ts';
import { type BagContent, type BagEntry, bagStream } from '../../../electron/core/package/bag-writer.ts';
import {
  encodeMinisignPublicKey,
  generateMinisignKeyPair,
  type MinisignKeyPair,
} from '../../../electron/core/package/minisign.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';

/** One office's keys, as a package needs them. */
export interface OfficeKeys {
  readonly office: string;
  readonly identity: string;
  readonly recipient: string;
  readonly signer: MinisignKeyPair;
  readonly publicKey: string;
}

/** Random bytes that are the same in every run. */
export function seededBytes(seed: string): (length: number) => Uint8Array {
  let counter = 0;
  return (length) => {
    counter += 1;
    return createHash('shake256', { outputLength: length }).update(`${seed}:${counter}`).digest();
  };
}

export async function officeKeys(office: string, seed = office): Promise<OfficeKeys> {
  const identity = await generateAgeIdentity();
  const signer = generateMinisignKeyPair(seededBytes(seed));
  return {
    office,
    identity,
    recipient: await ageRecipientOf(identity),
    signer,
    publicKey: encodeMinisignPublicKey(signer.publicKey),
  };
}

/** An age recipient that never changes, for bags compared byte by byte. */
export const FIXED_RECIPIENT = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

export function manifestFrom(keys: OfficeKeys, changes: Record<string, unknown> = {}): PackageManifest {
  return {
    formatVersion: { major: 1, minor: 0 },
    kind: 'submission',
    from: keys.office,
    to: '370000',
    plan: 'sd-it-2019-2021',
    period: '2020Q2',
    sequence: 6,
    previous: null,
    base: null,
    baseSequence: null,
    acknowledges: [],
    createdAt: '2020-07-03T01:02:03.000Z',
    officer: '王芳',
    generator: 'taizhang 0.1.0',
    counts: { project: 2 },
    nilReports: [{ register: 'platform', reason: '本期无新增' }],
    keys: { ageRecipient: keys.recipient, minisignPublicKey: keys.publicKey },
    ...changes,
  } as PackageManifest;
}

export function bytesEntry(path: string, content: string | Uint8Array): BagEntry {
  return { path, source: { bytes: typeof content === 'string' ? Buffer.from(content) : content } };
}

export function evidenceEntry(content: Uint8Array): BagEntry {
  return bytesEntry(`evidence/${sha256(content)}`, content);
}

export function smallEntries(): BagEntry[] {
  return [
    bytesEntry('records/project.ndjson', '{"id":"p1","name":"海洋大数据"}\n{"id":"p2","name":"𠮷田芯片"}\n'),
    bytesEntry('records/enterprise.ndjson', ''),
    bytesEntry('narratives.json', '{"T1.a":"按计划推进。"}'),
    evidenceEntry(Buffer.from('%PDF-1.4 evidence')),
  ];
}

export async function bagBytes(content: BagContent): Promise<Buffer> {
  return collect(bagStream(content).chunks);
}

export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A folder that is gone after the test file. */
export class Scratch {
  readonly path = mkdtempSync(join(tmpdir(), 'taizhang-package-'));

  join(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  write(name: string, content: Uint8Array | string): string {
    const file = this.join(name);
    writeFileSync(file, content);
    return file;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Runs a real program and gives what it printed; throws with its errors when it fails. */
export function run(program: string, args: readonly string[], cwd?: string): string {
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The codes of a list of findings, sorted and each once. */
export function codes(problems: readonly { readonly code: string }[]): string[] {
  return [...new Set(problems.map(({ code }) => code))].sort();
}
