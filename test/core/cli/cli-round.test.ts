import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/office.ts';
import { runTz, tz, tzJson } from './run-tz.ts';

interface Row {
  id: string;
  filingState: string;
  [field: string]: unknown;
}
interface Listed {
  rows: Row[];
  next: string | null;
}
interface Written {
  file: string;
  fingerprint: string;
  sequence: number;
  counts: Record<string, number>;
}
interface Received {
  packages: {
    file: string;
    from: string;
    fingerprint: string;
    outcome: string;
    classes: Record<string, number>;
    problems: { code: string }[];
  }[];
}
interface Indicators {
  indicators: {
    id: string;
    target: number | null;
    reported: number;
    submitted: number;
    accepted: number;
    byCity: Record<string, unknown>;
    byYear: Record<string, unknown>;
  }[];
}

const HEADING =
  '项目编号,项目名称,计划类别,技术领域,承担单位,开始日期,结束日期,总经费（万元）,省拨经费（万元）,自筹经费（万元）';
const line = (number: number, start = '2020-03') =>
  `2020DM01${String(number).padStart(4, '0')},面向智慧社区的边缘智能关键技术研发 ${number},省重点研发计划（重大科技创新工程）,人工智能,海右示例智造有限公司,${start},2022-12,120,30,90`;

async function provinceAndCity(folder: string): Promise<void> {
  await tz(folder, 'init', '--office', '370000', '--workspace', 'province', '--now', '2020-01-06T01:00:00Z');
  await tz(folder, 'init', '--office', '370200', '--workspace', 'city', '--now', '2020-01-06T01:00:00Z');
  const { file } = await tz<Written>(folder, 'baseline', '--workspace', 'province', '--out', 'stick');
  const { packages } = await tz<Received>(folder, 'receive', file, '--workspace', 'city');
  expect(packages[0]!.outcome).toBe('received');
}

function table(folder: string, name: string, lines: readonly string[]): string {
  writeFileSync(path.join(folder, name), `\uFEFF${[HEADING, ...lines].join('\r\n')}\r\n`);
  return name;
}

const of = (document: Indicators, id: string) => document.indicators.find((one) => one.id === id)!;

