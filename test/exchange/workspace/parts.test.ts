import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addBulky, attach, noise, PART } from './bulky.ts';
import { codesOf, type Desk, PERIOD, provinceAndCity, replyTo } from './two-offices.ts';

interface World {
  readonly base: string;
  readonly province: TestOffice;
  readonly city: TestOffice;
  readonly ids: readonly string[];
  readonly files: readonly string[];
}

/** A city whose first filing goes in at least three parts, with records in more than one of them. */
async function world(): Promise<World> {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addBulky(city, 1, 30);
  for (const [index, id] of ids.slice(0, 3).entries()) await attach(city, base, id, index, 40_000);
  const written = await city.call('filing.write', { period: PERIOD, folder: base, partSize: PART });
  return { base, province, city, ids, files: written.parts.map((part) => part.file) };
}

async function examine(office: TestOffice, ...paths: string[]): Promise<Desk[]> {
  return (await office.call('receive.examine', { paths })).packages;
}

async function onDesk(office: TestOffice): Promise<Desk[]> {
  return (await office.call('receive.desk', {})).packages.filter((one) => one.kind === 'submission');
}

async function same(province: TestOffice, city: TestOffice): Promise<void> {
  const shown = async (office: TestOffice) =>
    (await office.list('project')).map(({ id, values, state }) => [
      id,
      state,
      createHash('sha256').update(JSON.stringify(values)).digest('hex'),
    ]);
  expect(await shown(province)).toEqual(await shown(city));
}

test('a filing larger than wanted goes in parts, each an ordinary package, and comes in any order as one row', async () => {
  const { base, province, city, ids, files } = await world();
  expect(files.length).toBeGreaterThanOrEqual(4);
  for (const [index, file] of files.entries()) {
    expect(path.basename(file)).toBe(`370200_2020Q2_0001_part${index + 1}of${files.length}.tzb`);
    expect(statSync(file).size).toBeLessThanOrEqual(PART);
  }
  const { packages: history } = await city.call('filing.history', {});
  expect(history).toMatchObject([{ sequence: 1, parts: files.length, answered: false }]);
  expect((await city.call('filing.preview', { period: PERIOD })).nextSequence).toBe(files.length + 1);

  const order = files.toReversed();
  for (const [index, file] of order.entries()) {
    const [row, ...others] = await examine(province, file);
    expect(others).toEqual([]);
    const missing = order
      .slice(index + 1)
      .map((_, at) => order.length - index - 1 - at)
      .sort();
    expect(row?.parts).toMatchObject({ of: files.length, missing });
    expect(codesOf(row).filter((code) => code.startsWith('CHAIN_'))).toEqual(
      missing.length > 0 ? ['CHAIN_PART_MISSING'] : [],
    );
  }
  const [row, ...others] = await onDesk(province);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ sequence: 1, outcome: 'pending', evidenceMissing: 0, evidence: { files: 3 } });
  expect(row?.classes.new).toBe(ids.length);
  const listed = await province.call('receive.differences', { stage: row?.stage ?? '', limit: 500 });
  expect(listed.differences.map((one) => one.id).sort()).toEqual([...ids].sort());
  const page = await province.call('receive.differences', { stage: row?.stage ?? '', offset: 10, limit: 15 });
  expect(page).toEqual({ total: ids.length, differences: listed.differences.slice(10, 25) });

  const { packages } = await province.call('receive.apply', { stages: [row?.stage ?? ''] });
  expect(packages).toMatchObject([{ outcome: 'received', sequence: 1, parts: { missing: [] } }]);
  await same(province, city);
  expect(await province.call('workspace.doctor', {})).toMatchObject({ ok: true });
  await replyTo(province, city, base);
  expect((await city.call('filing.history', {})).packages[0]).toMatchObject({ answered: true });
  await city.call('record.edit', { id: ids[4] ?? '', changes: [{ field: 'leader', value: '后来' }] });
  const next = await city.call('filing.write', { period: PERIOD, folder: base, partSize: PART });
  expect(next).toMatchObject({ sequence: files.length + 1, parts: [expect.anything()], problems: [] });
  const [small] = await province.receive(next.file);
  expect(small).toMatchObject({ parts: null, part: null, classes: { changed: 1 } });
  expect(codesOf(small)).toEqual([]);
});

test('whatever the order in which parts come and are taken, the ledger ends alike', async () => {
  const { base, province, city, files } = await world();
  province.close();
  const numbers = files.map((_, index) => index);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(numbers, { minLength: numbers.length }),
      fc.array(fc.boolean(), { minLength: numbers.length, maxLength: numbers.length }),
      async (order, takes) => {
        runs += 1;
        const folder = path.join(base, `run-${runs}`);
        cpSync(province.folder, folder, { recursive: true });
        const receiver = await TestOffice.open(folder, '370000', { seed: 40 + runs });
        const taken = new Set<string>();
        for (const [at, number] of order.entries()) {
          const [row] = await examine(receiver, files[number] ?? '');
          if (takes[at] || at === order.length - 1)
            for (const one of (await receiver.call('receive.apply', { stages: [row?.stage ?? ''] })).packages)
              taken.add(one.outcome);
        }
        expect([...taken]).toEqual(['received']);
        const rows = await onDesk(receiver);
        expect(rows).toMatchObject([{ outcome: 'received', sequence: 1, parts: { missing: [] } }]);
        await same(receiver, city);
        const { checks } = await receiver.call('workspace.doctor', {});
        expect(checks.filter((check) => !check.ok)).toEqual([]);
        const database = new Sqlite(path.join(folder, 'taizhang.db'), { readonly: true });
        // Whether it came before the record that names it or after.
        expect(database.prepare('SELECT count(*) FROM evidence_file').pluck().get()).toBe(3);
        database.close();
        // As if it had never been: all its parts go with one undoing.
        const undone = await receiver.call('receive.undo', { fingerprint: rows[0]?.fingerprint ?? '' });
        expect(undone).toMatchObject({ kept: 0 });
        expect(await receiver.list('project')).toEqual([]);
        expect(await onDesk(receiver)).toMatchObject([{ outcome: 'undone' }]);
      },
    ),
    { numRuns: 4, seed: 11, endOnFailure: true },
  );
});

