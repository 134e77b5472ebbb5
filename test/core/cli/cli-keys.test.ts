import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/office.ts';
import { runTzUnder, tz, tzJson } from './run-tz.ts';

it('the passphrase of the keys is given by a variable or a file, and only what needs the keys asks for it', {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'passphrase'), '八个 or more\n');
  writeFileSync(path.join(folder, 'wrong'), 'another one\n');
  await tz(folder, 'init', '--office', '370000', '--workspace', 'p');
  await tz(folder, 'init', '--office', '370200', '--workspace', 'c');
  const sealed = await tz<{ protection: string }>(
    folder,
    ...['identity', '--workspace', 'p', '--new-passphrase-file', 'passphrase'],
  );
  expect(sealed.protection).toBe('unlocked');
  expect((await tz<{ protection: string }>(folder, 'identity', '--workspace', 'p')).protection).toBe('locked');
  await tz(folder, 'list', '--register', 'project', '--workspace', 'p');

  const baseline = ['baseline', '--workspace', 'p', '--out', 'out'];
  const refused = await tzJson<{ error: { code: string; message: string } }>(folder, ...baseline);
  expect(refused).toMatchObject({ code: 1, document: { error: { code: 'KEYS_LOCKED' } } });
  expect(refused.document.error.message).toContain('TAIZHANG_PASSPHRASE');
  const wrong = await tzJson(folder, ...baseline, '--passphrase-file', 'wrong');
  expect(wrong).toMatchObject({ code: 1, document: { error: { code: 'PASSPHRASE_WRONG' } } });
  const written = await tz<{ file: string }>(folder, ...baseline, '--passphrase-file', 'passphrase');
  await tz(folder, 'receive', written.file, '--workspace', 'c');
  const filed = await tz<{ file: string }>(
    folder,
    ...['submit', '--period', '2020Q2', '--out', 'out', '--workspace', 'c'],
  );

  const inspect = ['inspect', filed.file, '--workspace', 'p', '--json'];
  expect(JSON.parse((await runTzUnder(folder, {}, ...inspect)).out).error.code).toBe('KEYS_LOCKED');
  // What is not encrypted is inspected without.
  expect((await tzJson(folder, 'inspect', written.file, '--workspace', 'p')).code).toBe(0);
  const under = (passphrase: string) => runTzUnder(folder, { TAIZHANG_PASSPHRASE: passphrase }, ...inspect);
  expect(JSON.parse((await under('another one')).out).error.code).toBe('PASSPHRASE_WRONG');
  const opened = await under('八个 or more');
  expect({ code: opened.code, ...JSON.parse(opened.out) }).toMatchObject({ code: 0, ok: true, from: '370200' });

  const bare = await tz<{ protection: string }>(
    folder,
    ...['identity', '--workspace', 'p', '--no-passphrase', '--passphrase-file', 'passphrase'],
  );
  expect(bare.protection).toBe('none');
});
