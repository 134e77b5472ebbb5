import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createApplication } from '../../../electron/core/application.ts';
import { makeDemo } from '../../../electron/core/demo/make-demo.ts';
import { systemEnvironment } from '../../../electron/core/environment.ts';
import { RESOURCES_DIR, TestOffice, temporaryFolder } from '../../support/office.ts';

async function demo(folder: string, cities: number, seed = 1, projects = 20) {
  const environment = systemEnvironment(RESOURCES_DIR, path.join(folder, 'user'));
  return makeDemo(environment, {
    folder: path.join(folder, 'demo'),
    cities,
    projects,
    seed,
    newApplication: (world) =>
      createApplication(world, {
        onEvent: () => {},
        checkOutput: true,
        onInternalError: (_trace, name, error) => {
          throw new Error(`${name} failed`, { cause: error });
        },
      }),
  });
}

describe('the demo province', () => {
  it('plays four quarters and stops in mid-round', { timeout: 180_000 }, async () => {
    const folder = temporaryFolder();
    const made = await demo(folder, 6, 1, 40);
    expect(made.offices).toEqual(['370000', '370200', '370100', '370600', '370700', '370300', '371000']);
    const open = (code: string) => TestOffice.open(path.join(made.folder, code), code);

    const province = await open('370000');
    expect((await province.call('workspace.doctor', {})).ok).toBe(true);
    const { groups } = await province.call('duplicate.list', {});
    expect(groups.map((group) => group.register).sort()).toEqual(['ip', 'project']);
    const owners = groups.flatMap((group) => group.records.map((row) => row.owner));
    expect(new Set(owners)).toEqual(new Set(['370200', '370600']));
    const { indicators } = await province.call('indicator.table', {});
    for (const one of indicators)
      expect([one.id, one.accepted <= one.submitted && one.submitted <= one.reported]).toEqual([one.id, true]);
    expect(indicators.find((one) => one.id === 'G3')!.accepted).toBeGreaterThan(0);
    expect((await province.call('overview.counts', {})).toReview).toBeGreaterThan(0);
    const board = await province.call('receive.board', { period: '2020Q4' });
    expect(board.cities.filter((city) => city.state === 'missing').length).toBeGreaterThan(1);

    const city = await open('370200');
    const { conflicts } = await city.call('conflict.list', {});
    expect(conflicts).toMatchObject([{ field: 'endDate' }]);
    expect(conflicts[0]!.values.map((value) => value.office).sort()).toEqual(['370000', '370200']);
    expect((await province.call('conflict.list', {})).total).toBe(1);
    expect((await city.call('record.get', { id: conflicts[0]!.id })).editable).toBe(true);

    const late = await open('371000');
    const problems = await late.call('check.run', { period: '2020Q4' });
    expect(problems).toMatchObject({ errors: 3 });
    expect(problems.explained).toBeGreaterThan(0);
    expect((await late.call('workspace.state', {})).opened!.period).toBe('2020Q4');

    const carried = readdirSync(path.join(made.folder, 'packages', '2020Q4')).filter((name) =>
      /^37\d{4}_2020Q4.*\.tzb$/.test(name),
    );
    expect(carried.length).toBe(3);
    expect(existsSync(path.join(made.folder, '.desk'))).toBe(false);
  });

  it('is the same for the same seed, and another for another', { timeout: 180_000 }, async () => {
    const listed = async (seed: number) => {
      const folder = temporaryFolder();
      const made = await demo(folder, 2, seed);
      const province = await TestOffice.open(path.join(made.folder, '370000'), '370000');
      return Promise.all(['project', 'ip', 'enterprise'].map((register) => province.list(register)));
    };
    const first = await listed(5);
    expect(first[0]!.length).toBe(40);
    expect(await listed(5)).toEqual(first);
    expect(await listed(6)).not.toEqual(first);
  });

  it('refuses a folder that holds a ledger already, and leaves it as it is', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    await TestOffice.create(path.join(folder, 'demo'), '370200');
    await expect(demo(folder, 1)).rejects.toMatchObject({ code: 'WORKSPACE_EXISTS' });
    expect(existsSync(path.join(folder, 'demo', '370200', 'taizhang.db'))).toBe(true);
    expect(existsSync(path.join(folder, 'demo', '370000'))).toBe(false);
  });
});