test('while a part lacks nothing is built on the filing; what it brought comes again and the row is done', async () => {
  const { base, province, city, ids, files } = await world();
  const lost = 1;
  for (const [index, file] of files.entries()) if (index !== lost) await province.receive(file);
  const [row] = await onDesk(province);
  expect(row).toMatchObject({ outcome: 'received', parts: { missing: [lost + 1] } });
  expect(row?.problems[0]?.message).toContain(`缺第 2 部分（共 ${files.length} 部分）`);
  const there = (await province.list('project')).length;
  expect(there).toBeGreaterThan(0);
  expect(there).toBeLessThan(ids.length);

  await replyTo(province, city, base);
  const { full, asked } = await city.call('filing.preview', { period: PERIOD });
  // Nothing is known to be there whole, so all goes again; the evidence that did come need not.
  expect({ full, asked: asked?.full ?? false }).toEqual({ full: true, asked: false });
  expect((await city.call('filing.history', {})).packages[0]).toMatchObject({ answered: false });
  const again = await city.call('filing.write', { period: PERIOD, folder: base });
  const [whole] = await province.receive(again.file);
  expect(codesOf(whole)).toEqual([]);
  await same(province, city);
  expect((await onDesk(province)).map((one) => one.parts?.missing ?? [])).toEqual([[], []]);
});

test('the lost part may come later by itself, written again bit by bit', async () => {
  const { base, province, city, files } = await world();
  await province.receive(...files.filter((_, index) => index !== 2));
  await city.call('record.edit', {
    id: (await city.list('project'))[0]?.id ?? '',
    changes: [{ field: 'leader', value: '改后' }],
  });
  const folder = path.join(base, 'again');
  const one = await city.call('filing.repeat', { sequence: 1, folder, part: 3 });
  expect(one.parts.map((part) => path.basename(part.file))).toEqual([path.basename(files[2] ?? '')]);
  const [taken] = await province.receive(one.file);
  expect(taken).toMatchObject({ outcome: 'received', parts: { missing: [] } });

  const all = await city.call('filing.repeat', { sequence: 1, folder });
  const first = await examine(province, ...all.parts.map((part) => part.file));
  expect(first.map((desk) => desk.outcome)).toEqual(files.map(() => 'unchanged'));
  expect(all.parts.map((part) => part.sequence)).toEqual(files.map((_, index) => index + 1));
  expect((await city.refusal('filing.repeat', { sequence: 1, folder, part: 9 })).code).toBe('PACKAGE_MISSING');
});

test('a damaged part refuses itself alone; one of another filing does not stand in for it', async () => {
  const { base, province, city, files } = await world();
  const [first = '', second = ''] = files;
  const broken = path.join(base, 'broken.tzb');
  const bytes = readFileSync(second);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(broken, bytes);
  await addBulky(city, 60, 30);
  const other = await city.call('filing.write', { period: PERIOD, folder: path.join(base, 'other'), partSize: PART });
  const swapped = path.join(base, path.basename(second));
  copyFileSync(other.parts[1]?.file ?? '', swapped);

  const found = await examine(province, first, broken, swapped);
  expect(found.map((desk) => [desk.outcome, desk.parts?.missing.includes(2) ?? null])).toEqual([
    ['pending', true],
    ['refused', null],
    ['pending', false],
  ]);
  const rows = await onDesk(province);
  expect(rows.filter((desk) => desk.outcome === 'pending').map((desk) => desk.sequence)).toEqual([1, files.length + 1]);
  // The same part once more is no second row.
  await examine(province, first);
  expect((await onDesk(province)).filter((desk) => desk.outcome === 'pending')).toHaveLength(2);
});

test('evidence larger than a part gets one of its own, and the sender is told', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id = ''] = await addBulky(city, 1, 1);
  await attach(city, base, id, 1, 150_000);
  await attach(city, base, id, 2, 1_000);
  const written = await city.call('filing.write', { period: PERIOD, folder: base, partSize: PART });
  expect(written.parts.map((part) => part.bytes > PART)).toEqual([false, true]);
  expect(written.problems).toMatchObject([{ code: 'PART_OVERSIZE' }]);
  await province.receive(...written.parts.map((part) => part.file));
  await same(province, city);
  const { tables } = await province.call('record.get', { id });
  expect(tables.evidence).toHaveLength(2);
  for (const row of tables.evidence ?? [])
    expect(statSync((await province.call('evidence.read', { id, rowId: row.rowId })).path).size).toBeGreaterThan(0);
});

test('a filing that cannot be written whole is taken back whole', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const ids = await addBulky(city, 1, 30);
  await attach(city, base, ids[0] ?? '', 5, 1000);
  // The last part names a file that is gone.
  const lost = createHash('sha256').update(noise(5, 1000)).digest('hex');
  rmSync(path.join(city.folder, 'evidence', lost));
  const folder = path.join(base, 'out');
  const refused = await city.refusal('filing.write', { period: PERIOD, folder, partSize: PART });
  expect(refused.code).toBe('FILE_UNREADABLE');
  expect((await city.call('filing.history', {})).packages).toEqual([]);
  expect(new Set((await city.list('project')).map((row) => row.state))).toEqual(new Set(['draft']));
  expect(() => statSync(path.join(folder, '370200_2020Q2_0001_part1of2.tzb'))).toThrow();
});
