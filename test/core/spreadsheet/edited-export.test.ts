import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXPORT_BASE_SHEET } from '../../../electron/core/sheet/export-base.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { editTable, type FlatRow } from './flat-table.ts';
import { hasLibreOffice, saveAs } from './libreoffice.ts';
import { packParts, unpackParts } from './raw-workbook.ts';

const QINGDAO = '370200';
const COLUMNS = ['number', 'name', 'programme', 'startDate', 'leadUnit', 'totalFunds', 'keywords', 'summary'] as const;
const [NUMBER, NAME, PROGRAMME, START, , FUNDS, KEYWORDS, SUMMARY, ID] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

type Staged = CallOutput<'import.stage'>;

class Ledger {
  readonly office: TestOffice;
  readonly path: string;
  readonly ids: string[] = [];

  private constructor(office: TestOffice, path: string) {
    this.office = office;
    this.path = path;
  }

  /** Six projects, exported as a workbook. */
  static async exported(fields: readonly string[] = COLUMNS): Promise<Ledger> {
    const base = temporaryFolder();
    const office = await TestOffice.create(base, QINGDAO);
    const ledger = new Ledger(office, join(base, '项目.xlsx'));
    for (let at = 1; at <= 6; at += 1) {
      const { id } = await office.call('record.create', {
        register: 'project',
        values: {
          number: `2019JZZY01010${at}`,
          name: `第${at}个项目`,
          programme: 'municipal',
          startDate: at % 2 === 0 ? '2019-07' : '2019-07-01',
          leadUnit: `第${at}单位`,
          totalFunds: 123_456_700 * at,
          keywords: `词${at}`,
          summary: at === 1 ? '=1+1' : `第一行\n第${at}行𠮷`,
        },
      });
      ledger.ids.push(id);
    }
    await office.call('export.register', {
      register: 'project',
      path: ledger.path,
      fields: [...fields],
      sort: { field: 'number' },
    });
    return ledger;
  }

  /** Opens the export in LibreOffice, lets `edit` change its rows, saves it there as a workbook again. */
  edited(edit: (rows: FlatRow[]) => FlatRow[]): string {
    const flat = saveAs(this.path, 'fods');
    writeFileSync(flat, editTable(readFileSync(flat, 'utf8'), '项目', edit));
    return saveAs(flat, 'xlsx');
  }

  stage(path: string): Promise<Staged> {
    return this.office.call('import.stage', { register: 'project', path });
  }

  async values(at: number) {
    return (await this.office.call('record.get', { id: this.ids[at - 1]! })).values;
  }

  async rows(staged: Staged) {
    return (await this.office.call('import.rows', { stage: staged.stage })).rows;
  }
}

const ofProject = (rows: FlatRow[], at: number) => rows.find((row) => row.text(NUMBER) === `2019JZZY01010${at}`)!;

