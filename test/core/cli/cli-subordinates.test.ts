import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/office.ts';
import { tz, tzJson } from './run-tz.ts';

it('a city enrols its counties, one of them by a name of its own', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  await tz(folder, 'init', '--office', '370200', '--workspace', 'c');
  const list = ['subordinates', '--workspace', 'c'];
  expect(await tz(folder, ...list)).toEqual({ subordinates: [] });
  const set = await tz<{ subordinates: { code: string; name: string }[] }>(
    folder,
    ...[...list, '--set', '370281,370291=示例高新区管理委员会'],
  );
  expect(set.subordinates).toMatchObject([{ code: '370281' }, { code: '370291', name: '示例高新区管理委员会' }]);
  expect(await tz(folder, ...list)).toEqual(set);
  expect((await tzJson(folder, ...list, '--set', '3702')).code).toBe(2);
  expect(await tzJson(folder, ...list, '--set', '370102')).toMatchObject({
    code: 1,
    document: { error: { code: 'OFFICE_UNKNOWN' } },
  });
  // It stands in the chain of history, which is whole.
  expect(await tz(folder, 'doctor', '--workspace', 'c')).toMatchObject({ ok: true });
});
