import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { noteUnderway } from '../../../electron/core/workspace/underway.ts';
import { TestOffice, temporaryFolder } from '../../support/office.ts';
import { addProjects, contentOf, file, PERIOD, provinceAndCity } from './two-offices.ts';

test('a filing cut short by a kill is taken back at the next opening', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  const ids = await addProjects(city, 1, 2);
  const first = await city.call('filing.write', { period: PERIOD, folder: base });
  await city.call('record.edit', { id: ids[0] ?? '', changes: [{ field: 'leader', value: '甲' }] });
  await addProjects(city, 3);
  await file(city, path.join(base, 'never-arrived'));
  city.close();
  // As a kill leaves it that comes after the record of the sending and before its file is whole.
  const database = new Sqlite(path.join(city.folder, 'taizhang.db'));
  database.prepare('UPDATE sent_package SET fingerprint = NULL WHERE sequence = 2').run();
  database.close();

  const again = await TestOffice.open(city.folder, '370200', { seed: 8 });
  const rows = await again.list('project');
  expect(rows.map((row) => [row.state, row.changed]).sort()).toEqual([
    ['draft', false],
    ['submitted', false],
    ['submitted', true],
  ]);
  expect((await again.call('filing.history', {})).packages.map((one) => one.sequence).filter((one) => one > 0)).toEqual(
    [1],
  );
  expect(readdirSync(path.join(city.folder, 'packages')).length).toBe(1);
  expect(await again.call('workspace.doctor', {})).toMatchObject({ ok: true });
  const second = await again.call('filing.write', { period: PERIOD, folder: path.join(base, 'out') });
  expect(second.sequence).toBe(2);
  for (const written of [first.file, second.file])
    expect((await province.receive(written))[0]?.outcome).toBe('received');
  expect((await province.list('project')).length).toBe(3);
});

test('a file that is whole but cannot get its name leaves nothing filed', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const out = path.join(base, 'out');
  mkdirSync(path.join(out, `370200_${PERIOD}_0001.tzb`), { recursive: true });
  expect((await city.refusal('filing.write', { period: PERIOD, folder: out })).code).toBe('FILE_WRITE_FAILED');
  expect((await city.list('project'))[0]?.state).toBe('draft');
  expect((await city.call('filing.history', {})).packages).toEqual([]);
  expect(readdirSync(out)).toEqual([`370200_${PERIOD}_0001.tzb`]);
  expect((await city.call('filing.write', { period: PERIOD, folder: base })).sequence).toBe(1);
});

test('a folder that is a file is refused in words', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  await addProjects(city, 1);
  const refused = await city.refusal('filing.write', { period: PERIOD, folder: path.join(city.folder, 'taizhang.db') });
  expect(refused.code).toBe('FILE_WRITE_FAILED');
  expect((await city.list('project'))[0]?.state).toBe('draft');
});

test('evidence that is gone keeps a filing from being written, and says which', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  const [id = ''] = await addProjects(city, 1);
  await city.call('evidence.attach', { id, paths: [path.join(city.folder, 'taizhang.place')] });
  rmSync(path.join(city.folder, 'evidence'), { recursive: true });
  const refused = await city.refusal('filing.write', { period: PERIOD, folder: base });
  expect(refused.code).toBe('FILE_UNREADABLE');
  expect((await city.list('project'))[0]?.state).toBe('draft');
  expect((await city.call('workspace.doctor', {})).ok).toBe(false);
});

test('a package whose kept parts are gone cannot be repeated, and the sentence says what to do', async () => {
  const base = temporaryFolder();
  const { city } = await provinceAndCity(base);
  await addProjects(city, 1);
  await file(city, base);
  rmSync(path.join(city.folder, 'packages'), { recursive: true });
  const refused = await city.refusal('filing.repeat', { sequence: 1, folder: path.join(base, 'again') });
  expect(refused.code).toBe('PACKAGE_MISSING');
  expect(refused.message).toContain('全量包');
  expect(existsSync(path.join(base, 'again', `370200_${PERIOD}_0001.tzb`))).toBe(false);
});

test('taking a package that fails midway leaves the ledger as it was', async () => {
  const base = temporaryFolder();
  const { province, city } = await provinceAndCity(base);
  await addProjects(city, 1, 2, 3);
  const { packages } = await province.call('receive.examine', { paths: [await file(city, base)] });
  const stage = packages[0]?.stage ?? '';
  // The automatic backup before it is noted among the settings.
  const before = contentOf(province, ['setting', 'act']);
  const staged = new Sqlite(path.join(province.folder, 'staging', `${stage}.stage`));
  staged.prepare("UPDATE record SET line = 'nonsense' WHERE number = 3").run();
  staged.close();
  await expect(province.call('receive.apply', { stages: [stage] })).rejects.toThrow();
  expect(contentOf(province, ['setting', 'act'])).toBe(before);
});

