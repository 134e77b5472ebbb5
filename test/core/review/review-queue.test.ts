import path from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../electron/core/database/database.ts';
import { migrate, readMigrations } from '../../../electron/core/database/migrate.ts';
import type { ReviewFilter } from '../../../shared/contract/review-calls.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { addProjects, anotherCity, file, provinceAndCity, replyTo } from '../../exchange/workspace/two-offices.ts';
import { projectValues, type TestOffice, temporaryFolder } from '../../support/office.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../../electron/core/database/migrations');

async function idsOf(office: TestOffice, filter: ReviewFilter, sort: 'filed' | 'amount' | 'owner' = 'filed') {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await office.call('review.queue', { ...filter, sort, limit: 2, ...(after ? { after } : {}) });
    ids.push(...page.rows.map((row) => row.id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

test('each filter shows what its count says, in the order asked for', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const other = await anotherCity(base, province, '370300');
  const large = (
    await city.call('record.create', {
      register: 'project',
      values: projectValues(1, { totalFunds: 900_000_000, selfFunds: 870_000_000 }),
    })
  ).id;
  const small = (
    await city.call('record.create', { register: 'project', values: projectValues(2, { planTask: 'T1.a' }) })
  ).id;
  const { id: twin } = await other.call('record.create', { register: 'project', values: projectValues(2) });
  await province.receive(await file(city, base), await file(other, base));

  expect(await province.call('review.counts', {})).toMatchObject({
    all: 3,
    marks: { new: 3, changed: 0, resubmitted: 0, duplicate: 2, answered: 0, conflicted: 0 },
    registers: { project: 3 },
    owners: { '370200': 2, '370300': 1 },
  });
  expect(new Set(await idsOf(province, { mark: 'duplicate' }))).toEqual(new Set([small, twin]));
  expect(await idsOf(province, { amountAtLeast: 900_000_000 })).toEqual([large]);
  expect((await idsOf(province, {}, 'amount'))[0]).toBe(large);
  expect((await idsOf(province, {}, 'owner')).at(-1)).toBe(twin);
  expect((await idsOf(province, { techField: 'ai' })).length).toBe(3);
  expect(await idsOf(province, { task: 'T1.a' })).toEqual([small]);
  expect(await idsOf(province, { task: 'T9.z' })).toEqual([]);
  expect((await province.call('review.queue', { ids: [twin, 'project-none'] })).rows.map((row) => row.id)).toEqual([
    twin,
  ]);
  // Nobody judges what he filed himself.
  expect((await city.call('review.counts', {})).all).toBe(0);
});

test('what was returned comes back as filed again, its questions answered', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [id = '', untouched = ''] = await addProjects(city, 1, 2);
  await province.receive(await file(city, base));
  await province.call('review.decide', {
    ids: [id],
    verdict: 'return',
    fields: [{ field: 'leader', text: '请核对。' }],
  });
  expect(await idsOf(province, {})).toEqual([untouched]);
  await replyTo(province, city, base);
  const [thread] = (await city.call('comment.list', {})).comments;
  await city.call('comment.answer', { thread: thread?.thread ?? '', text: '已核对。' });
  await city.call('record.edit', { id, changes: [{ field: 'leader', value: '另一人' }] });
  await province.receive(await file(city, base));
  for (const mark of ['resubmitted', 'answered', 'changed'] as const)
    expect([mark, await idsOf(province, { mark })]).toEqual([mark, [id]]);
  const [row] = (await province.call('review.queue', { ids: [id] })).rows;
  expect(row).toMatchObject({ round: 2, answeredComments: 1, changedFields: ['leader'], isNew: false });
  await province.call('comment.close', { thread: thread?.thread ?? '' });
  expect(await idsOf(province, { mark: 'answered' })).toEqual([]);
});

test('records with 警示 are told apart, explained or not', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const [plain = ''] = await addProjects(city, 1);
  const { id: warned } = await city.call('record.create', {
    register: 'project',
    values: projectValues(2, { totalFunds: 130_000_000 }),
  });
  const reason = { table: 'reasons', rowId: 'project.funds-sum', field: 'text', value: '另有往年结余。' };
  await city.call('record.edit', { id: warned, changes: [reason] });
  await province.receive(await file(city, base));
  expect(await idsOf(province, { mark: 'warned' })).toEqual([warned]);
  expect(await idsOf(province, { mark: 'warned' })).not.toContain(plain);
});

test('an older ledger’s waiting records stand in the queue after the update', () => {
  const database = openDatabase(path.join(temporaryFolder(), 'taizhang.db'), { create: true });
  const migrations = readMigrations(MIGRATIONS);
  const version = migrations.find((one) => one.name === 'list-awaiting-review')?.version ?? 0;
  migrate(database, migrations.slice(0, version - 1), () => {});
  const row = (id: string, state: string): void => {
    const zero = [
      'changed',
      'locked',
      'conflicted',
      'open_comments',
      'errors',
      'warnings',
      'change_number',
      'edit_number',
    ];
    const texts = ['search', 'digest', 'versions', 'updated_at', 'updated_by'];
    database
      .prepare(
        `INSERT INTO project (id, owner, live, filing_state, round, total_funds, ${[...zero, ...texts].join(', ')})
         VALUES (?, '370200', 1, ?, 1, 5, ${[...zero.map(() => '0'), ...texts.map(() => "''")].join(', ')})`,
      )
      .run(id, state);
  };
  row('project-a', 'submitted');
  row('project-b', 'accepted');
  migrate(database, migrations, () => {});
  expect(database.prepare('SELECT record, register, owner, amount FROM awaiting_review').all()).toEqual([
    { record: 'project-a', register: 'project', owner: '370200', amount: 5 },
  ]);
});

test('every register’s table keeps the queue, by its leading amount', () => {
  const database = openDatabase(path.join(temporaryFolder(), 'taizhang.db'), { create: true });
  migrate(database, readMigrations(MIGRATIONS), () => {});
  for (const register of REGISTERS) {
    const triggers = database
      .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND name LIKE '%_awaits_%'")
      .pluck()
      .all(register.id) as string[];
    expect([register.id, triggers.length]).toEqual([register.id, 2]);
    const amount = register.fields.find((field) => field.type === 'money');
    for (const sql of triggers) expect(sql).toContain(`new.plan_task, new.${amount ? columnName(amount) : 'null'},`);
  }
});
