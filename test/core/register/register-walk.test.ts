import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportRegister } from '../../../electron/core/sheet/export/export-register.ts';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { shippedPlan } from '../../../shared/plan/plans.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { ownTables, type SampleRecord, SUMMED, sampleRecord } from '../../support/sample-record.ts';

const CITY = '370200';
const PERIOD = '2020Q2';
const WRONG_CODE = '91350100M000100Y44';

/** Asks of the list what any field can be asked, and gets the records that its values call for. */
async function filterAndSort(
  city: TestOffice,
  register: Register,
  ids: readonly string[],
  samples: readonly SampleRecord[],
): Promise<void> {
  const found = async (field: string, operator: 'is' | 'filled' | 'empty' | 'contains', value?: FieldValue) => {
    const condition = { field, operator, ...(value === undefined ? {} : { value }) };
    const { rows } = await city.call('record.list', { register: register.id, filter: { conditions: [condition] } });
    return new Set(rows.map((row) => row.id));
  };
  for (const field of register.fields) {
    const holding = ids.filter((_, index) => samples[index]!.values[field.key] !== undefined);
    expect([field.key, await found(field.key, 'filled')]).toEqual([field.key, new Set(holding)]);
    expect([field.key, (await found(field.key, 'empty')).size]).toEqual([field.key, ids.length - holding.length]);
    const value = samples[0]!.values[field.key];
    if (value !== undefined) {
      const same = ids.filter((_, index) => String(samples[index]!.values[field.key]) === String(value));
      const single = Array.isArray(value) ? value[0]! : value;
      expect([field.key, await found(field.key, 'is', single)]).toEqual([field.key, new Set(same)]);
      if (field.type === 'text') expect((await found(field.key, 'contains', value)).has(ids[0]!)).toBe(true);
    }
    for (const descending of [false, true]) {
      const { rows } = await city.call('record.list', {
        register: register.id,
        sort: { field: field.key, descending },
      });
      expect([field.key, rows.length]).toEqual([field.key, ids.length]);
    }
  }
}

async function create(city: TestOffice, register: Register, sample: SampleRecord): Promise<string> {
  const { id } = await city.call('record.create', { register: register.id, values: sample.values });
  const changes = Object.entries(sample.tables).flatMap(([table, row]) =>
    Object.entries(row).map(([field, value], index) => ({
      table,
      rowId: 'row-1',
      field,
      value: value ?? null,
      ...(index === 0 ? { live: true } : {}),
    })),
  );
  if (changes.length > 0) await city.call('record.edit', { id, changes });
  return id;
}

function expectWhole(view: RecordView, register: Register, sample: SampleRecord): void {
  for (const field of register.fields) {
    expect([field.key, view.values[field.key] ?? null]).toEqual([field.key, sample.values[field.key] ?? null]);
  }
  for (const table of ownTables(register)) {
    const given = Object.entries(sample.tables[table.key]!).filter(([, value]) => value !== null);
    expect(view.tables[table.key]?.map((row) => row.values)).toEqual([
      expect.objectContaining(Object.fromEntries(given)),
    ]);
  }
  expect(view.problems.filter((problem) => problem.severity !== 'hint')).toEqual([]);
}

/** Breaks a value and sees it found at its field, then takes it back. */
async function breakAndMend(city: TestOffice, register: Register, id: string): Promise<void> {
  const title = register.titleField;
  const broken: (readonly [string, FieldValue])[] = [[title, null]];
  for (const unit of register.units) if (!unit.table) broken.push([unit.code, WRONG_CODE]);
  for (const [field, value] of broken) {
    await city.call('record.edit', { id, changes: [{ field, value }] });
    const { errors, problems } = await city.call('check.run', { period: PERIOD, register: register.id });
    expect([field, errors]).toEqual([field, 1]);
    expect(problems).toContainEqual(expect.objectContaining({ record: id, field, severity: 'error' }));
    await city.call('act.undo', {});
  }
  expect(await city.call('check.run', { period: PERIOD, register: register.id })).toMatchObject({
    errors: 0,
    warnings: 0,
  });
}

