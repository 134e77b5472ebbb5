import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_FORMAT_VERSION } from '../../../shared/exchange/format-version.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { PERIOD } from '../workspace/two-offices.ts';
import { makeFixtures } from './make-fixtures.ts';

/** Packages as each version of the format had them, bare; they are received by every later version. */
const VERSIONS = readdirSync(import.meta.dirname).filter((name) => /^format-\d+\.\d+$/u.test(name));
const fixture = (version: string, name: string) => path.join(import.meta.dirname, version, `${name}.zip`);

it('there are packages of the present version', async () => {
  const { major, minor } = PACKAGE_FORMAT_VERSION;
  const present = `format-${major}.${minor}`;
  if (['submission', 'reply', 'baseline'].every((name) => existsSync(fixture(present, name)))) return;
  await makeFixtures(path.join(import.meta.dirname, present));
  throw new Error(`The packages of ${present} were missing and have been written; commit them and run again.`);
});

describe.each(VERSIONS)('%s', (version) => {
  it('is taken into a ledger by the province', async () => {
    const province = await TestOffice.create(temporaryFolder(), '370000');
    const [taken] = await province.receive(fixture(version, 'submission'));
    expect(taken).toMatchObject({ outcome: 'received', from: '370200', kind: 'submission', classes: { new: 3 } });
    const rows = await province.list('project');
    expect(rows.map((row) => [row.values.name, row.values.totalFunds, row.state]).sort()).toEqual(
      ['智能装配线视觉检测关键技术研究 1', '智能装配线视觉检测关键技术研究 3', '𠮷田芯片'].map((name) => [
        name,
        120_000_000,
        'submitted',
      ]),
    );
    const first = rows.find((row) => String(row.values.name).endsWith('1'))?.id ?? '';
    const record = await province.call('record.get', { id: first });
    expect(record.tables.participants).toMatchObject([{ values: { name: '示例人员' } }]);
    expect(record.tables.evidence).toMatchObject([{ values: { name: '批复.pdf', size: 21 } }]);
    const { nil } = await province.call('narrative.list', { period: PERIOD, owner: '370200' });
    expect(nil).toContainEqual(expect.objectContaining({ register: 'platform', reason: '本期无新增平台' }));
    expect((await province.call('workspace.doctor', {})).checks.filter((check) => !check.ok)).toEqual([]);
  });

  it('is taken into a ledger by the city: the baseline, then the reply', async () => {
    const city = await TestOffice.create(temporaryFolder(), '370200');
    expect((await city.receive(fixture(version, 'baseline')))[0]).toMatchObject({ outcome: 'received' });
    const [taken] = await city.receive(fixture(version, 'reply'));
    expect(taken).toMatchObject({ outcome: 'received', kind: 'reply' });
    // Only what was corrected travels back; verdicts and comments wait for their records.
    expect((await city.list('project')).map((row) => row.values.leader)).toEqual(['省厅更正']);
    expect((await city.call('workspace.doctor', {})).checks.filter((check) => !check.ok)).toEqual([]);
  });
});
