import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportAll, exportRegister } from '../../../electron/core/sheet/export/export-register.ts';
import { writeTemplate } from '../../../electron/core/sheet/export/write-template.ts';
import { codeChoices } from '../../../shared/codes/code-tables.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { temporaryFolder } from '../spreadsheet/sheet-files.ts';
import { lookupOf, QINGDAO, stage } from './staging.ts';

const folder = temporaryFolder();

const anyText = fc.string({
  unit: fc.constantFrom('项', '=', '+', '@', '𠮷', '1', ' ', '/', '-', 'A', '（', '，', '\n'),
  minLength: 1,
  maxLength: 20,
});
const anyDay = fc.integer({ min: 0, max: 40_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

/** Any value that the field can store, in its stored form. */
function storedValue(field: Field): fc.Arbitrary<FieldValue> {
  const stored = (raw: string): FieldValue => {
    const parsed = parseValue(field, raw, { owner: QINGDAO });
    return parsed.ok ? parsed.value : null;
  };
  switch (field.type) {
    case 'money':
      return fc.integer({ min: 0, max: 9_000_000_000_000 });
    case 'integer':
    case 'decimal':
      return fc.integer({ min: 0, max: 9_999_999 });
    case 'year':
      return fc.integer({ min: 2000, max: 2099 });
    case 'flag':
      return fc.constantFrom(0, 1);
    case 'date':
      return field.partial
        ? fc.oneof(
            anyDay,
            anyDay.map((day) => day.slice(0, 7)),
            anyDay.map((day) => day.slice(0, 4)),
          )
        : anyDay;
    case 'code':
      return fc.constantFrom(...codeChoices(field.codeTable!).map((item) => item.code));
    case 'codes':
      return fc.uniqueArray(fc.constantFrom(...codeChoices(field.codeTable!).map((item) => item.code)), {
        minLength: 1,
        maxLength: 4,
      });
    case 'identifier':
      return fc.stringMatching(/^[0-9A-Z]{6,18}$/).map(stored);
    default:
      return anyText.map(stored);
  }
}

for (const register of REGISTERS) {
  test(`${register.label}: an exported sheet imported again is all the same`, async () => {
    const path = join(folder(), '导出.xlsx');
    const record = fc.record(
      Object.fromEntries(register.fields.map((field) => [field.key, fc.option(storedValue(field), { freq: 4 })])),
    );
    // Two rows with one number would be one item.
    const unnumbered = Object.fromEntries(register.naturalKeys.flat().map((key) => [key, null]));
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 8 }), async (records) => {
        const rows = records.map((values, at) => ({
          id: `${register.id}-${at}`,
          owner: QINGDAO,
          values: { ...values, ...unnumbered, [register.titleField]: `第${at}条` },
        }));
        expect(await exportRegister(path, { register, rows, owner: QINGDAO })).toEqual({ rows: rows.length });
        const staged = await stage(path, { register, lookup: lookupOf(register, rows), provinceFields: true });
        expect(staged.stage.counts()).toMatchObject({ same: rows.length, new: 0, changed: 0, skipped: 0 });
        expect(staged.stage.columns().every((column) => column.field !== null)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test(`${register.label}: the template's headings are all understood, and hold no rows`, async () => {
    const path = join(folder(), '模板.xlsx');
    await writeTemplate(path, register, QINGDAO);
    const staged = await stage(path, { register });
    expect(staged.workbook.main).toBe(register.label);
    expect(staged.stage.columns().map((column) => column.field)).toEqual(
      register.fields.filter((field) => field.authority !== 'province').map((field) => field.key),
    );
    expect(staged.workbook.describe('s')).toMatchObject({
      headingRow: 1,
      moneyUnit: '万元',
      counts: { new: 0, bad: 0 },
    });
  });
}

describe('exports', () => {
  const project = REGISTERS[0]!;
  const rows = [
    { id: 'a', owner: QINGDAO, values: { name: '甲', number: '0012', startDate: '2020', totalFunds: 123 } },
  ];

  test('may leave fields out and add columns that import passes over', async () => {
    const path = join(folder(), '部分.xlsx');
    const extra = [{ heading: '报送单位', width: 16, textOf: () => '青岛市科学技术局' }];
    await exportRegister(path, { register: project, rows, fields: ['number', 'name', 'totalFunds'], extra });
    const staged = await stage(path, { lookup: lookupOf(project, rows) });
    expect(staged.stage.columns().map((column) => [column.heading, column.field])).toEqual([
      ['项目编号', 'number'],
      ['项目名称', 'name'],
      ['总经费（万元）', 'totalFunds'],
      ['报送单位', null],
    ]);
    expect(staged.stage.counts()).toMatchObject({ same: 1 });
  });

  test('of all registers choose the right sheet by themselves', async () => {
    const path = join(folder(), '全部.xlsx');
    await exportAll(
      path,
      REGISTERS.map((register) => ({ register, rows: register === project ? rows : [] })),
    );
    for (const register of REGISTERS) expect((await stage(path, { register })).workbook.main).toBe(register.label);
  });

  test('a copied row with the same hidden id is told to be a duplicate', async () => {
    const path = join(folder(), '重复.xlsx');
    await exportRegister(path, { register: project, rows: [...rows, ...rows] });
    const staged = await stage(path, { lookup: lookupOf(project, rows) });
    expect(staged.stage.problems()).toContainEqual(expect.objectContaining({ row: 3, code: 'ROW_DUPLICATE' }));
  });
});
