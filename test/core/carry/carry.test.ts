import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { contentOf, provinceAndCity } from '../../exchange/workspace/two-offices.ts';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

type Values = Record<string, string | number | string[] | null>;

async function create(office: TestOffice, register: string, values: Values): Promise<string> {
  return (await office.call('record.create', { register, values })).id;
}

const enterpriseValues = (number: number, more: Values = {}): Values => ({
  name: `海右示例科技第${number}有限公司`,
  businessYear: 2019,
  employees: 120,
  revenue: 5_000_000_000,
  mainProducts: '视觉检测设备',
  ...more,
});

/** Last year's ledger of a city, closed, and this year's, empty. */
async function twoYears(
  fill: (former: TestOffice) => Promise<void>,
): Promise<{ base: string; folder: string; city: TestOffice }> {
  const base = temporaryFolder();
  const former = await TestOffice.create(path.join(base, 'former'), '370200', { at: '2020-12-01T01:00:00Z' });
  await fill(former);
  await former.call('workspace.backup', { path: path.join(base, 'former', '2020年台账.db') });
  await former.call('export.all', { path: path.join(base, '2020年台账.xlsx') });
  former.close();
  const city = await TestOffice.create(base, '370200', { at: '2021-01-04T01:00:00Z', seed: 4 });
  return { base, folder: former.folder, city };
}

