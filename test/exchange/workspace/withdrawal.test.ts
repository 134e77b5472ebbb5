import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { folderIn, pass, reply, threeLevels } from './three-levels.ts';
import { addProjects, codesOf, file, PERIOD, provinceAndCity, replyTo } from './two-offices.ts';

const REASON = '报告期选错';

async function withdraw(city: TestOffice, sequence: number, folder?: string): Promise<string> {
  const { written } = await city.call('filing.withdraw', { sequence, reason: REASON, folder });
  return written?.file ?? '';
}

async function states(office: TestOffice): Promise<Record<string, string>> {
  return Object.fromEntries((await office.list('project')).map((row) => [row.id, row.state]));
}

async function boardOf(province: TestOffice, period = PERIOD) {
  const { cities } = await province.call('receive.board', { period });
  return cities.find((one) => one.office === '370200');
}

async function queue(province: TestOffice): Promise<number> {
  return (await province.call('review.queue', {})).total;
}

describe('a filing that was handed in and is taken back', () => {
  test('leaves the queue and the board with its reason, goes again for the right period, and is repeated bit by bit', async () => {
    const base = temporaryFolder();
    const { province, city } = await provinceAndCity(base);
    const [first, second] = await addProjects(city, 1, 2);
    const wrong = await file(city, base, '2020Q1');
    await province.receive(wrong);
    expect(await queue(province)).toBe(2);

    const packageFile = await withdraw(city, 1, base);
    expect(await states(city)).toEqual({ [first!]: 'draft', [second!]: 'draft' });
    expect((await city.call('filing.preview', { period: PERIOD })).supplement).toBe(false);
    const [taken] = await province.receive(packageFile);
    expect(taken).toMatchObject({
      outcome: 'received',
      kind: 'withdrawal',
      takesBack: [{ sequence: 1, period: '2020Q1', reason: REASON }],
    });
    expect(await queue(province)).toBe(0);
    expect(await states(province)).toEqual({ [first!]: 'draft', [second!]: 'draft' });
    expect((await province.count('T2.b')).submitted).toBe(0);
    expect(await boardOf(province, '2020Q1')).toMatchObject({ state: 'missing', takenBack: { reason: REASON } });
    const desk = (await province.call('receive.desk', {})).packages;
    expect(desk.find((one) => one.sequence === 1)?.takenBack).toMatchObject({ reason: REASON, officer: '经办02' });
    const judged = await province.call('review.decide', { ids: [first!], verdict: 'accept' });
    expect(judged.skipped).toHaveLength(1);

    const right = await file(city, base);
    const [again] = await province.receive(right);
    expect(codesOf(again).filter((code) => code !== 'KEY_UNCONFIRMED')).toEqual([]);
    expect(await boardOf(province)).toMatchObject({ state: 'reviewing', toReview: 2, takenBack: null });
    expect(await queue(province)).toBe(2);
    await province.call('review.decide', { ids: [first!, second!], verdict: 'accept' });
    await replyTo(province, city, base);
    expect(await states(city)).toEqual({ [first!]: 'accepted', [second!]: 'accepted' });
    // Judged is the filing for the second quarter: in figures as of the first, nothing was filed.
    const asOf = await province.call('indicator.table', { asOf: '2020Q1' });
    expect(asOf.indicators.find((one) => one.id === 'T2.b')?.submitted).toBe(0);

    const { packages } = await city.call('filing.history', {});
    expect(packages.map((one) => [one.sequence, one.kind, one.withdrawn?.told ?? null])).toEqual([
      [3, 'submission', null],
      [2, 'withdrawal', null],
      [1, 'submission', 2],
    ]);
    for (const [sequence, written] of [
      [1, wrong],
      [2, packageFile],
    ] as const) {
      const { fingerprint } = await city.call('filing.repeat', { sequence, folder: path.join(base, 'again') });
      expect(fingerprint).toBe(packages.find((one) => one.sequence === sequence)?.fingerprint);
      expect(readFileSync(written).length).toBeGreaterThan(0);
    }
  });

  test('told by the next filing alone where no package tells of it', async () => {
    const base = temporaryFolder();
    const { province, city } = await provinceAndCity(base);
    const [id] = await addProjects(city, 1);
    await province.receive(await file(city, base));
    await withdraw(city, 1);
    await city.call('record.delete', { ids: [id!], reason: '不再实施' });
    await addProjects(city, 2);
    const [taken] = await province.receive(await file(city, base));
    expect(taken?.takesBack).toMatchObject([{ sequence: 1, reason: REASON }]);
    expect(await queue(province)).toBe(1);
    expect((await province.call('record.get', { id: id! })).state).toBe('withdrawn');
  });

  test('is not taken back once it was judged, whoever knew of what', async () => {
    const base = temporaryFolder();
    const { province, city } = await provinceAndCity(base);
    const [first, second] = await addProjects(city, 1, 2);
    await province.receive(await file(city, base));
    await province.call('review.decide', { ids: [first!], verdict: 'accept' });
    const told = await withdraw(city, 1, base);
    await province.receive(told);
    const after = { [first!]: 'accepted', [second!]: 'draft' };
    expect(await states(province)).toEqual(after);
    expect((await boardOf(province))?.state).not.toBe('missing');
    await replyTo(province, city, base);
    expect(await states(city)).toEqual(after);
    expect((await city.call('filing.history', {})).packages.find((one) => one.sequence === 1)?.withdrawn?.judged).toBe(
      1,
    );

    await province.receive(await file(city, base));
    await province.call('review.decide', { ids: [second!], verdict: 'return', comment: '补材料' });
    await replyTo(province, city, base);
    const refusal = await city.refusal('filing.withdraw', { sequence: 3, reason: REASON });
    expect(refusal.code).toBe('FILING_JUDGED');
  });

  test('needs a reason and a filing that was written', async () => {
    const base = temporaryFolder();
    const { city, province } = await provinceAndCity(base);
    await addProjects(city, 1);
    await file(city, base);
    expect((await city.refusal('filing.withdraw', { sequence: 1 })).code).toBe('COMMENT_REQUIRED');
    expect((await city.refusal('filing.withdraw', { sequence: 9, reason: REASON })).code).toBe('PACKAGE_MISSING');
    expect((await province.refusal('filing.withdraw', { sequence: 1, reason: REASON })).code).toBe('ROLE_REFUSED');
  });
});

