import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { decryptAge, looksLikeAge } from '../../../electron/core/package/age.ts';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';
import { secretKeysOf } from '../../support/secret-keys.ts';
import { anotherCity, file, PERIOD } from '../workspace/two-offices.ts';
import { collect } from './package-fixture.ts';

/** Writes a package of each kind as the present version has it, bare, for the versions to come. */
export async function makeFixtures(folder: string): Promise<void> {
  const base = temporaryFolder();
  const province = await TestOffice.create(base, '370000');
  const city = await anotherCity(base, province, '370200');
  mkdirSync(folder, { recursive: true });
  const keep = async (name: string, written: string, receiver: TestOffice) =>
    writeFileSync(path.join(folder, `${name}.zip`), await bare(written, receiver));
  const ids: string[] = [];
  for (const number of [1, 2, 3]) {
    const values = projectValues(number, number === 2 ? { name: '𠮷田芯片' } : {});
    ids.push((await city.call('record.create', { register: 'project', values })).id);
  }
  const [first = '', second = '', third = ''] = ids;
  const row = { table: 'participants', rowId: 'p1' };
  const name = { ...row, field: 'name', value: '示例人员' };
  await city.call('record.edit', { id: first, changes: [{ ...row, live: true }, name] });
  const scan = path.join(base, '批复.pdf');
  writeFileSync(scan, '%PDF-1.4 立项批复');
  await city.call('evidence.attach', { id: first, paths: [scan] });
  await city.call('narrative.save-nil', { period: PERIOD, registers: ['platform'], reason: '本期无新增平台' });
  const submission = await file(city, base);
  await keep('submission', submission, province);
  await province.receive(submission);
  await province.call('review.decide', { ids: [first], verdict: 'accept', fields: [] });
  const fields = [{ field: 'totalFunds', text: '请核对' }];
  await province.call('review.decide', { ids: [second], verdict: 'return', comment: '请补充', fields });
  await province.call('record.edit', { id: third, changes: [{ field: 'leader', value: '省厅更正' }] });
  const reply = (await province.call('reply.write', { to: ['370200'], folder: base })).packages[0]?.file ?? '';
  await keep('reply', reply, city);
  await keep('baseline', (await province.call('baseline.write', { folder: base })).file, city);
}

async function bare(written: string, receiver: TestOffice): Promise<Buffer> {
  const bytes = readFileSync(written);
  if (!looksLikeAge(bytes)) return bytes;
  const identities = secretKeysOf(receiver.folder).ageIdentities;
  const once = async function* () {
    yield bytes;
  };
  return collect(decryptAge(once(), identities));
}
