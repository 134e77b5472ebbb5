import { rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { periodEnd } from '../../../shared/period/period.ts';
import { file, provinceAndCity, replyTo } from '../../exchange/workspace/two-offices.ts';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

const PERIODS = ['2020Q1', '2020Q2', '2020Q3'];
const COUNTS = ['reported', 'submitted', 'accepted'] as const;
type Counts = Record<(typeof COUNTS)[number], number>;

/**
 * A city's three quarters: projects begun in each, filed, judged; one returned and filed anew a quarter later, one accepted and
 * then changed and filed again, one withdrawn, one never filed.
 */
async function threeQuarters(base: string): Promise<{ province: TestOffice; city: TestOffice; ids: string[] }> {
  const { province, city } = await provinceAndCity(base);
  const ids: string[] = [];
  const add = async (...starts: string[]) => {
    for (const startDate of starts) {
      const values = projectValues(ids.length + 1, { startDate });
      ids.push((await city.call('record.create', { register: 'project', values })).id);
    }
  };
  const round = async (period: string, returned: number[]) => {
    await province.receive(await file(city, base, period));
    const waiting = (await province.list('project')).filter((row) => row.state === 'submitted').map((row) => row.id);
    const back = returned.map((index) => ids[index]!);
    if (back.length > 0) await province.call('review.decide', { ids: back, verdict: 'return', comment: '请补充。' });
    const kept = waiting.filter((id) => !back.includes(id));
    if (kept.length > 0) await province.call('review.decide', { ids: kept, verdict: 'accept' });
    await replyTo(province, city, base);
  };
  await add('2019-11', '2020', '2020-02-15', '2020-03');
  await round('2020Q1', [1]);
  await add('2020-04-01', '2020-06-30', '2020-07');
  await city.call('record.edit', { id: ids[1]!, changes: [{ field: 'leader', value: '甲' }] });
  await city.call('record.unlock', { ids: [ids[0]!], reason: '信息有变' });
  await city.call('record.edit', { id: ids[0]!, changes: [{ field: 'leader', value: '乙' }] });
  await round('2020Q2', [4]);
  await city.call('record.unlock', { ids: [ids[3]!], reason: '重复填报' });
  await city.call('record.delete', { ids: [ids[3]!] });
  await city.call('check.explain', { record: ids[3]!, rule: 'project.vanished', reason: '重复填报，已撤回' });
  await province.receive(await file(city, base, '2020Q3'));
  await add('2020-08');
  return { province, city, ids };
}

/** Counted from the filings and reviews themselves, with no table kept beside them. */
function recount(office: TestOffice, end: string): Counts {
  const database = new Sqlite(path.join(office.folder, 'taizhang.db'), { readonly: true });
  const row = database
    .prepare(
      `WITH period (id, last) AS (VALUES ('2020Q1', '2020-03-31'), ('2020Q2', '2020-06-30'), ('2020Q3', '2020-09-30')),
       filed AS (
         SELECT f.record, max(f.counter) AS counter FROM filing f JOIN period p ON p.id = f.period
         WHERE p.last <= @end GROUP BY f.record
       ),
       judged AS (
         SELECT f.record, (
           SELECT r.verdict FROM review r JOIN filing f2 ON f2.record = f.record AND f2.counter = f.counter
           WHERE r.record = f.record AND r.digest = f2.digest AND r.round = f2.round AND r.verdict <> 'unlock' ORDER BY r.counter DESC LIMIT 1
         ) AS verdict FROM filed f
       )
       SELECT count(*) AS reported,
         count(CASE WHEN j.record IS NOT NULL AND coalesce(j.verdict, '') <> 'return' THEN 1 END) AS submitted,
         count(CASE WHEN j.verdict = 'accept' THEN 1 END) AS accepted
       FROM project p LEFT JOIN judged j ON j.record = p.id
       WHERE p.live = 1 AND p.programme = 'key-innovation'
         AND CASE length(p.start_date) WHEN 4 THEN p.start_date || '-01-01' WHEN 7 THEN p.start_date || '-01' ELSE p.start_date END <= @end`,
    )
    .get({ end }) as Counts;
  database.close();
  return row;
}

async function table(office: TestOffice, asOf?: string): Promise<CallOutput<'indicator.table'>['indicators'][number]> {
  const { indicators } = await office.call('indicator.table', { asOf });
  return indicators.find((one) => one.id === 'T2.a')!;
}

test('figures as of a period agree with a recount from the facts, at both offices, and open exactly their records', async () => {
  const { province, city, ids } = await threeQuarters(temporaryFolder());
  const seen: number[][] = [];
  for (const office of [province, city]) {
    for (const period of PERIODS) {
      const { byYear, byCity, ...found } = await table(office, period);
      const counts = COUNTS.map((count) => found[count]);
      seen.push(counts);
      expect(counts).toEqual(Object.values(recount(office, periodEnd(period))));
      for (const count of COUNTS) {
        const asked = { indicator: 'T2.a', count, asOf: period } as const;
        const { rows, total } = await office.call('indicator.records', asked);
        expect([total, rows.length]).toEqual([found[count], found[count]]);
        for (const [year, part] of Object.entries(byYear))
          expect((await office.call('indicator.records', { ...asked, year: Number(year) })).total).toBe(part[count]);
        for (const [owner, part] of Object.entries(byCity))
          expect((await office.call('indicator.records', { ...asked, owner })).total).toBe(part[count]);
        const { fields } = await office.call('indicator.by-field', { indicator: 'T2.a', asOf: period });
        expect(fields.reduce((sum, field) => sum + field[count], 0)).toBe(found[count]);
      }
    }
  }
  // Of the last quarter the city holds one record more, which it has not filed.
  expect(seen).toEqual([
    [3, 2, 2],
    [5, 4, 4],
    [6, 6, 5],
    [3, 2, 2],
    [5, 4, 4],
    [7, 6, 5],
  ]);
  const back = await province.call('indicator.records', { indicator: 'T2.a', count: 'submitted', asOf: '2020Q1' });
  expect(back.rows.map((row) => row.id)).not.toContain(ids[1]);
  expect((await province.call('indicator.table', { asOf: '2020Q1' })).asOf).toBe('2020-03-31');
});

test('as of the last period is now, as long as nothing is dated later, edited or unfiled', async () => {
  const { province } = await threeQuarters(temporaryFolder());
  const { byYear: _, byCity: __, ...then } = await table(province, '2021');
  const { byYear: ___, byCity: ____, ...now } = await table(province);
  expect(then).toEqual(now);
});

test('a ledger kept before there were standings gets them when it is opened', async () => {
  const base = temporaryFolder();
  const { city } = await threeQuarters(base);
  const before = await Promise.all(PERIODS.map((period) => table(city, period)));
  city.close();
  const database = new Sqlite(path.join(city.folder, 'taizhang.db'));
  database.exec("DELETE FROM standing; DELETE FROM setting WHERE name = 'standings_kept'");
  database.close();
  rmSync(path.join(base, 'user-370200'), { recursive: true, force: true });
  const again = await TestOffice.open(city.folder, '370200');
  expect(await Promise.all(PERIODS.map((period) => table(again, period)))).toEqual(before);
});
