import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectValues, type TestOffice } from '../../support/office.ts';

/** A size that a dozen records fill; three records of `world` and one scan each fill a part of it. */
export const PART = 65_536;

/** Bytes that no deflating makes smaller, the same every time. */
export function noise(seed: number, size: number): Buffer {
  const blocks: Buffer[] = [];
  for (let index = 0; blocks.length * 32 < size; index += 1)
    blocks.push(createHash('sha256').update(`${seed}/${index}`).digest());
  return Buffer.concat(blocks).subarray(0, size);
}

/** A text of characters drawn at random, which hardly deflates. */
export function noiseText(seed: number, length: number): string {
  const bytes = noise(seed, length * 2);
  return Array.from({ length }, (_, at) => String.fromCodePoint(0x4e00 + (bytes.readUInt16LE(at * 2) % 20_000))).join(
    '',
  );
}

export async function addBulky(city: TestOffice, from: number, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = from; number < from + count; number += 1) {
    const values = projectValues(number, { summary: noiseText(number, 1900) });
    ids.push((await city.call('record.create', { register: 'project', values })).id);
  }
  return ids;
}

export async function attach(city: TestOffice, base: string, id: string, seed: number, size: number): Promise<void> {
  const scan = path.join(base, `scan-${seed}.bin`);
  writeFileSync(scan, noise(seed, size));
  await city.call('evidence.attach', { id, paths: [scan] });
}