describe('the next start says what was broken off', () => {
  const startAgain = async (office: TestOffice) => {
    const { notice } = await office.call('workspace.open', { path: office.folder });
    // It is said once.
    await office.call('workspace.close', {});
    expect((await office.call('workspace.open', { path: office.folder })).notice).toBeNull();
    return notice;
  };

  async function filedWith(alter: (database: Sqlite.Database) => void = () => {}) {
    const base = temporaryFolder();
    const { city } = await provinceAndCity(base);
    await addProjects(city, 1);
    const written = await file(city, base);
    await city.call('workspace.close', {});
    const database = new Sqlite(path.join(city.folder, 'taizhang.db'));
    const id = database.prepare('SELECT id FROM sent_package WHERE kind = ?').pluck().get('submission') as string;
    alter(database);
    database.close();
    noteUnderway(city.folder, { kind: 'send', id, folder: base, what: '报送包' });
    return { city, written };
  }

  test('a filing whose file was half written is taken back, and the half is cleared away', async () => {
    const { city, written } = await filedWith((database) =>
      database.prepare('UPDATE sent_package SET fingerprint = NULL').run(),
    );
    renameSync(written, `${written}.partial`);
    const notice = await startAgain(city);
    expect(notice).toBe('上次传出报送包时程序中断，没有传出，内容已恢复到传出之前，写了一半的文件已清除。请重新传出。');
    expect(existsSync(`${written}.partial`)).toBe(false);
    expect((await city.list('project'))[0]?.state).toBe('draft');
    // Neither are the empty registers declared so any more; filed anew, they are.
    const nils = () => {
      const database = new Sqlite(path.join(city.folder, 'taizhang.db'), { readonly: true });
      const found = database.prepare("SELECT count(*) FROM narrative WHERE kind = 'nil' AND live = 1").pluck().get();
      database.close();
      return found;
    };
    expect(nils()).toBe(0);
    await file(city, path.dirname(written));
    expect(nils()).toBeGreaterThan(0);
    expect(await city.call('workspace.doctor', {})).toMatchObject({ ok: true });
  });

  test('texts of a package that was never recorded, and evidence of one that was not examined to its end, are cleared away', async () => {
    const base = temporaryFolder();
    const { province } = await provinceAndCity(base);
    const texts = path.join(province.folder, 'packages', 'abcdefghjkmn');
    const evidence = path.join(province.folder, 'evidence', 'e'.repeat(64));
    const kept = readdirSync(path.join(province.folder, 'packages'));
    await province.call('workspace.close', {});
    mkdirSync(path.join(texts, 'records'), { recursive: true });
    mkdirSync(path.dirname(evidence), { recursive: true });
    writeFileSync(evidence, 'proof');
    noteUnderway(province.folder, { kind: 'send', id: 'abcdefghjkmn', folder: base, what: '批复包' });
    noteUnderway(province.folder, { kind: 'examine' });
    writeFileSync(path.join(province.folder, 'receiving.json.part'), '{');
    const notice = await startAgain(province);
    expect(notice).toMatch(/上次传出批复包时程序中断，没有传出.*上次查验收到的文件时程序中断/);
    expect(readdirSync(path.join(province.folder, 'packages'))).toEqual(kept);
    expect(existsSync(evidence)).toBe(false);
    expect(existsSync(path.join(province.folder, 'receiving.json.part'))).toBe(false);
  });

  test('a file that was read back and only lacked its name gets it', async () => {
    const { city, written } = await filedWith();
    renameSync(written, `${written}.partial`);
    const cover = written.replace('.tzb', '_cover.html.part');
    writeFileSync(cover, '<html>');
    expect(await startAgain(city)).toContain('这个包已写好');
    expect(existsSync(written)).toBe(true);
    expect(existsSync(cover)).toBe(false);
  });

  test('a file that is gone or spoilt though it is on record is to be written again', async () => {
    const { city, written } = await filedWith();
    rmSync(written);
    writeFileSync(`${written}.partial`, 'half');
    expect(await startAgain(city)).toContain('请从历史里重新写出，指纹相同');
    expect(existsSync(`${written}.partial`)).toBe(false);
  });

  test('an import and its undoing', async () => {
    const base = temporaryFolder();
    const { province, city } = await provinceAndCity(base);
    await addProjects(city, 1);
    const { packages } = await province.call('receive.examine', { paths: [await file(city, base)] });
    const stage = packages[0]?.stage ?? '';
    const said = async (underway: Parameters<typeof noteUnderway>[1]) => {
      await province.call('workspace.close', {});
      noteUnderway(province.folder, underway);
      return startAgain(province);
    };
    expect(await said({ kind: 'receive', stages: [stage] })).toMatch(/1 个包没有装入任何内容.*还在收件里/);
    expect(await said({ kind: 'examine' })).toContain('台账没有改动');
    await province.call('receive.apply', { stages: [stage] });
    expect(await said({ kind: 'receive', stages: [stage] })).toContain('装入已经完成');
    expect(await said({ kind: 'undo', fingerprint: stage })).toContain('没有撤销任何内容');
    await province.call('receive.undo', { fingerprint: stage });
    expect(await said({ kind: 'undo', fingerprint: stage })).toContain('撤销已经完成');
    // A note that a power cut spoilt says nothing.
    await province.call('workspace.close', {});
    writeFileSync(path.join(province.folder, 'underway-undo.json'), '{"kind":');
    expect(await startAgain(province)).toBeNull();
  });
});