describe('the command line', () => {
  it('plays a round between a city and the province, and its numbers agree with plain SQL', {
    timeout: 180_000,
  }, async () => {
    const folder = temporaryFolder();
    await provinceAndCity(folder);

    const bad = await tzJson<{
      created: number;
      problems: { row: number; column: string; field: string; severity: string }[];
      error: { code: string };
    }>(
      folder,
      'import-xlsx',
      '--register',
      'project',
      table(folder, 'bad.csv', [line(1), line(2, '去年春天')]),
      '--workspace',
      'city',
    );
    expect(bad.code).toBe(1);
    expect(bad.document.created).toBe(0);
    expect(bad.document.problems.find((one) => one.severity === 'error')).toMatchObject({
      row: 3,
      column: 'F',
      field: 'startDate',
    });
    expect((await tz<Listed>(folder, 'list', '--register', 'project', '--workspace', 'city')).rows).toEqual([]);

    const good = table(folder, 'good.csv', [line(1), line(2), line(3)]);
    const dry = await tz(folder, 'import-xlsx', '--register', 'project', good, '--workspace', 'city', '--dry-run');
    expect(dry).toMatchObject({ created: 3, updated: 0, unchanged: 0 });
    expect(await tz(folder, 'import-xlsx', '--register', 'project', good, '--workspace', 'city')).toMatchObject({
      created: 3,
      updated: 0,
      unchanged: 0,
    });
    expect(await tz(folder, 'import-xlsx', '--register', 'project', good, '--workspace', 'city')).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 3,
    });

    expect(await tz(folder, 'check', '--workspace', 'city')).toMatchObject({ errors: 0, warnings: 0 });
    const filing = await tz<Written>(folder, 'submit', '--period', '2020Q2', '--out', 'stick', '--workspace', 'city');
    expect(filing).toMatchObject({ sequence: 1, counts: { project: 3 } });
    expect(filing.fingerprint).toMatch(/^[0-9a-f]{64}$/);

    const trial = await tz<Received>(folder, 'receive', filing.file, '--dry-run', '--workspace', 'province');
    expect(trial.packages[0]).toMatchObject({ outcome: 'pending', classes: { new: 3 } });
    expect((await tz<Listed>(folder, 'list', '--register', 'project', '--workspace', 'province')).rows).toEqual([]);
    const taken = await tz<Received>(folder, 'receive', filing.file, '--workspace', 'province');
    expect(taken.packages[0]).toMatchObject({ from: '370200', fingerprint: filing.fingerprint, outcome: 'received' });
    expect(taken.packages[0]!.problems.map((problem) => problem.code)).toContain('KEY_UNCONFIRMED');

    const { rows } = await tz<Listed>(
      folder,
      'list',
      '--register',
      'project',
      '--filter',
      'state=submitted',
      '--workspace',
      'province',
    );
    expect(rows.map((row) => row.id)).toEqual(rows.map((row) => row.id).sort());
    expect(rows[0]).toMatchObject({ owner: '370200', filingState: 'submitted', totalFunds: 120_000_000 });
    const [returned, ...others] = rows as [Row, ...Row[]];
    await tz(
      folder,
      'review',
      '--register',
      'project',
      '--ids',
      returned.id,
      '--return',
      '--at',
      'endDate=请按立项文件填写。',
      '--workspace',
      'province',
    );
    expect(await tz(folder, 'review', '--all-submitted', '--accept', '--workspace', 'province')).toMatchObject({
      decided: 2,
      skipped: [],
    });
    const reply = await tz<Written>(folder, 'reply', '--to', '370200', '--out', 'stick', '--workspace', 'province');

    await tz(folder, 'receive', reply.file, '--workspace', 'city');
    const view = await tz<{ state: string; comments: { field: string; entries: { text: string }[] }[] }>(
      folder,
      'show',
      returned.id,
      '--workspace',
      'city',
    );
    expect(view.state).toBe('returned');
    expect(view.comments[0]).toMatchObject({ field: 'endDate', entries: [{ text: '请按立项文件填写。' }] });
    const locked = await tzJson<{ error: { code: string } }>(
      folder,
      'set',
      others[0]!.id,
      'endDate=2023-01',
      '--workspace',
      'city',
    );
    expect(locked).toMatchObject({ code: 1, document: { error: { code: 'RECORD_LOCKED' } } });

    await tz(
      folder,
      'set',
      returned.id,
      '结束日期=2023-06',
      'totalFunds=130.5',
      'selfFunds=100.5',
      '--workspace',
      'city',
    );
    const again = await tz<Written>(folder, 'submit', '--period', '2020Q3', '--out', 'stick', '--workspace', 'city');
    const second = await tz<Received>(folder, 'receive', again.file, filing.file, '--workspace', 'province');
    expect(second.packages.map((one) => one.outcome)).toEqual(['received', 'unchanged']);
    expect(second.packages[0]!.classes).toMatchObject({ changed: 1 });
    await tz(folder, 'review', '--all-submitted', '--accept', '--workspace', 'province');

    const counted = await tz<Indicators>(folder, 'indicators', '--by', 'field', '--workspace', 'province');
    const database = new Sqlite(path.join(folder, 'province', 'taizhang.db'), { readonly: true });
    const byHand = database
      .prepare(
        "SELECT count(*) FROM project WHERE live AND programme = 'key-innovation' AND start_date LIKE '2020%' AND filing_state = 'accepted'",
      )
      .pluck()
      .get();
    const funds = database.prepare('SELECT total_funds FROM project WHERE id = ?').pluck().get(returned.id);
    database.close();
    expect(byHand).toBe(3);
    expect(funds).toBe(130_500_000);
    expect(of(counted, 'T2.a')).toMatchObject({
      target: 50,
      reported: 3,
      submitted: 3,
      accepted: 3,
      byCity: { 370200: { accepted: 3 } },
      byYear: { 2020: { accepted: 3 } },
    });

    expect(await tz(folder, 'doctor', '--workspace', 'province')).toMatchObject({ ok: true });
    const { files } = await tz<{ files: string[] }>(
      folder,
      'report',
      '--period',
      '2020Q3',
      '--out',
      'report',
      '--workspace',
      'province',
    );
    expect(files.map((file) => path.extname(file)).sort()).toEqual(['.docx', '.xlsx']);
    expect(
      (await tz<{ file: string }>(folder, 'export-xlsx', '--register', 'project', 'out.xlsx', '--workspace', 'city'))
        .file,
    ).toMatch(/out\.xlsx$/);
    expect(readFileSync(path.join(folder, 'out.xlsx')).subarray(0, 2).toString()).toBe('PK');
  });

  it('gives the same list whatever the order packages come in', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    await provinceAndCity(folder);
    const files: string[] = [];
    for (let turn = 1; turn <= 3; turn += 1) {
      await tz(
        folder,
        'import-xlsx',
        '--register',
        'project',
        table(folder, `${turn}.csv`, [line(turn)]),
        '--workspace',
        'city',
      );
      const [row] = (await tz<Listed>(folder, 'list', '--register', 'project', '--limit', '1', '--workspace', 'city'))
        .rows;
      await tz(folder, 'set', row!.id, `remark=第 ${turn} 次`, '--workspace', 'city');
      files.push(
        (await tz<Written>(folder, 'submit', '--period', '2020Q2', '--out', 'stick', '--workspace', 'city')).file,
      );
    }
    const lists: string[] = [];
    for (const [index, order] of [files, files.toReversed(), [files[1]!, files[2]!, files[2]!, files[0]!]].entries()) {
      const workspace = `province-${index}`;
      copyFileSync(path.join(folder, 'province', 'taizhang.db'), path.join(folder, 'province-copy.db'));
      await tz(folder, 'restore', 'province-copy.db', '--workspace', workspace);
      await tz(folder, 'receive', ...order, '--workspace', workspace);
      lists.push((await runTz(folder, 'list', '--register', 'project', '--workspace', workspace, '--json')).out);
    }
    expect((JSON.parse(lists[0]!) as Listed).rows.length).toBe(3);
    expect(lists[1]).toBe(lists[0]);
    expect(lists[2]).toBe(lists[0]);
  });
});
