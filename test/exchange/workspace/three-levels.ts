import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { TestOffice } from '../../support/office.ts';
import { codesOf, file, provinceAndCity, replyTo } from './two-offices.ts';

export interface ThreeLevels {
  readonly province: TestOffice;
  readonly city: TestOffice;
  readonly south: TestOffice;
  readonly west: TestOffice;
}

/** A province, a city with two enrolled counties, all with the baselines they need. */
export async function threeLevels(base: string): Promise<ThreeLevels> {
  const { province, city } = await provinceAndCity(base);
  await city.call('workspace.set-subordinates', { offices: [{ code: '370202' }, { code: '370281' }] });
  const baseline = (await city.call('baseline.write', { folder: folderIn(base, 'city-baseline') })).file;
  const county = async (code: string): Promise<TestOffice> => {
    const office = await TestOffice.create(base, code);
    expect((await office.receive(baseline))[0]?.outcome).toBe('received');
    return office;
  };
  return { province, city, south: await county('370202'), west: await county('370281') };
}

export function folderIn(base: string, name: string): string {
  const made = path.join(base, name);
  mkdirSync(made, { recursive: true });
  return made;
}

/** An office files, and the one above it takes the package. */
export async function pass(from: TestOffice, to: TestOffice, base: string): Promise<void> {
  const [taken] = await to.receive(await file(from, folderIn(base, `out-${from.code}`)));
  expect(codesOf(taken).filter((code) => code !== 'KEY_UNCONFIRMED')).toEqual([]);
}

/** An office answers one below it, which takes the package. */
export async function reply(from: TestOffice, to: TestOffice, base: string): Promise<void> {
  const taken = await replyTo(from, to, folderIn(base, `reply-${from.code}`));
  expect(taken.outcome).toBe('received');
}