describe.runIf(hasLibreOffice)('an export edited and saved by LibreOffice', () => {
  test('untouched, it changes nothing', async () => {
    const ledger = await Ledger.exported();
    const staged = await ledger.stage(ledger.edited((rows) => rows));
    expect(staged.exportBase).toMatchObject({ used: true, message: null });
    expect(staged.counts).toMatchObject({ same: 6, new: 0, changed: 0, bad: 0, missing: 0, errors: 0 });
  });

  test('comes back with exactly the edits, rows sorted, added and deleted, columns moved and removed', async () => {
    const ledger = await Ledger.exported();
    const path = ledger.edited((rows) => {
      ofProject(rows, 1).type(KEYWORDS, '新词');
      ofProject(rows, 2).typeNumber(FUNDS, 999.5);
      ofProject(rows, 3).type(SUMMARY, '');
      ofProject(rows, 4).type(START, '2020.3.5');
      const added = ofProject(rows, 5).copy();
      added.type(NUMBER, '2019JZZY010199');
      added.type(NAME, '抄下来改成的新项目');
      const [heading, ...data] = rows;
      const kept = data.filter((row) => row.text(NUMBER) !== '2019JZZY010106').toReversed();
      const all = [heading!, ...kept, added];
      // 承担单位 is thrown out, 简介 comes first.
      for (const row of all) row.arrange([SUMMARY, NUMBER, NAME, PROGRAMME, START, FUNDS, KEYWORDS, ID]);
      return all;
    });
    const staged = await ledger.stage(path);
    expect(staged.counts).toMatchObject({ changed: 4, new: 1, same: 1, missing: 1, bad: 0, emptied: 1 });
    const changes = (await ledger.rows(staged)).filter((row) => row.outcome === 'changed');
    const changed = changes.map(({ record, cells }) => [
      record,
      Object.fromEntries(
        Object.entries(cells).flatMap(([key, cell]) => ('before' in cell ? [[key, cell.value ?? null]] : [])),
      ),
    ]);
    expect(Object.fromEntries(changed)).toEqual({
      [ledger.ids[0]!]: { keywords: '新词' },
      [ledger.ids[1]!]: { totalFunds: 999_500_000 },
      [ledger.ids[2]!]: { summary: null },
      [ledger.ids[3]!]: { startDate: '2020-03-05' },
    });
    const before = await Promise.all([1, 2, 3, 4, 5, 6].map((at) => ledger.values(at)));
    const applied = await ledger.office.call('import.apply', { stage: staged.stage });
    expect(applied).toMatchObject({ created: 1, updated: 4, unchanged: 1, withdrawn: 0 });
    expect(await ledger.values(1)).toEqual({ ...before[0], keywords: '新词' });
    expect(await ledger.values(2)).toEqual({ ...before[1], totalFunds: 999_500_000 });
    expect(await ledger.values(3)).toEqual({ ...before[2], summary: null });
    expect(await ledger.values(4)).toEqual({ ...before[3], startDate: '2020-03-05' });
    expect(await ledger.values(5)).toEqual(before[4]);
    expect(await ledger.values(6)).toEqual(before[5]);
    await ledger.office.call('act.undo', { act: applied.act });
    for (const at of [1, 2, 3, 4, 5, 6]) expect(await ledger.values(at)).toEqual(before[at - 1]);
  });

  test('merges with edits made here meanwhile; a cell that both changed is asked about', async () => {
    const ledger = await Ledger.exported();
    const path = ledger.edited((rows) => {
      ofProject(rows, 1).type(KEYWORDS, '表里的词');
      ofProject(rows, 2).type(KEYWORDS, '表里的词');
      ofProject(rows, 3).type(KEYWORDS, '两边一样');
      return rows;
    });
    const edit = (at: number, fields: Record<string, string>) =>
      ledger.office.call('record.edit', {
        id: ledger.ids[at - 1]!,
        changes: Object.entries(fields).map(([field, value]) => ({ field, value })),
      });
    await edit(1, { summary: '这里改的简介' });
    await edit(2, { keywords: '这里的词', summary: '这里改的简介' });
    await edit(3, { keywords: '两边一样' });
    await edit(4, { keywords: '只有这里改' });
    const staged = await ledger.stage(path);
    expect(staged.counts).toMatchObject({ changed: 1, conflict: 1, same: 4, bad: 0 });
    const [row] = (await ledger.office.call('import.rows', { stage: staged.stage, outcome: 'conflict' })).rows;
    expect(row).toMatchObject({
      record: ledger.ids[1],
      conflicts: [{ field: 'keywords', file: '表里的词', ledger: '这里的词', take: null }],
    });
    expect((await ledger.office.refusal('import.apply', { stage: staged.stage })).code).toBe('SHEET_BAD_CELLS');
    const place = { stage: staged.stage, sheet: staged.sheet };
    const settled = await ledger.office.call('import.settle', {
      ...place,
      row: row!.row,
      field: 'keywords',
      take: 'ledger',
    });
    expect(settled.counts).toMatchObject({ conflict: 0, changed: 1, same: 5 });
    await ledger.office.call('import.settle', { ...place, take: 'file' });
    await ledger.office.call('import.apply', { stage: staged.stage });
    expect(await ledger.values(1)).toMatchObject({ keywords: '表里的词', summary: '这里改的简介' });
    expect(await ledger.values(2)).toMatchObject({ keywords: '表里的词', summary: '这里改的简介' });
    expect(await ledger.values(4)).toMatchObject({ keywords: '只有这里改' });
  });

  test('a deleted row is withdrawn only where that is asked for', async () => {
    const ledger = await Ledger.exported();
    const path = ledger.edited((rows) => rows.filter((row) => row.text(NAME) !== '第6个项目'));
    const staged = await ledger.stage(path);
    const [missing] = (await ledger.office.call('import.rows', { stage: staged.stage, outcome: 'missing' })).rows;
    expect(missing).toMatchObject({ row: -1, record: ledger.ids[5], title: '第6个项目' });
    const asked = await ledger.office.call('import.skip', {
      stage: staged.stage,
      sheet: staged.sheet,
      row: -1,
      skip: false,
    });
    expect(asked.counts).toMatchObject({ missing: 0, withdraw: 1 });
    const applied = await ledger.office.call('import.apply', { stage: staged.stage });
    expect(applied).toMatchObject({ withdrawn: 1, updated: 0, created: 0 });
    expect((await ledger.office.call('record.get', { id: ledger.ids[5]! })).live).toBe(false);
  });

  test('child rows make the round on their own sheets', async () => {
    const base = temporaryFolder();
    const office = await TestOffice.create(base, QINGDAO);
    const { id } = await office.call('record.create', {
      register: 'project',
      values: { number: '2019JZZY010101', name: '甲项目', leadUnit: '甲单位' },
    });
    const row = (rowId: string, fields: Record<string, string>) =>
      Object.entries(fields).map(([field, value]) => ({ table: 'participants', rowId, field, value }));
    await office.call('record.edit', {
      id,
      changes: [
        ...row('a', { name: '张三', unit: '甲单位' }),
        ...row('b', { name: '李四', unit: '乙单位' }),
        ...row('c', { name: '王五', unit: '丙单位' }),
      ],
    });
    const path = join(base, '全部.xlsx');
    await office.call('export.all', { path });
    const flat = saveAs(path, 'fods');
    const table = registerById('project')!.tables.find((one) => one.key === 'participants')!;
    const parents = 3;
    const duty = parents + table.fields.findIndex((field) => field.key === 'duty');
    const name = parents + table.fields.findIndex((field) => field.key === 'name');
    writeFileSync(
      flat,
      editTable(readFileSync(flat, 'utf8'), '项目-参与人员', (rows) => {
        const of = (text: string) => rows.find((one) => one.text(name) === text)!;
        of('张三').type(duty, '总体设计');
        const added = of('张三').copy();
        added.type(name, '赵六');
        added.type(duty, '测试');
        added.type(parents + table.fields.length, '');
        return [...rows.filter((one) => one.text(name) !== '王五'), added];
      }),
    );
    await office.call('record.edit', { id, changes: row('b', { duty: '这里写的' }) });
    const staged = await office.call('import.stage', { register: 'project', path: saveAs(flat, 'xlsx') });
    const part = staged.parts.find((one) => one.table === 'participants')!;
    expect(part).toMatchObject({ included: true, counts: { changed: 1, new: 1, same: 1, missing: 1, bad: 0 } });
    await office.call('import.skip', { stage: staged.stage, sheet: part.sheet, row: 'missing', skip: false });
    const applied = await office.call('import.apply', { stage: staged.stage });
    expect(applied).toMatchObject({ created: 0, updated: 1 });
    const { tables } = await office.call('record.get', { id });
    expect(
      tables.participants!.map(({ rowId, values }) => [
        rowId.length < 3 ? rowId : 'new',
        values.name,
        values.duty ?? null,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['a', '张三', '总体设计'],
        ['b', '李四', '这里写的'],
        ['new', '赵六', '测试'],
      ]),
    );
    expect(tables.participants).toHaveLength(3);
  });
});

