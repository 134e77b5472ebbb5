import { expect, it } from 'vitest';
import { provinceAndCity } from '../../exchange/workspace/two-offices.ts';
import { projectValues, temporaryFolder } from '../../support/office.ts';

/** A valid code of an invented unit. */
const CODE = '91370200MA3N1B2C0C';

it('a 警示 that comes to an accepted record by a new one beside it does not keep the new one from being filed', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const create = (number: number, leadUnit: string) =>
    city.call('record.create', {
      register: 'project',
      values: projectValues(number, { name: `互不相干的研究 ${number} 号`, leadUnit, leadUnitCode: CODE }),
    });
  const explainAll = async (records: readonly string[]) => {
    const { problems } = await city.call('check.run', { period: '2020Q1' });
    for (const { record, rule, severity } of problems)
      if (severity === 'warning' && record && records.includes(record))
        await city.call('check.explain', { record, rule, reason: '情况属实' });
  };
  const { id: accepted } = await create(1, '海右示例智造有限公司');
  await explainAll([accepted]);
  await province.receive((await city.call('filing.write', { period: '2020Q1', folder: base })).file);
  await province.call('review.decide', { ids: [accepted], verdict: 'accept' });
  await city.receive((await province.call('reply.write', { to: ['370200'], folder: base })).packages[0]?.file ?? '');

  const { id: fresh } = await create(2, '完全不同的另一家单位');
  const { problems } = await city.call('check.run', { period: '2020Q2' });
  const open = problems.filter((one) => one.severity === 'warning' && !one.reason);
  expect(open.map((one) => one.record)).toEqual(expect.arrayContaining([accepted, fresh]));
  const before = await city.call('filing.preview', { period: '2020Q2' });
  expect(before.blocking.map((one) => one.record)).not.toContain(accepted);
  expect(before.unexplained).toBe(before.blocking.length);
  expect((await city.refusal('filing.write', { period: '2020Q2', folder: base })).code).toBe('CHECK_BLOCKS');
  await explainAll([fresh]);
  expect(await city.call('filing.preview', { period: '2020Q2' })).toMatchObject({ errors: 0, unexplained: 0 });
  const filed = await city.call('filing.write', { period: '2020Q2', folder: base });
  expect((await province.receive(filed.file))[0]?.outcome).toBe('received');
});
