import path from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf, recordContent } from '../../../electron/core/ledger/record-content.ts';
import { LIVE } from '../../../shared/merge/causal-record.ts';
import { contentDigestInput, type ShownRecord } from '../../../shared/merge/shown-values.ts';
import { findField } from '../../../shared/registers/register.ts';
import { ALL_REGISTERS } from '../../../shared/registers/registers.ts';
import { projectValues, type TestOffice, temporaryFolder } from '../../support/office.ts';
import { cityWithProjects, valuesOf } from './ledger-of.ts';

test('the content of a record is the canonical text, whatever register, fields and rows', () => {
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.integer(),
    fc.constant(null),
    fc.array(fc.constantFrom('ai', 'big-data'), { maxLength: 2 }),
  );
  for (const register of ALL_REGISTERS) {
    const keys = [...register.fields.map((field) => field.key), '$mergedInto', 'unheardOf'];
    const fields = fc.dictionary(fc.constantFrom(...keys), value);
    fc.assert(
      fc.property(fields, fc.option(fields, { nil: undefined }), (given, row) => {
        const tables: ShownRecord['tables'] = row ? { evidence: [{ id: 'r1', fields: row }] } : {};
        const shown = { live: true, fields: given, tables };
        const text = contentDigestInput(
          shown,
          (key, table) => findField(register, key, table)?.authority !== 'province',
        );
        const content = recordContent(register, shown);
        expect(content.text).toBe(text);
        expect(contentOf(register, shown)).toBe(text);
        if (!content.isWhole) return;
        // What claims to be whole gives back every value that is shown.
        const filled = Object.entries(given).filter(([, held]) => held !== null);
        expect((JSON.parse(text) as { fields: object }).fields).toEqual(Object.fromEntries(filled));
      }),
      { numRuns: 60 },
    );
  }
});

function database(office: TestOffice): Sqlite.Database {
  return new Sqlite(path.join(office.folder, 'taizhang.db'));
}

test('history tells what a new record held, before and after it was changed', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  const id = ids[0] ?? '';
  const first = async () => (await city.call('record.history', { id })).entries.at(-1);
  const created = await first();
  const given = Object.entries(projectValues(1)).filter(([, value]) => value !== null);
  expect(new Map(created?.changes.map((change) => [change.field, change.after]))).toEqual(
    new Map([[LIVE, '在册'], ...given, ['secrecy', 'none']] as [string, unknown][]),
  );
  expect(created?.changes[0]?.field).toBe(LIVE);
  for (const leader of ['甲', '乙'])
    await city.call('record.edit', { id, changes: [{ field: 'leader', value: leader }] });
  expect(await first()).toEqual(created);
  await city.call('record.delete', { ids: [id] });
  expect(await first()).toEqual(created);
  const open = database(city);
  expect(open.prepare('SELECT count(*) FROM first_content').pluck().get()).toBe(1);
  open.close();
  expect(await city.call('workspace.doctor', {})).toMatchObject({ ok: true });
});

test('the doctor misses a first content that is gone or altered', async () => {
  for (const tampering of ['DELETE FROM first_content', "UPDATE first_content SET text = replace(text, '甲', '丁')"]) {
    const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
    const id = ids[0] ?? '';
    await city.call('record.edit', { id, changes: [{ field: 'leader', value: '甲' }] });
    const created = await city.call('record.create', {
      register: 'project',
      values: projectValues(2, { leader: '甲' }),
    });
    await city.call('record.edit', { id: created.id, changes: [{ field: 'leader', value: '乙' }] });
    const open = database(city);
    expect(() => open.exec(tampering)).toThrow(/append-only/);
    open.exec('DROP TRIGGER first_content_no_update; DROP TRIGGER first_content_no_delete;');
    open.exec(tampering);
    open.close();
    const { checks } = await city.call('workspace.doctor', {});
    expect(checks.filter((check) => !check.ok).map((check) => check.name)).toEqual(['history']);
  }
});

test('a new record that was edited since is not taken back; an untouched one is, and comes again', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 2);
  const [one = '', other = ''] = ids;
  await city.call('act.undo', {});
  expect((await city.call('record.get', { id: other })).live).toBe(false);
  await city.call('act.redo', {});
  expect(await valuesOf(city, other)).toMatchObject(projectValues(2));
  expect((await city.call('record.get', { id: other })).live).toBe(true);
  await city.call('record.edit', { id: one, changes: [{ field: 'leader', value: '丙' }] });
  const open = database(city);
  const act = open.prepare('SELECT act FROM history WHERE record = ? ORDER BY sequence LIMIT 1').pluck().get(one);
  open.close();
  expect(await city.call('act.undo', { act: String(act) })).toMatchObject({ records: [], kept: 1 });
  expect((await valuesOf(city, one)).leader).toBe('丙');
});

test('what was cleared is found no more, nor by the word null', async () => {
  const { city, ids } = await cityWithProjects(temporaryFolder(), 1);
  await city.call('record.edit', { id: ids[0] ?? '', changes: [{ field: 'leader', value: '甲' }] });
  await city.call('record.edit', { id: ids[0] ?? '', changes: [{ field: 'leader', value: null }] });
  const found = await city.call('record.list', { register: 'project', filter: { search: 'null' } });
  expect(found.rows).toEqual([]);
});
