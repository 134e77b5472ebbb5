import { expect, test } from 'vitest';
import { TestOffice, temporaryFolder } from '../../support/office.ts';

const OWN = {
  id: 'project.own-least',
  register: 'project',
  field: 'totalFunds',
  comparison: 'less',
  values: [500],
  severity: 'warning' as const,
  sentence: '总经费不足，请说明原因。',
  since: '2020-07-02',
};

/** What a city works by: the due day, whether the province's own rule is in force, and whose keys it knows. */
async function worksBy(city: TestOffice) {
  const { opened } = await city.call('workspace.state', {});
  const { rules } = await city.call('rule.list', {});
  const { keys } = await city.call('office-key.list', {});
  return {
    due: opened?.periods.find((one) => one.id === '2020Q2')?.due,
    own: rules.some((rule) => rule.id === OWN.id),
    keys: keys.map((key) => key.office),
  };
}

/** Three 下发 of one province: as it came, with another due day and another city's key, and with a rule as well. */
async function threeBaselines(base: string) {
  const province = await TestOffice.create(base, '370000');
  const write = async () => (await province.call('baseline.write', { folder: base })).file;
  const first = await write();
  await province.call('plan.set-due', { period: '2020Q2', office: null, due: '2020-07-20' });
  const other = await TestOffice.create(base, '370100');
  await other.receive(first);
  const [taken] = await province.receive(
    (await other.call('filing.write', { period: '2020Q2', folder: base, nilReason: '本期无此类事项' })).file,
  );
  expect(taken?.outcome).toBe('received');
  const [key] = (await province.call('office-key.list', {})).keys;
  await province.call('office-key.confirm', { office: '370100', fingerprint: key?.fingerprint ?? '' });
  const second = await write();
  await province.call('rule.change', { added: [OWN] });
  const third = await write();
  const city = await TestOffice.create(base, '370200');
  return { files: [first, second, third] as const, city };
}

const MADE = { due: '2020-07-10', own: false };

test('an undone 下发 leaves the plan, the rules and the office list as they were before it', async () => {
  const { files, city } = await threeBaselines(temporaryFolder());
  const [first, second, third] = files;
  await city.receive(first);
  const [two] = await city.receive(second);
  const afterSecond = { due: '2020-07-20', own: false, keys: ['370000', '370100'] };
  expect(await worksBy(city)).toEqual({ ...afterSecond, keys: expect.arrayContaining(afterSecond.keys) });
  const [three] = await city.receive(third);
  expect(await worksBy(city)).toMatchObject({ due: '2020-07-20', own: true });

  await city.call('receive.undo', { fingerprint: three?.fingerprint ?? '' });
  expect(await worksBy(city)).toEqual(afterSecond);
  expect(await city.call('act.state', {})).toMatchObject({ redo: null });
  await city.call('receive.undo', { fingerprint: two?.fingerprint ?? '' });
  expect(await worksBy(city)).toEqual({ ...MADE, keys: ['370000'] });
  expect(await city.call('workspace.doctor', {})).toMatchObject({ ok: true });

  // Taken again, it is in force again.
  expect(await city.receive(third)).toMatchObject([{ outcome: 'received' }]);
  expect(await worksBy(city)).toEqual({ ...afterSecond, own: true });
});

test('undoing an older 下发, or one that came late, leaves the newest in force, and the others are gone with it', async () => {
  const { files, city } = await threeBaselines(temporaryFolder());
  const [first, second, third] = files;
  const [three] = await city.receive(third);
  const [two] = await city.receive(second);
  const [one] = await city.receive(first);
  const inForce = { due: '2020-07-20', own: true, keys: ['370000', '370100'] };
  expect(await worksBy(city)).toEqual(inForce);
  await city.call('receive.undo', { fingerprint: two?.fingerprint ?? '' });
  expect(await worksBy(city)).toEqual(inForce);
  await city.call('receive.undo', { fingerprint: three?.fingerprint ?? '' });
  expect(await worksBy(city)).toEqual({ ...MADE, keys: ['370000'] });
  await city.call('receive.undo', { fingerprint: one?.fingerprint ?? '' });
  expect(await worksBy(city)).toEqual({ ...MADE, keys: ['370000'] });
  expect(await city.call('workspace.doctor', {})).toMatchObject({ ok: true });
});
