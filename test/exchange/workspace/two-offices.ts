import { createHash } from 'node:crypto';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect } from 'vitest';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { projectValues, TestOffice } from '../../support/office.ts';

export const PERIOD = '2020Q2';
export type Desk = CallOutput<'receive.examine'>['packages'][number];

/** A province and a city that has taken its baseline. */
export async function provinceAndCity(
  base: string,
  code = '370200',
): Promise<{ province: TestOffice; city: TestOffice }> {
  const province = await TestOffice.create(base, '370000');
  return { province, city: await anotherCity(base, province, code) };
}

export async function anotherCity(
  base: string,
  province: TestOffice,
  code: string,
  seed?: number,
): Promise<TestOffice> {
  const city = await TestOffice.create(base, code, seed === undefined ? {} : { seed });
  const [taken] = await city.receive((await province.call('baseline.write', { folder: base })).file);
  expect(taken?.outcome).toBe('received');
  return city;
}

export async function addProjects(city: TestOffice, ...numbers: number[]): Promise<string[]> {
  const ids: string[] = [];
  for (const number of numbers)
    ids.push((await city.call('record.create', { register: 'project', values: projectValues(number) })).id);
  return ids;
}

export async function file(city: TestOffice, folder: string, period = PERIOD): Promise<string> {
  return (await city.call('filing.write', { period, folder })).file;
}

export async function replyTo(province: TestOffice, city: TestOffice, folder: string): Promise<Desk> {
  const { packages } = await province.call('reply.write', { to: [city.code], folder });
  const [taken] = await city.receive(packages[0]?.file ?? '');
  if (!taken) throw new Error('no reply');
  return taken;
}

export function codesOf(desk: Desk | undefined): string[] {
  return (desk?.problems ?? []).map((problem) => problem.code);
}

/** A fingerprint of everything a workspace's database holds. */
export function contentOf(office: TestOffice, leavingOut: readonly string[] = []): string {
  const database = new Sqlite(path.join(office.folder, 'taizhang.db'), { readonly: true });
  const hash = createHash('sha256');
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  for (const table of tables) {
    if (leavingOut.includes(table)) continue;
    hash.update(table);
    for (const row of database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).iterate())
      hash.update(JSON.stringify(row));
  }
  database.close();
  return hash.digest('hex');
}