describe('a former ledger as the start of this one', () => {
  const ledger = () =>
    twoYears(async (former) => {
      const running = await create(former, 'project', projectValues(1, { stage: 'running' }));
      const scan = path.join(former.folder, '..', 'scan.txt');
      writeFileSync(scan, '任务书扫描件');
      await former.call('evidence.attach', { id: running, paths: [scan] });
      await former.call('record.edit', {
        id: running,
        changes: [{ table: 'participants', rowId: 'person-1', field: 'name', value: '张三' }],
      });
      await create(former, 'project', projectValues(2, { stage: 'concluded', name: '已经结题的研究' }));
      await create(former, 'enterprise', enterpriseValues(1));
      const gone = await create(former, 'project', projectValues(3, { stage: 'running', name: '撤回的研究' }));
      await former.call('record.delete', { ids: [gone] });
    });
  const everything = { registers: ['project', 'enterprise'], year: 2021 };

  it('brings what goes on, with its rows and evidence, says where it came from, and is undone as a whole', async () => {
    const { folder, city } = await ledger();
    const before = readFileSync(path.join(folder, 'taizhang.db'));
    const staged = await city.call('carry.stage', { path: folder });
    expect(staged.registers).toEqual([
      { register: 'project', total: 2, ongoing: 1, new: 2, newOngoing: 1, same: 0, changed: 0, bad: 0 },
      { register: 'enterprise', total: 1, ongoing: 1, new: 1, newOngoing: 1, same: 0, changed: 0, bad: 0 },
    ]);
    expect(await city.list('project')).toEqual([]);
    const carried = await city.call('carry.apply', { stage: staged.stage, ...everything });
    expect(carried).toMatchObject({ created: 2, filled: 0, left: 0, evidence: 1 });
    const [row] = await city.list('project');
    const project = await city.call('record.get', { id: row?.id ?? '' });
    expect(project.values).toMatchObject({ number: '2020CXGC010001', stage: 'running' });
    expect(project.tables.participants).toEqual([{ rowId: 'person-1', values: { name: '张三' } }]);
    expect(project.links.carriedFrom).toMatchObject({ title: projectValues(1).name, source: '370200' });
    expect(project.links.carriedFrom?.id).not.toBe(project.id);
    const evidence = project.tables.evidence?.[0];
    expect(existsSync((await city.call('evidence.read', { id: project.id, rowId: evidence?.rowId ?? '' })).path)).toBe(
      true,
    );
    const [enterprise] = await city.list('enterprise');
    expect(enterprise?.values).toMatchObject({ businessYear: 2021, mainProducts: '视觉检测设备' });
    expect(enterprise?.values).not.toHaveProperty('revenue');
    expect(readFileSync(path.join(folder, 'taizhang.db')).equals(before)).toBe(true);

    await city.call('act.undo', { act: carried.act });
    expect(await city.list('project')).toEqual([]);
    await city.call('act.redo', {});
    expect(await city.list('enterprise')).toHaveLength(1);
  });

  it('is taken once: again it is the same or differs, and fills only what is empty', async () => {
    const { folder, city } = await ledger();
    const first = await city.call('carry.stage', { path: folder });
    await city.call('carry.apply', { stage: first.stage, ...everything, figures: 'keep' });
    const [enterprise] = await city.list('enterprise');
    expect(enterprise?.values).toMatchObject({ businessYear: 2021, revenue: 5_000_000_000 });
    const [project] = await city.list('project');
    const edit = (changes: { field: string; value: string | null }[]) =>
      city.call('record.edit', { id: project?.id ?? '', changes });
    await edit([
      { field: 'leader', value: '新负责人' },
      { field: 'endDate', value: null },
    ]);
    const again = await city.call('carry.stage', { path: folder });
    expect(again.registers).toMatchObject([
      { register: 'project', new: 1, newOngoing: 0, changed: 1 },
      { register: 'enterprise', new: 0, same: 1 },
    ]);
    const { rows } = await city.call('carry.rows', { stage: again.stage, register: 'project' });
    expect(rows).toMatchObject([{ outcome: 'changed', existing: project?.id, differs: ['结束日期', '项目负责人'] }]);
    const filled = await city.call('carry.apply', { stage: again.stage, ...everything, existing: 'fill' });
    expect(filled).toMatchObject({ created: 0, filled: 1 });
    expect((await city.call('record.get', { id: project?.id ?? '' })).values).toMatchObject({
      leader: '新负责人',
      endDate: '2022-12',
    });
    expect((await city.refusal('carry.apply', { stage: again.stage, ...everything })).code).toBe('STAGE_MISSING');
  });

  it('can be a backup or an exported workbook', async () => {
    const { base, city } = await ledger();
    const backup = await city.call('carry.stage', { path: path.join(base, 'former', '2020年台账.db') });
    expect(backup.registers).toMatchObject([
      { register: 'project', new: 2 },
      { register: 'enterprise', new: 1 },
    ]);
    const book = await city.call('carry.stage', { path: path.join(base, '2020年台账.xlsx') });
    expect(book.source).toBe('2020年台账.xlsx');
    expect(book.registers.filter((one) => one.total > 0)).toMatchObject([
      { register: 'project', new: 2, newOngoing: 1, bad: 0 },
      { register: 'enterprise', new: 1, bad: 0 },
    ]);
    await city.call('carry.apply', { stage: book.stage, registers: ['project'], year: 2021, ongoingOnly: false });
    expect(await city.list('project')).toHaveLength(2);
    const twice = await city.call('carry.stage', { path: path.join(base, '2020年台账.xlsx') });
    expect(twice.registers[0]).toMatchObject({ register: 'project', new: 0, same: 2 });
  });

  it('leaves out what is left out by hand, and refuses when nothing remains', async () => {
    const { folder, city } = await ledger();
    const { stage } = await city.call('carry.stage', { path: folder });
    const { rows } = await city.call('carry.rows', { stage, register: 'project', ongoingOnly: false });
    expect(rows.map((row) => row.ongoing).sort()).toEqual([false, true]);
    const without = rows.map((row) => `project/${row.former}`);
    expect((await city.refusal('carry.apply', { stage, registers: ['project'], year: 2021, without })).code).toBe(
      'INPUT_INVALID',
    );
    expect(await city.call('carry.apply', { stage, ...everything, without })).toMatchObject({ created: 1 });
  });

  it('may be of an older version, but not of another office, a newer version, or this very ledger', async () => {
    const { base, folder, city } = await ledger();
    const older = path.join(base, 'older');
    cpSync(folder, older, { recursive: true });
    const database = new Sqlite(path.join(older, 'taizhang.db'));
    const indexes = database.prepare("SELECT name FROM sqlite_schema WHERE name GLOB 'project_set_by_*'").pluck();
    for (const name of indexes.all()) database.exec(`DROP INDEX ${name}`);
    database.exec(
      'DROP TABLE enterprise_reasons; DROP TABLE enterprise_evidence; DROP TABLE enterprise; ALTER TABLE project DROP COLUMN leader; PRAGMA user_version = 1',
    );
    database.pragma('journal_mode = DELETE');
    database.close();
    const staged = await city.call('carry.stage', { path: older });
    expect(staged.registers).toMatchObject([{ register: 'project', new: 2 }]);
    const newer = new Sqlite(path.join(older, 'taizhang.db'));
    newer.pragma('user_version = 999');
    newer.close();
    const content = contentOf(city);
    expect((await city.refusal('carry.stage', { path: older })).code).toBe('WORKSPACE_FROM_FUTURE');
    expect((await city.refusal('carry.stage', { path: city.folder })).code).toBe('INPUT_INVALID');
    const other = await TestOffice.create(base, '370300');
    other.close();
    expect((await city.refusal('carry.stage', { path: other.folder })).code).toBe('ROLE_REFUSED');
    expect((await city.refusal('carry.stage', { path: path.join(base, 'nowhere') })).code).toBe('FILE_MISSING');
    writeFileSync(path.join(base, 'broken.db'), 'no database');
    expect((await city.refusal('carry.stage', { path: path.join(base, 'broken.db') })).code).toBe('WORKSPACE_DAMAGED');
    writeFileSync(path.join(base, 'broken.xlsx'), 'PK\u0003\u0004 no workbook');
    expect((await city.refusal('carry.stage', { path: path.join(base, 'broken.xlsx') })).code).toBe('SHEET_UNREADABLE');
    expect(contentOf(city)).toBe(content);
  });
});

