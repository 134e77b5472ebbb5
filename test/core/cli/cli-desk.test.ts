import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/office.ts';
import { tz, tzJson } from './run-tz.ts';

interface DeskDocument {
  readonly packages: readonly { readonly fingerprint: string; readonly outcome: string; readonly leftOut: number }[];
}
interface Identity {
  readonly fingerprint: string;
}

it('the desk works step by step: hold, decline, wait, leave out, take, undo; keys are made anew, printed and enrolled', {
  timeout: 300_000,
}, async () => {
  const folder = temporaryFolder();
  await tz(folder, 'init', '--office', '370000', '--workspace', 'p');
  await tz(folder, 'init', '--office', '370200', '--workspace', 'c');
  const { file } = await tz<{ file: string }>(folder, 'baseline', '--workspace', 'p', '--out', 'out');
  await tz(folder, 'receive', file, '--workspace', 'c');
  const filed = await tz<{ file: string }>(folder, 'submit', '--period', '2020Q2', '--out', 'out', '--workspace', 'c');
  // The written copy is known again, byte for byte.
  expect(await tz(folder, 'check-copy', filed.file, '--workspace', 'c')).toMatchObject({
    files: [{ verdict: 'intact', sequence: 1 }],
  });

  const desk = (...words: string[]) => tz<DeskDocument>(folder, 'desk', ...words, '--workspace', 'p');
  const [pack] = (await desk('examine', filed.file)).packages;
  const begins = pack?.fingerprint.slice(0, 8) ?? '';
  expect(pack?.outcome).toBe('pending');
  expect((await desk('hold', begins, '--comment', '等盖章封面')).packages[0]?.outcome).toBe('held');
  const refused = await tzJson<{ error: { code: string } }>(folder, 'desk', 'decline', begins, '--workspace', 'p');
  expect(refused).toMatchObject({ code: 1, document: { error: { code: 'COMMENT_REQUIRED' } } });
  expect((await desk('decline', begins, '--comment', '封面不符')).packages[0]?.outcome).toBe('declined');
  expect((await desk('wait', begins)).packages[0]?.outcome).toBe('pending');
  expect(await desk('leave-out', begins, '--comment', '未附批复')).toMatchObject({ leftOut: 0 });
  expect((await desk('take', begins)).packages[0]?.outcome).toBe('received');
  expect((await desk('list')).packages[0]?.outcome).toBe('received');
  expect(await desk('undo', begins)).toMatchObject({ kept: 0 });
  expect((await desk('list')).packages[0]?.outcome).toBe('undone');
  expect((await tzJson(folder, 'desk', 'take', 'abcd', '--workspace', 'p')).code).toBe(1);
  expect((await tzJson(folder, 'desk', 'burn', '--workspace', 'p')).code).toBe(2);

  // New keys, on paper and as a file, enrolled at the other office by their fingerprint.
  const former = await tz<Identity>(folder, 'identity', '--workspace', 'c');
  const renewed = await tz<Identity>(
    folder,
    ...['identity', '--workspace', 'c', '--new-keys', '--reason', 'lost', '--sheet', 'sheet.html', '--card', 'c.tzkey'],
  );
  expect(renewed.fingerprint).not.toBe(former.fingerprint);
  expect(readFileSync(path.join(folder, 'sheet.html'), 'utf8')).toContain('密钥');
  const enrol = ['office-key', 'enrol', 'c.tzkey', '--workspace', 'p', '--fingerprint'];
  expect((await tzJson(folder, ...enrol, former.fingerprint)).code).toBe(1);
  const { keys } = await tz<{ keys: readonly { fingerprint: string; state: string }[] }>(
    folder,
    ...enrol,
    renewed.fingerprint,
  );
  expect(keys.find((key) => key.fingerprint === renewed.fingerprint)?.state).toBe('confirmed');
});