describe('an export whose base cannot be used', () => {
  test('of another office is an ordinary table', async () => {
    const ledger = await Ledger.exported();
    const other = await TestOffice.create(temporaryFolder(), '370100');
    const staged = await other.call('import.stage', { register: 'project', path: ledger.path });
    expect(staged.exportBase).toMatchObject({ used: false });
    expect(staged.exportBase.message).toContain('青岛市');
    expect(staged.counts).toMatchObject({ new: 6, missing: 0, bad: 0 });
  });

  test('that was tampered with is an ordinary table', async () => {
    const ledger = await Ledger.exported();
    const parts = await unpackParts(readFileSync(ledger.path));
    const name = Object.keys(parts).find((part) => parts[part]!.toString('utf8').includes('taizhang-export-base'))!;
    parts[name] = Buffer.from(parts[name]!.toString('utf8').replace(ledger.ids[0]!, ledger.ids[1]!));
    writeFileSync(ledger.path, await packParts(parts));
    const staged = await ledger.stage(ledger.path);
    expect(staged.exportBase).toMatchObject({ used: false });
    expect(staged.exportBase.message).toContain('底稿');
    expect(staged.counts).toMatchObject({ same: 6 });
  });

  test('a record withdrawn meanwhile is not brought back by the way', async () => {
    const ledger = await Ledger.exported();
    await ledger.office.call('record.delete', { ids: [ledger.ids[0]!] });
    const staged = await ledger.stage(ledger.path);
    const [bad] = (await ledger.office.call('import.rows', { stage: staged.stage, outcome: 'bad' })).rows;
    expect(bad!.problems).toContainEqual(expect.objectContaining({ code: 'ROW_WITHDRAWN', severity: 'error' }));
  });

  test('the base is hidden from the list of hidden sheets', async () => {
    const ledger = await Ledger.exported();
    const parts = await unpackParts(readFileSync(ledger.path));
    expect(parts['xl/workbook.xml']!.toString('utf8')).toContain(
      `name="${EXPORT_BASE_SHEET}" sheetId="2" state="veryHidden"`,
    );
  });
});
