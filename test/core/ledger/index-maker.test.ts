import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Checks } from '../../../electron/core/check/checks.ts';
import { IndexMaker } from '../../../electron/core/ledger/index-maker.ts';
import { Ledger } from '../../../electron/core/ledger/ledger.ts';
import { LIST_MEASURES } from '../../../electron/core/ledger/list-indexes.ts';
import { summarise } from '../../../electron/core/ledger/list-summary.ts';
import { listBeside, listRecords } from '../../../electron/core/ledger/record-query.ts';
import { closeWorkspace, createWorkspace } from '../../../electron/core/workspace/open-workspace.ts';
import type { Workspace } from '../../../electron/core/workspace/workspace.ts';
import { TestEnvironment, temporaryFolder } from '../../support/office.ts';
import { fillProjects } from './random-projects.ts';

const MIGRATIONS = path.join(import.meta.dirname, '..', '..', '..', 'electron', 'core', 'database', 'migrations');
const KEPT = 3;

/** Three hundred records that count as very many. */
async function largeLedger(): Promise<{ workspace: Workspace; ledger: Ledger }> {
  const base = temporaryFolder();
  const workspace = await createWorkspace(
    { folder: path.join(base, 'w'), office: '370200', officer: '经办', plan: 'sd-it-2019-2021' },
    {
      environment: new TestEnvironment(path.join(base, 'user'), '2020-07-02T01:00:00Z', 3),
      migrationsDir: MIGRATIONS,
      onChanged: () => {},
    },
  );
  onTestFinished(() => closeWorkspace(workspace));
  fillProjects(workspace.database, 300);
  const offices = () => ({ tree: workspace.offices, own: workspace.office.code });
  const measures = { ...LIST_MEASURES, large: 10, few: 0, beside: 20, kept: KEPT };
  return { workspace, ledger: new Ledger(workspace.database, new Checks(workspace), offices, measures) };
}

const query = (field: string) => ({
  register: 'project',
  filter: {},
  sort: { field, descending: false },
  at: 40,
  limit: 20,
});

function listIndexes({ database }: Workspace): string[] {
  return database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'list_project_by_%' ORDER BY name")
    .pluck()
    .all() as string[];
}

test('a missing index is made beside, told of, and kept; the plain query gives the same page meanwhile', async () => {
  const { workspace, ledger } = await largeLedger();
  const told: Promise<unknown>[] = [];
  const maker = new IndexMaker(workspace, ledger, (_label, made) => told.push(made));
  const meanwhile = await listBeside(ledger, query('name'));
  expect(listIndexes(workspace)).toEqual([]);
  expect(await maker.answer(() => listRecords(ledger, query('name')))).toEqual(meanwhile);
  expect(meanwhile.rows).toHaveLength(20);
  expect(told).toHaveLength(1);
  expect(listIndexes(workspace)).toEqual(['list_project_by_name']);
  await maker.answer(() => listRecords(ledger, query('name')));
  expect(told).toHaveLength(1);
});

test('whichever answer is there first is given, and the other one does no harm', async () => {
  const { workspace, ledger } = await largeLedger();
  const maker = new IndexMaker(workspace, ledger);
  const quick = { rows: [], next: 'quick' };
  const first = await maker.answer(
    () => listRecords(ledger, query('name')),
    () => Promise.resolve(quick),
  );
  expect(first).toBe(quick);
  await workspace.writable();
  await expect.poll(() => listIndexes(workspace)).toEqual(['list_project_by_name']);
  const failing = await maker.answer(
    () => listRecords(ledger, query('startDate')),
    () => Promise.reject(new Error('no thread')),
  );
  expect(failing.rows).toHaveLength(20);
});

test('commands wait while an index is made, and several are made one after the other', async () => {
  const { workspace, ledger } = await largeLedger();
  const maker = new IndexMaker(workspace, ledger);
  const asked = ['name', 'startDate', 'totalFunds'].map((field) =>
    maker.answer(() => listRecords(ledger, query(field))),
  );
  await workspace.writable();
  workspace.work({ label: '记', action: 'edit' }, () => workspace.settings.set('officer', '另一人'));
  for (const page of await Promise.all(asked)) expect(page.rows).toHaveLength(20);
  expect(listIndexes(workspace)).toHaveLength(3);
});

test('the index that nobody asked for the longest gives way', async () => {
  const { workspace, ledger } = await largeLedger();
  const maker = new IndexMaker(workspace, ledger);
  const ask = (field: string) => maker.answer(() => listRecords(ledger, query(field)));
  for (const field of ['name', 'startDate', 'totalFunds', 'name', '$state']) await ask(field);
  expect(listIndexes(workspace)).toEqual([
    'list_project_by_filing_state',
    'list_project_by_name',
    'list_project_by_total_funds',
  ]);
  const plain = await listBeside(ledger, query('startDate'));
  expect(await ask('startDate')).toEqual(plain);
  expect(listIndexes(workspace)).toHaveLength(KEPT);
});

test('sums of a large register wait for their index and not for anything else', async () => {
  const { workspace, ledger } = await largeLedger();
  const maker = new IndexMaker(workspace, ledger);
  const summary = await maker.answer(() => summarise(workspace.database, ledger.store('project'), {}));
  const plain = workspace.database.prepare('SELECT count(*) FROM project WHERE live = 1').pluck().get();
  expect(summary).toMatchObject({ total: plain, matching: plain });
});
