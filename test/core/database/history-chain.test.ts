import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

async function officeWithHistory(base: string): Promise<{ folder: string; id: string }> {
  const office = await TestOffice.create(base, '370200');
  const { id } = await office.call('record.create', { register: 'project', values: projectValues(1) });
  for (const leader of ['甲', '乙', '丙'])
    await office.call('record.edit', { id, changes: [{ field: 'leader', value: leader }] });
  expect(await office.call('workspace.doctor', {})).toMatchObject({ ok: true });
  office.close();
  return { folder: office.folder, id };
}

async function faultsAfter(tamper: (database: Sqlite.Database, id: string) => void): Promise<string[]> {
  const base = temporaryFolder();
  const { folder, id } = await officeWithHistory(base);
  const database = new Sqlite(path.join(folder, 'taizhang.db'));
  tamper(database, id);
  database.close();
  const office = await TestOffice.open(folder, '370200');
  const { ok, checks } = await office.call('workspace.doctor', {});
  expect(ok).toBe(false);
  return checks.filter((check) => !check.ok).map((check) => check.name);
}

const UNGUARDED = 'DROP TRIGGER history_no_update; DROP TRIGGER history_no_delete;';

test('history can be neither altered nor deleted', async () => {
  const { folder } = await officeWithHistory(temporaryFolder());
  const database = new Sqlite(path.join(folder, 'taizhang.db'));
  expect(() => database.exec("UPDATE history SET officer = '别人'")).toThrow(/append-only/);
  expect(() => database.exec('DELETE FROM history')).toThrow(/append-only/);
  expect(() =>
    database.exec(
      "INSERT OR REPLACE INTO history SELECT sequence, act, at, '别人', office, action, register, record, source, changes, previous, digest FROM history",
    ),
  ).toThrow();
  database.close();
});

test.each([
  ['a changed value', "UPDATE history SET changes = replace(changes, '乙', '丁')"],
  ['a changed officer', "UPDATE history SET officer = '别人' WHERE sequence = 2"],
  ['a changed time', "UPDATE history SET at = '2019-01-01T00:00:00Z' WHERE sequence = 3"],
  ['a line taken out', 'DELETE FROM history WHERE sequence = 2'],
  [
    'two lines exchanged',
    'UPDATE history SET sequence = CASE sequence WHEN 2 THEN -3 WHEN 3 THEN -2 ELSE sequence END; UPDATE history SET sequence = -sequence WHERE sequence < 0',
  ],
])('the doctor sees %s even with the triggers gone', async (_, sql) => {
  expect(await faultsAfter((database) => database.exec(`${UNGUARDED} ${sql}`))).toEqual(['history']);
});

test.each([
  ['rules', `{"severities":{"project.dates-order":"off"},"limits":{},"added":[]}`],
  ['plan_terms', `{"filing":{"due":{"2020Q2":"2021-12-31"}},"cityTargets":{}}`],
])('the doctor sees %s set by another program', async (name, value) => {
  const forge = (database: Sqlite.Database) =>
    database.prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)').run(name, value);
  expect(await faultsAfter(forge)).toEqual(['governing']);
});

test('what the province sets stands in the chain, and a forged line of it is seen', async () => {
  const base = temporaryFolder();
  const province = await TestOffice.create(base, '370000');
  await province.call('rule.change', { severities: { 'project.dates-order': 'off' } });
  await province.call('plan.set-due', { period: '2020Q2', office: null, due: '2020-07-20' });
  expect(await province.call('workspace.doctor', {})).toMatchObject({ ok: true });
  // Rules are set and taken back on their own page.
  expect(await province.call('act.state', {})).toEqual({ undo: null, redo: null });
  province.close();
  const database = new Sqlite(path.join(province.folder, 'taizhang.db'));
  const told = database
    .prepare("SELECT record, officer FROM history WHERE register = '$settings' ORDER BY sequence DESC LIMIT 2")
    .all();
  expect(told).toEqual([
    { record: 'plan_terms', officer: '经办00' },
    { record: 'rules', officer: '经办00' },
  ]);
  database.exec(
    `${UNGUARDED} UPDATE history SET changes = replace(changes, 'project.dates-order', 'project.funds-sum') WHERE record = 'rules';
     UPDATE setting SET value = replace(value, 'project.dates-order', 'project.funds-sum') WHERE name = 'rules'`,
  );
  database.close();
  const opened = await TestOffice.open(province.folder, '370000');
  const { checks } = await opened.call('workspace.doctor', {});
  expect(checks.filter((check) => !check.ok).map((check) => check.name)).toEqual(['history']);
});

test('the doctor sees a record that another program altered', async () => {
  expect(
    await faultsAfter((database, id) => database.prepare("UPDATE project SET leader = '丁' WHERE id = ?").run(id)),
  ).toEqual(['records']);
});
