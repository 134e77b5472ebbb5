import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, contentOf, provinceAndCity } from './two-offices.ts';

const NAMES = ['甲', '乙', '丙', '丁'];

type Step =
  | { readonly act: 'merge'; readonly survivor: number; readonly other: number }
  | { readonly act: 'edit'; readonly record: number; readonly text: string }
  | { readonly act: 'person'; readonly record: number; readonly name: number }
  | { readonly act: 'undo' }
  | { readonly act: 'file' };

const record = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant('merge' as const), survivor: record, other: record }),
  fc.record({ act: fc.constant('edit' as const), record, text: fc.constantFrom('改一', '改二', '改三') }),
  fc.record({ act: fc.constant('person' as const), record, name: fc.nat({ max: 3 }) }),
  fc.constant({ act: 'undo' as const }),
  fc.constant({ act: 'file' as const }),
);

/** What both offices must see alike: every record of theirs that was filed, with its rows and its links. */
async function seenBy(office: TestOffice, ids: readonly string[]) {
  const seen = [];
  for (const id of ids) {
    const { live, values, tables, links } = await office.call('record.get', { id });
    seen.push({ id, live, values, participants: tables.participants, links });
  }
  return seen;
}

test('whatever is merged, edited and undone, the province comes to the same, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const base = temporaryFolder();
      const { province, city } = await provinceAndCity(base);
      const ids = await addProjects(city, 1, 2, 3, 4);
      const file = async () => {
        const { file: written } = await city.call('filing.write', { period: '2020Q2', folder: base });
        expect((await province.receive(written))[0]?.outcome).toBe('received');
      };
      await file();
      const written = new Set<string>(NAMES.slice(0, 0));
      for (const one of steps) {
        const before = contentOf(city);
        try {
          await take(city, ids, one, file, written);
        } catch {
          // Refused, as when a record was merged away before: then nothing at all was written.
          expect(contentOf(city)).toBe(before);
        }
      }
      await file();
      expect(await seenBy(province, ids)).toEqual(await seenBy(city, ids));
      const reachable = await seenBy(city, ids);
      // A merged-away record keeps what it held, and leads to one that lives, or to one withdrawn for itself.
      for (const { live, links } of reachable)
        if (!live && links.mergedInto) expect(ids).toContain(links.mergedInto.id);
      const people = new Set(
        reachable.flatMap((one) => (one.participants ?? []).map((row) => String(row.values.name))),
      );
      for (const name of written) expect(people).toContain(name);
    }),
    { numRuns: 12 },
  );
});

async function take(
  city: TestOffice,
  ids: readonly string[],
  one: Step,
  file: () => Promise<void>,
  written: Set<string>,
): Promise<void> {
  switch (one.act) {
    case 'merge':
      await city.call('record.merge', { survivor: ids[one.survivor] ?? '', other: ids[one.other] ?? '' });
      return;
    case 'edit':
      await city.call('record.edit', { id: ids[one.record] ?? '', changes: [{ field: 'leader', value: one.text }] });
      return;
    case 'person': {
      const name = NAMES[one.name] ?? '';
      await city.call('record.edit', {
        id: ids[one.record] ?? '',
        changes: [{ table: 'participants', rowId: `person-${one.name}-${one.record}`, field: 'name', value: name }],
      });
      written.add(name);
      return;
    }
    case 'undo': {
      const { undo } = await city.call('act.state', {});
      // Only a merge is taken back here; taking back what was written would take it out, rightly.
      if (undo?.startsWith('合并')) await city.call('act.undo', {});
      return;
    }
    case 'file':
      await file();
  }
}

test('two machines that merge the same two records come to one survivor without doubled rows', async () => {
  const base = temporaryFolder();
  const city = await TestOffice.create(base, '370200');
  const survivor = (await city.call('record.create', { register: 'project', values: projectValues(1) })).id;
  const other = (await city.call('record.create', { register: 'project', values: projectValues(2) })).id;
  const changes = [{ table: 'participants', rowId: 'person-1', field: 'name', value: '甲' }];
  await city.call('record.edit', { id: other, changes });
  const backup = `${base}/copy.db`;
  await city.call('workspace.backup', { path: backup });
  const province = await TestOffice.create(base, '370000');
  const baseline = (await province.call('baseline.write', { folder: base })).file;
  await city.receive(baseline);
  await city.call('record.merge', { survivor, other });
  await province.receive((await city.call('filing.write', { period: '2020Q1', folder: base })).file);

  const twin = await TestOffice.create(`${base}/twin`, '370200', { seed: 99 });
  await twin.call('workspace.restore', { backup, path: `${base}/restored` });
  await twin.receive(baseline);
  await twin.call('record.merge', { survivor, other });
  await province.receive((await twin.call('filing.write', { period: '2020Q2', folder: base })).file);
  const seen = await province.call('record.get', { id: survivor });
  expect(seen.tables.participants).toEqual([{ rowId: 'person-1', values: { name: '甲' } }]);
  expect(seen.conflicts).toEqual([]);
  expect((await province.list('project')).map((row) => row.id)).toEqual([survivor]);
});
