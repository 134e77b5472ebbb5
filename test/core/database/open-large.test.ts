import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { type Application, createApplication } from '../../../electron/core/application.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';
import { projectValues, TestEnvironment, TestOffice, temporaryFolder } from '../../support/office.ts';

/** Every database is too large to be checked at once here. */
function application(base: string, onEvent: (name: string, payload: unknown) => void = () => {}): Application {
  return createApplication(new TestEnvironment(path.join(base, 'user'), '2020-07-02T01:00:00Z', 3), {
    onEvent,
    checkedAtOnce: 0,
  });
}

async function closedLedger(base: string): Promise<string> {
  const office = await TestOffice.create(base, '370200');
  for (let number = 1; number <= 30; number += 1)
    await office.call('record.create', { register: 'project', values: projectValues(number) });
  office.close();
  return path.join(office.folder, 'taizhang.db');
}

/** Overwrites the page of a table that neither opening nor the home page reads. */
function damage(file: string, table: string): void {
  const database = new Sqlite(file, { readonly: true });
  const page = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table) as number;
  const size = database.pragma('page_size', { simple: true }) as number;
  database.close();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, (page - 1) * size, page * size);
  writeFileSync(file, bytes);
}

test('a large ledger opens and is read while it is checked, and is written to once it was found sound', async () => {
  const base = temporaryFolder();
  const file = await closedLedger(base);
  const works: EventPayload<'work.progress'>[] = [];
  const one = application(base, (name, payload) => {
    if (name === 'work.progress') works.push(payload as EventPayload<'work.progress'>);
  });
  expect(await one.dispatch('workspace.open', { path: path.dirname(file) })).toMatchObject({ ok: true });
  expect(await one.dispatch('record.list', { register: 'project' })).toMatchObject({ ok: true });
  expect(works.at(-1)).toMatchObject({ label: '正在检查数据文件，之后可以修改', finished: false, cancellable: false });
  const written = await one.dispatch('record.create', { register: 'project', values: projectValues(31) });
  expect(written).toMatchObject({ ok: true });
  expect(works).toContainEqual(expect.objectContaining({ label: '正在检查数据文件，之后可以修改', finished: true }));
  one.close();
});

test('a large ledger that turns out damaged takes no writing any more and says what to do', async () => {
  const base = temporaryFolder();
  const file = await closedLedger(base);
  damage(file, 'project_yearly_funds');
  const one = application(base);
  const opened = await one.dispatch('workspace.open', { path: path.dirname(file) });
  expect(opened).toMatchObject({ ok: true });
  const written = await one.dispatch('record.create', { register: 'project', values: projectValues(31) });
  expect(written).toMatchObject({ ok: false, error: { code: 'WORKSPACE_DAMAGED' } });
  expect(await one.dispatch('workspace.state', {})).toMatchObject({
    ok: true,
    value: { opened: { notice: expect.stringContaining('已停止写入') } },
  });
  expect(await one.dispatch('workspace.close', {})).toMatchObject({ ok: true });
  one.close();
});

test('a large ledger can be left while it is being checked', async () => {
  const base = temporaryFolder();
  const file = await closedLedger(base);
  const one = application(base);
  await one.dispatch('workspace.open', { path: path.dirname(file) });
  expect(await one.dispatch('workspace.close', {})).toMatchObject({ ok: true });
  expect(await one.dispatch('workspace.open', { path: path.dirname(file) })).toMatchObject({ ok: true });
  expect(await one.dispatch('workspace.set-officer', { officer: '另一人' })).toMatchObject({ ok: true });
  one.close();
});