describe('a new year on the same records', () => {
  it('moves the year on, empties or keeps its figures, and keeps what was in history', async () => {
    const city = await TestOffice.create(temporaryFolder(), '370200');
    const one = await create(city, 'enterprise', enterpriseValues(1));
    const other = await create(city, 'enterprise', enterpriseValues(2, { businessYear: 2020 }));
    await create(city, 'enterprise', { name: '没有数字的企业' });
    const { registers } = await city.call('carry.figures-due', { year: 2020 });
    expect(registers.find((row) => row.register === 'enterprise')).toEqual({
      register: 'enterprise',
      due: 1,
      locked: 0,
      unfiled: 1,
      done: 1,
    });
    const opened = await city.call('carry.figures', { registers: ['enterprise'], year: 2020 });
    expect(opened).toMatchObject({ opened: 1, left: 0 });
    const view = await city.call('record.get', { id: one });
    expect(view.values).toMatchObject({ businessYear: 2020, mainProducts: '视觉检测设备', revenue: null });
    const { entries } = await city.call('record.history', { id: one, field: 'revenue' });
    expect(entries[0]).toMatchObject({
      action: 'carry',
      label: '结转',
      changes: [{ before: 5_000_000_000, after: null }],
    });
    await city.call('act.undo', { act: opened.act });
    expect((await city.call('record.get', { id: one })).values).toMatchObject({
      businessYear: 2019,
      revenue: 5_000_000_000,
    });
    await city.call('carry.figures', { registers: ['enterprise'], year: 2021, figures: 'keep' });
    for (const id of [one, other])
      expect((await city.call('record.get', { id })).values).toMatchObject({
        businessYear: 2021,
        revenue: 5_000_000_000,
      });
    expect((await city.refusal('carry.figures', { registers: ['enterprise'], year: 2021 })).code).toBe('INPUT_INVALID');
  });

  async function acceptedEnterprise(base: string) {
    const { province, city } = await provinceAndCity(base);
    const id = await create(city, 'enterprise', {
      ...enterpriseValues(1),
      creditCode: '91370200MA3N1B2C0C',
      tier: 'high-tech',
      techField: ['ai'],
    });
    const { problems } = await city.call('check.run', { period: '2020Q1' });
    for (const { field, severity, message } of problems)
      if (severity === 'error') throw new Error(`${field} ${message}`);
    for (const { record, rule, severity } of problems)
      if (severity === 'warning' && record) await city.call('check.explain', { record, rule, reason: '情况属实' });
    await province.receive((await city.call('filing.write', { period: '2020Q1', folder: base })).file);
    await province.call('review.decide', { ids: [id], verdict: 'accept' });
    await city.receive((await province.call('reply.write', { to: ['370200'], folder: base })).packages[0]?.file ?? '');
    return { province, city, id };
  }
  const open = (city: TestOffice) =>
    city.call('carry.figures', { registers: ['enterprise'], year: 2020, unlock: true });

  it('leaves accepted records, or unlocks them and says so; undone, they are locked as before', async () => {
    const base = temporaryFolder();
    const { city, id } = await acceptedEnterprise(base);
    const refused = await city.refusal('carry.figures', { registers: ['enterprise'], year: 2020 });
    expect(refused.message).toContain('解锁');
    const opened = await open(city);
    expect(opened).toMatchObject({ opened: 1, left: 0 });
    expect(await city.call('record.get', { id })).toMatchObject({ locked: false, values: { businessYear: 2020 } });
    const undone = await city.call('act.undo', { act: opened.act });
    expect(undone).toMatchObject({ kept: 0, records: [id] });
    const locked = { locked: true, state: 'accepted', values: { businessYear: 2019 } };
    expect(await city.call('record.get', { id })).toMatchObject(locked);
    expect((await city.call('record.history', { id })).entries.slice(0, 2).map((entry) => entry.label)).toEqual([
      '撤销',
      '撤销',
    ]);
    await city.call('act.redo', {});
    expect(await city.call('record.get', { id })).toMatchObject({ locked: false, values: { businessYear: 2020 } });
    await city.call('act.undo', {});
    expect(await city.call('record.get', { id })).toMatchObject(locked);
    expect(await city.call('workspace.doctor', {})).toMatchObject({ ok: true });
  });

  it('stays unlocked where the province was told of it', async () => {
    const base = temporaryFolder();
    const { province, city, id } = await acceptedEnterprise(base);
    const opened = await open(city);
    await city.call('workspace.set-period', { period: '2020Q2' });
    for (const { record, rule, severity } of (await city.call('check.run', { period: '2020Q2' })).problems)
      if (severity === 'warning' && record) await city.call('check.explain', { record, rule, reason: '情况属实' });
    await province.receive((await city.call('filing.write', { period: '2020Q2', folder: base })).file);
    await city.call('act.undo', { act: opened.act });
    for (const office of [city, province])
      expect(await office.call('record.get', { id })).toMatchObject({ locked: false });
  });
});

it('a carry-over that is cancelled leaves nothing, and can be begun again', async () => {
  const base = temporaryFolder();
  const former = await TestOffice.create(base, '370200');
  await former.call('cells.write', {
    register: 'project',
    ids: [],
    add: 300,
    fields: ['name', 'stage'],
    source: { texts: [['旧项目', '在研']] },
    verb: '粘贴',
  });
  const city = await TestOffice.create(path.join(base, 'new'), '370200', { seed: 11 });
  const { stage } = await city.call('carry.stage', { path: former.folder });
  const choice = { stage, registers: ['project'], year: 2021 };
  city.onProgress = ({ work, done, finished }) => {
    if (!finished && done >= 300) void city.call('work.cancel', { work });
  };
  expect((await city.refusal('carry.apply', choice)).code).toBe('CANCELLED');
  expect((await city.call('record.list', { register: 'project' })).rows).toEqual([]);
  city.onProgress = () => {};
  expect(await city.call('carry.apply', choice)).toMatchObject({ created: 300 });
});
