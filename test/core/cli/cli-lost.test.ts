import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/office.ts';
import { runTz, tz, tzJson } from './run-tz.ts';

interface Written {
  readonly file: string;
  readonly sequence: number;
}
interface Received {
  readonly packages: readonly { readonly outcome: string; readonly problems: readonly { readonly code: string }[] }[];
}
interface Listed {
  readonly rows: readonly { readonly id: string; readonly filingState: string }[];
}

const LINES = `项目编号,项目名称,计划类别,技术领域,承担单位,开始日期,结束日期,总经费（万元）,省拨经费（万元）,自筹经费（万元）
2020DM010001,面向智慧社区的边缘智能关键技术研发,省重点研发计划（重大科技创新工程）,人工智能,海右示例智造有限公司,2020-03,2022-12,120,30,90
`;
/** Sixteen groups of four, capitals and figures: as it is read out. */
const GROUPS = /[0-9A-F]{4}( [0-9A-F]{4}){15}/u;

it('takes a filing back, and gives a lost ledger everything again under a key compared by its fingerprint', {
  timeout: 240_000,
}, async () => {
  const folder = temporaryFolder();
  const at = (day: number) => ['--now', `2020-07-${String(day).padStart(2, '0')}T01:00:00Z`];
  await tz(folder, 'init', '--office', '370000', '--workspace', 'p', ...at(1));
  await tz(folder, 'init', '--office', '370200', '--workspace', 'c', ...at(1));
  const baseline = await tz<Written>(folder, 'baseline', '--workspace', 'p', '--out', 'out');
  await tz(folder, 'receive', baseline.file, '--workspace', 'c');
  writeFileSync(path.join(folder, 'units.csv'), `\uFEFF${LINES}`);
  await tz(folder, 'import-xlsx', '--register', 'project', 'units.csv', '--workspace', 'c', ...at(2));
  const states = async (workspace: string) =>
    (await tz<Listed>(folder, 'list', '--register', 'project', '--workspace', workspace)).rows;
  const submit = (workspace: string, period: string, day: number) =>
    tz<Written>(folder, 'submit', '--period', period, '--out', workspace, '--workspace', workspace, ...at(day));

  const wrong = await submit('c', '2020Q1', 3);
  await tz(folder, 'receive', wrong.file, '--workspace', 'p');
  expect((await tzJson(folder, 'withdraw', '--reason', '错', '--workspace', 'c')).code).toBe(2);
  expect(await tzJson(folder, 'withdraw', '--sequence', '1', '--workspace', 'c')).toMatchObject({
    code: 1,
    document: { error: { code: 'COMMENT_REQUIRED' } },
  });
  const back = await tz<{ written: Written }>(
    folder,
    ...['withdraw', '--sequence', '1', '--reason', '报告期选错', '--out', 'out', '--workspace', 'c', ...at(3)],
  );
  const said = await runTz(folder, 'receive', back.written.file, '--workspace', 'p');
  expect(said.out).toContain('撤回第 1 号报送（2020Q1）：报告期选错');
  expect((await states('p')).map((row) => row.filingState)).toEqual(['draft']);
  const right = await submit('c', '2020Q2', 4);
  await tz(folder, 'receive', right.file, '--workspace', 'p');
  const [record] = await states('p');
  await tz(folder, 'review', '--register', 'project', '--ids', record!.id, '--accept', '--workspace', 'p', ...at(5));

  rmSync(path.join(folder, 'c'), { recursive: true });
  await tz(folder, 'init', '--office', '370200', '--workspace', 'anew', ...at(8));
  await tz(folder, 'receive', baseline.file, '--workspace', 'anew');
  const identity = await runTz(folder, 'identity', '--card', 'c.tzkey', '--sheet', 'sheet.html', '--workspace', 'anew');
  const [fingerprint] = GROUPS.exec(identity.out) ?? [];
  expect(readFileSync(path.join(folder, 'c.tzkey'), 'utf8')).toContain(`密钥指纹：${fingerprint}`);
  const sheet = readFileSync(path.join(folder, 'sheet.html'), 'utf8').replaceAll(/<[^>]*>/gu, ' ');
  expect(sheet.replaceAll(/\s+/gu, ' ')).toContain(fingerprint);
  await tz(
    folder,
    ...['office-key', 'enrol', 'c.tzkey', '--fingerprint', fingerprint ?? '', '--workspace', 'p', ...at(8)],
  );
  expect((await runTz(folder, 'office-key', 'list', '--workspace', 'p')).out).toContain(`已确认  ${fingerprint}`);
  const given = await tz<Written>(
    folder,
    ...['reply', '--to', '370200', '--full', '--out', 'given', '--workspace', 'p', ...at(8)],
  );
  const taken = await tz<Received>(folder, 'receive', given.file, '--workspace', 'anew', ...at(9));
  expect(taken.packages[0]).toMatchObject({ outcome: 'received' });
  expect(await states('anew')).toMatchObject([{ id: record!.id, filingState: 'accepted' }]);

  const next = await submit('anew', '2020Q3', 10);
  expect(next.sequence).toBe(right.sequence + 1);
  const came = await tz<Received>(folder, 'receive', next.file, '--workspace', 'p', ...at(11));
  expect(came.packages[0]).toMatchObject({ outcome: 'received', problems: [] });
});
