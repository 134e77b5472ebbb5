import path from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TestOffice, temporaryFolder } from '../../support/office.ts';
import { folderIn, pass, reply, type ThreeLevels, threeLevels } from './three-levels.ts';
import { addProjects, file } from './two-offices.ts';

test('what each office above judged stands side by side, at every level that may know of it', async () => {
  const base = temporaryFolder();
  const { province, city, south } = await threeLevels(base);
  const [id] = (await addProjects(south, 1)) as [string];
  await pass(south, city, base);
  await city.call('review.decide', { ids: [id], verdict: 'accept' });
  await pass(city, province, base);
  await province.call('review.decide', { ids: [id], verdict: 'return', comment: '请补充' });
  await reply(province, city, base);
  await reply(city, south, base);
  const both = [
    { office: '370200', verdict: 'accept', present: true, officer: '经办02' },
    { office: '370000', verdict: 'return', present: true, officer: '经办00' },
  ];
  expect((await city.call('record.get', { id })).verdicts).toMatchObject(both);
  expect((await south.call('record.get', { id })).verdicts).toMatchObject(both);
  expect((await province.call('record.get', { id })).verdicts).toMatchObject([{ office: '370000' }]);
  await south.call('record.edit', { id, changes: [{ field: 'leader', value: '甲' }] });
  expect((await south.call('record.get', { id })).verdicts.map((one) => one.present)).toEqual([false, false]);

  // Who files here is a line of the chain.
  const database = new Sqlite(path.join(city.folder, 'taizhang.db'), { readonly: true });
  const changes = database
    .prepare("SELECT changes FROM history WHERE record = 'subordinates'")
    .pluck()
    .all() as string[];
  database.close();
  expect(changes.join()).toContain('370281');
  expect(await city.call('workspace.doctor', {})).toMatchObject({ ok: true });
});

const NUMBER = fc.nat(1000);
const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), who: fc.boolean(), number: NUMBER }),
  fc.record({ kind: fc.constant('edit' as const), who: fc.boolean(), number: NUMBER }),
  fc.record({ kind: fc.constant('remove' as const), who: fc.boolean(), number: NUMBER }),
  fc.record({ kind: fc.constant('judge' as const), who: fc.boolean(), number: NUMBER }),
  fc.record({ kind: fc.constant('up' as const), who: fc.boolean(), number: NUMBER }),
  fc.record({ kind: fc.constant('down' as const), who: fc.boolean(), number: NUMBER }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function attempt(act: () => Promise<unknown>): Promise<void> {
  // A record that is locked, or gone, or waits for nobody: then there is nothing to do.
  await act().catch((error: Error) => {
    if (!/RECORD_LOCKED|RECORD_MISSING|CHECK_BLOCKS|RECEIVER_KEY_UNKNOWN/u.test(error.message)) throw error;
  });
}

async function play({ province, city, south }: ThreeLevels, base: string, steps: readonly Step[]): Promise<void> {
  let made = 0;
  for (const { kind, who, number } of steps) {
    const pick = async (office: TestOffice) => {
      const rows = await office.list('project');
      return rows[number % Math.max(1, rows.length)]?.id;
    };
    if (kind === 'add') {
      made += 1;
      await addProjects(who ? south : city, 10 + made);
    } else if (kind === 'edit' || kind === 'remove') {
      const id = await pick(south);
      if (id === undefined) continue;
      if (kind === 'edit')
        await attempt(() =>
          (who ? south : city).call('record.edit', { id, changes: [{ field: 'leader', value: `改${number}` }] }),
        );
      else await attempt(() => south.call('record.delete', { ids: [id], reason: '不再实施' }));
    } else if (kind === 'judge') {
      const judge = who ? city : province;
      const id = await pick(judge);
      if (id !== undefined)
        await judge.call('review.decide', {
          ids: [id],
          verdict: number % 3 === 0 ? 'return' : 'accept',
          comment: '意见',
        });
    } else if (kind === 'up') {
      const [from, to] = who ? [south, city] : [city, province];
      await attempt(async () => to.receive(await file(from, folderIn(base, `out-${from.code}`))));
    } else {
      const [from, to] = who ? [city, south] : [province, city];
      await attempt(() => reply(from, to, base));
    }
  }
}

test('whatever three offices do, in whatever order their packages go, they end with one truth', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      const base = temporaryFolder();
      const offices = await threeLevels(base);
      const { province, city, south, west } = offices;
      await play(offices, base, steps);
      // Everything goes up and everything comes down, until nobody has news.
      for (let round = 0; round < 2; round += 1) {
        await attempt(async () => city.receive(await file(south, folderIn(base, 'last'))));
        const waiting = (await city.list('project')).filter(
          (row) => row.owner === '370202' && row.state === 'submitted',
        );
        if (waiting.length > 0)
          await city.call('review.decide', { ids: waiting.map((row) => row.id), verdict: 'accept' });
        await attempt(async () => province.receive(await file(city, folderIn(base, 'last'))));
        await attempt(() => reply(province, city, base));
        await attempt(() => reply(city, south, base));
      }
      const content = async (office: TestOffice, owner: string) =>
        (await office.list('project')).filter((row) => row.owner === owner).map(({ id, values }) => ({ id, values }));
      expect(await content(city, '370202')).toEqual(await content(south, '370202'));
      // The province has nothing of a county but what its city accepted once.
      const accepted = new Map((await city.list('project')).map((row) => [row.id, row]));
      for (const row of await province.list('project')) {
        expect(row.values).toEqual(accepted.get(row.id)?.values ?? row.values);
        const { verdicts } = await city.call('record.get', { id: row.id });
        if (row.owner === '370202') expect(verdicts.some((one) => one.office === '370200')).toBe(true);
      }
      expect(await content(province, '370200')).toEqual(await content(city, '370200'));
      expect(await west.list('project')).toEqual([]);
      for (const office of [province, city, south, west]) {
        expect(await office.call('workspace.doctor', {})).toMatchObject({ ok: true });
        office.close();
      }
    }),
    { numRuns: 5, seed: 20201124, endOnFailure: true },
  );
}, 600_000);
