import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { restoreBackup } from '../../../electron/core/workspace/backup.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, codesOf, type Desk, file, PERIOD, provinceAndCity, replyTo } from './two-offices.ts';

async function examined(office: TestOffice, written: string): Promise<Desk | undefined> {
  return (await office.call('receive.examine', { paths: [written] })).packages[0];
}

async function preview(city: TestOffice) {
  const { full, asked } = await city.call('filing.preview', { period: PERIOD });
  return { full, asked: asked && { full: asked.full, evidence: asked.evidence } };
}

async function edit(office: TestOffice, id: string | undefined, leader: string): Promise<void> {
  await office.call('record.edit', { id: id ?? '', changes: [{ field: 'leader', value: leader }] });
}

/** A file with this text, attached to a record. */
async function attach(office: TestOffice, base: string, id: string | undefined, text: string): Promise<string> {
  const scan = path.join(base, `${text}.txt`);
  writeFileSync(scan, text);
  await office.call('evidence.attach', { id: id ?? '', paths: [scan] });
  return scan;
}

test('an import that was taken back is no base any more: the reply says so, and the city goes back to an older one', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  const first = await file(city, base);
  await province.receive(first);
  await replyTo(province, city, base);
  await edit(city, ids[0], '甲');
  const [second] = await province.receive(await file(city, base));
  await replyTo(province, city, base);
  await province.call('receive.undo', { fingerprint: second?.fingerprint ?? '' });
  await replyTo(province, city, base);
  await edit(city, ids[1], '乙');
  const third = await examined(province, await file(city, base));
  // What went in the second package goes again; the taking back has reached the city by now, so it brings nothing new.
  expect(codesOf(third)).toEqual([]);
  expect(third?.classes).toMatchObject({ same: 1, changed: 1 });
  await province.call('receive.apply', { stages: [third?.stage ?? ''] });
  expect(await province.list('project')).toEqual(
    (await city.list('project')).map((row) => expect.objectContaining({ id: row.id, values: row.values })),
  );

  const [whole] = (await province.call('receive.desk', {})).packages.filter((one) => one.sequence === 1);
  await province.call('receive.undo', { fingerprint: whole?.fingerprint ?? '' });
  await replyTo(province, city, base);
  expect(await preview(city)).toEqual({ full: true, asked: { full: true, evidence: 0 } });
});

test('a province set back to a backup asks for a full package in its next reply, and gets it without anybody thinking of it', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const backup = path.join(base, 'empty.db');
  await province.call('workspace.backup', { path: backup });
  const ids = await addProjects(city, 1, 2);
  await province.receive(await file(city, base));
  await replyTo(province, city, base);
  await edit(city, ids[0], '甲');
  const second = await file(city, base);
  province.close();
  restoreBackup(backup, path.join(base, 'back'), 'taizhang.db');
  const back = await TestOffice.open(path.join(base, 'back'), '370000', { seed: 31 });
  const [taken] = await back.receive(second);
  expect(codesOf(taken)).toContain('CHAIN_BASE_MISSING');
  await replyTo(back, city, base);
  expect(await preview(city)).toEqual({ full: true, asked: { full: true, evidence: 0 } });

  await back.receive(await file(city, base));
  expect((await back.list('project')).map((row) => row.id)).toEqual([...ids].sort());
  // Until a reply says that it came, everything goes again: the package may be lost.
  expect(await preview(city)).toEqual({ full: true, asked: { full: true, evidence: 0 } });
  await replyTo(back, city, base);
  expect(await preview(city)).toEqual({ full: false, asked: null });
});

test('an officer may ask for a full package', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  await province.receive(await file(city, base));
  await replyTo(province, city, base);
  expect((await preview(city)).full).toBe(false);
  const { packages } = await province.call('reply.write', { to: [city.code], folder: base, asksFull: true });
  await city.receive(packages[0]?.file ?? '');
  expect(await preview(city)).toEqual({ full: true, asked: { full: true, evidence: 0 } });
  await edit(city, ids[0], '甲');
  const next = await examined(province, await file(city, base));
  expect(next?.classes).toMatchObject({ same: 1, changed: 1 });
});

test('a late reply, older than the one before it, takes no acknowledgement back', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const first = await file(city, base);
  await province.receive(first);
  const early = (await province.call('reply.write', { to: [city.code], folder: base, asksFull: true })).packages[0];
  await replyTo(province, city, base);
  expect((await preview(city)).full).toBe(false);
  const [late] = await city.receive(early?.file ?? '');
  expect(codesOf(late)).toContain('CHAIN_LATE');
  expect(await preview(city)).toEqual({ full: false, asked: null });
});

test('evidence travels once; what is missing is asked for and sent again', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  await attach(city, base, ids[0], '验收意见');
  const [first] = await province.receive(await file(city, base));
  expect(first?.evidence.files).toBe(1);
  await replyTo(province, city, base);

  await edit(city, ids[0], '甲');
  await attach(city, base, ids[0], '合同');
  const second = await examined(province, await file(city, base));
  expect(second?.evidence.files).toBe(1);
  await province.call('receive.apply', { stages: [second?.stage ?? ''] });
  await replyTo(province, city, base);
  expect(await preview(city)).toEqual({ full: false, asked: null });

  // The province loses a file, as by a cleaning up of what no record named for a while.
  province.close();
  const database = new Sqlite(path.join(province.folder, 'taizhang.db'));
  const [lost] = database
    .prepare('SELECT sha256 FROM evidence_file ORDER BY added_at LIMIT 1')
    .pluck()
    .all() as string[];
  database.prepare('DELETE FROM evidence_file WHERE sha256 = ?').run(lost);
  database.close();
  rmSync(path.join(province.folder, 'evidence', lost ?? ''), { force: true });
  const again = await TestOffice.open(province.folder, '370000', { seed: 5 });
  await replyTo(again, city, base);
  expect(await preview(city)).toEqual({ full: false, asked: { full: false, evidence: 1 } });
  const [third] = await again.receive(await file(city, base));
  expect(third?.evidence.files).toBe(1);
  expect((await again.call('workspace.doctor', {})).checks.find((one) => one.name === 'evidence')?.ok).toBe(true);
  await replyTo(again, city, base);
  expect((await preview(city)).asked).toBe(null);

  const whole = await city.call('filing.write', { period: PERIOD, folder: base, full: true });
  expect((await examined(again, whole.file))?.evidence.files).toBe(2);
});