test('what was filed before the filing that is taken back counts again only once it is what stands in the record', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id] = await addProjects(city, 1);
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: [id!], verdict: 'return', comment: '负责人不符' });
  await replyTo(province, city, base);
  await city.call('record.edit', { id: id!, changes: [{ field: 'leader', value: '甲' }] });
  await province.receive(await file(city, base));
  expect(await queue(province)).toBe(1);
  await province.receive(await withdraw(city, 2, base));
  expect(await states(city)).toEqual({ [id!]: 'returned' });
  expect(await states(province)).toEqual({ [id!]: 'returned' });
  expect(await queue(province)).toBe(0);
  await province.receive(await file(city, base));
  expect(await queue(province)).toBe(1);
});

test('a city takes back what it passed on: the county hears nothing of it, and it goes again', async () => {
  const base = temporaryFolder();
  const { province, city, south } = await threeLevels(base);
  const [id] = await addProjects(south, 1);
  await pass(south, city, base);
  await city.call('review.decide', { ids: [id!], verdict: 'accept' });
  await pass(city, province, base);
  expect(await queue(province)).toBe(1);
  await province.receive(await withdraw(city, 1, base));
  expect(await queue(province)).toBe(0);
  expect(await states(city)).toEqual({ [id!]: 'accepted' });
  await reply(city, south, base);
  expect(await states(south)).toEqual({ [id!]: 'accepted' });
  const { registers } = await city.call('filing.preview', { period: PERIOD });
  expect(registers.find((one) => one.register === 'project')).toMatchObject({ total: 1, below: { total: 1 } });
  await pass(city, province, base);
  expect(await queue(province)).toBe(1);
});

test('a county takes its filing back from its city', async () => {
  const base = temporaryFolder();
  const { city, south } = await threeLevels(base);
  await addProjects(south, 1);
  await pass(south, city, base);
  expect(await queue(city)).toBe(1);
  await city.receive(await withdraw(south, 1, folderIn(base, 'back')));
  expect(await queue(city)).toBe(0);
});

test('in whatever order the filing, its withdrawal and the next filing come, doubled or lost on the way, the province ends the same', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2, 3);
  const before = await file(city, base);
  await city.call('record.edit', { id: ids[0]!, changes: [{ field: 'leader', value: '甲' }] });
  await addProjects(city, 4);
  const wrong = await file(city, base, '2020Q3');
  const told = await withdraw(city, 2, base);
  await city.call('record.edit', { id: ids[1]!, changes: [{ field: 'leader', value: '乙' }] });
  const next = await file(city, base, '2020Q3');
  const backup = path.join(base, 'province.db');
  await province.call('workspace.backup', { path: backup });
  province.close();

  let run = 0;
  const outcome = async (deliveries: readonly string[]) => {
    run += 1;
    const folder = path.join(base, `province-${run}`);
    const one = await TestOffice.create(path.join(base, `user-${run}`), '370000', { seed: run });
    await one.call('workspace.restore', { backup, path: folder });
    for (const delivery of deliveries) await one.receive(delivery);
    const rows = (await one.list('project')).map(({ id, state, changed, values }) => ({ id, state, changed, values }));
    const board = await boardOf(one, '2020Q3');
    const waiting = await queue(one);
    one.close();
    return JSON.stringify({ rows, waiting, state: board?.state, takenBack: board?.takenBack });
  };

  const settled = await outcome([before, wrong, told, next]);
  const halfway = await outcome([before, wrong, told]);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([before, wrong, told], { minLength: 3 }),
      fc.array(fc.constantFrom(before, wrong, told), { maxLength: 2 }),
      fc.boolean(),
      async (order, doubled, loses) => {
        expect(await outcome([...order, ...doubled])).toBe(halfway);
        // The withdrawal may be lost, and the filing too: the next one tells of both.
        const some = order.filter((one) => !(loses && one === told));
        expect(await outcome([...some, next, ...doubled])).toBe(settled);
        expect(await outcome([next, ...some])).toBe(settled);
      },
    ),
    { numRuns: 6 },
  );
}, 300_000);