/** The register's own sheets: a template, an export that comes back the same, and a units' copy with one name changed. */
async function outAndIn(
  city: TestOffice,
  base: string,
  register: Register,
  ids: readonly string[],
  samples: readonly SampleRecord[],
): Promise<string> {
  const template = path.join(base, '模板.xlsx');
  await city.call('export.template', { register: register.id, path: template });
  const empty = await city.call('import.stage', { register: register.id, path: template });
  expect(empty).toMatchObject({ register: register.id, counts: { new: 0, bad: 0 } });
  const known = empty.columns.map((column) => column.field);
  const asked = register.fields.filter((field) => field.authority !== 'province').map((field) => field.key);
  expect(asked.filter((key) => !known.includes(key))).toEqual([]);
  await city.call('import.discard', { stage: empty.stage });

  const book = path.join(base, '导出.xlsx');
  await city.call('export.register', { register: register.id, path: book });
  const back = await city.call('import.stage', { register: register.id, path: book });
  const nothing = { new: 0, changed: 0, bad: 0, conflict: 0, missing: 0, withdraw: 0 };
  expect(back.parts.map((part) => ({ ...part.counts, label: part.label }))).toEqual(
    back.parts.map((part) => expect.objectContaining({ ...nothing, label: part.label })),
  );
  expect(back.counts.same).toBe(ids.length);
  expect(back.parts.filter((part) => part.table).map((part) => part.table)).toEqual(
    ownTables(register).map((table) => table.key),
  );
  await city.call('import.discard', { stage: back.stage });

  const edited = path.join(base, '改过.xlsx');
  const name = `${samples[1]!.values[register.titleField]}改`;
  await exportRegister(edited, {
    register,
    rows: ids.map((id, index) => ({
      id,
      owner: CITY,
      values: { ...samples[index]!.values, ...(index === 1 ? { [register.titleField]: name } : {}) },
    })),
  });
  const changed = await city.call('import.stage', { register: register.id, path: edited });
  expect(changed.counts).toMatchObject({ changed: 1, same: 1, bad: 0, new: 0 });
  await city.call('import.apply', { stage: changed.stage });
  expect((await city.call('record.get', { id: ids[1]! })).values[register.titleField]).toBe(name);
  return name;
}

/** Filed, received, accepted, replied: the record stands accepted and locked on both sides. */
async function fileAndAccept(
  province: TestOffice,
  city: TestOffice,
  base: string,
  register: Register,
  ids: readonly string[],
): Promise<void> {
  const filed = await city.call('filing.write', { period: PERIOD, folder: base });
  expect(filed.counts[register.id]).toBe(ids.length);
  const [received] = await province.receive(filed.file);
  expect(received).toMatchObject({ outcome: 'received', classes: { new: ids.length } });
  const queue = await province.call('review.queue', { register: register.id });
  expect(queue.rows.map((row) => row.id).sort()).toEqual([...ids].sort());
  await province.call('review.decide', { ids: [...ids], verdict: 'accept' });
  const reply = await province.call('reply.write', { to: [CITY], folder: base });
  const [answered] = await city.receive(reply.packages[0]!.file);
  expect(answered?.outcome).toBe('received');
  for (const id of ids)
    expect(await city.call('record.get', { id })).toMatchObject({ state: 'accepted', locked: true });
}

describe.each(REGISTERS.map((register) => [register.label, register] as const))('%s', (_label, register) => {
  const indicator = shippedPlan('sd-it-2019-2021')!.indicators.find((one) => one.register === register.id);

  test('goes the whole way: form, list, check, sheets, filing, review, count', async () => {
    const base = temporaryFolder();
    const province = await TestOffice.create(base, '370000');
    const city = await TestOffice.create(base, CITY);
    await city.receive((await province.call('baseline.write', { folder: base })).file);
    expect(indicator).toBeDefined();

    const samples = [1, 2].map((serial) => sampleRecord(register, CITY, serial, indicator));
    const ids: string[] = [];
    for (const sample of samples) ids.push(await create(city, register, sample));
    for (const [index, id] of ids.entries()) {
      expectWhole(await city.call('record.get', { id }), register, samples[index]!);
    }
    await filterAndSort(city, register, ids, samples);
    await breakAndMend(city, register, ids[0]!);
    const name = await outAndIn(city, base, register, ids, samples);
    await fileAndAccept(province, city, base, register, ids);

    const accepted = await province.call('record.get', { id: ids[1]! });
    expect(accepted.values).toMatchObject({ ...samples[1]!.values, [register.titleField]: name });
    const all = indicator!.aggregate === 'sum' ? 2 * SUMMED : 2;
    expect(await province.count(indicator!.id)).toEqual({ reported: all, submitted: all, accepted: all });
    const behind = await province.call('indicator.records', { indicator: indicator!.id, count: 'accepted' });
    expect(behind.rows.map((row) => row.id).sort()).toEqual([...ids].sort());
  });
});
