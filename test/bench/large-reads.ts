import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { Random } from '../../electron/core/demo/random.ts';
import type { Environment } from '../../electron/core/environment.ts';
import type { CallInput, CallOutput, CoreCallName } from '../../shared/contract/contract.ts';
import type { Condition, RecordFilter, RecordSort } from '../../shared/contract/shapes.ts';
import { project } from '../../shared/registers/project.ts';
import { benchOffice } from './bench-office.ts';
import { quantile, type Timed, timed } from './measure.ts';

const PAGE = 100;
const QUESTIONS = 120;
/** In milliseconds, as the 95th of a hundred answers. */
const TARGETS = { page: 50, search: 100, edit: 20, figures: 200, check: 60_000 };

const CONDITIONS: readonly Condition[] = [
  { field: 'approvalYear', operator: 'is', value: 2020 },
  { field: 'programme', operator: 'in', value: ['municipal', 'key-rd'] },
  { field: 'totalFunds', operator: 'atLeast', value: 90_000_000 },
  { field: 'totalFunds', operator: 'atMost', value: 5_000_000 },
  { field: 'startDate', operator: 'atLeast', value: '2020-06' },
  { field: 'stage', operator: 'is', value: 'running' },
  { field: 'techField', operator: 'is', value: 'ai' },
  { field: 'leader', operator: 'contains', value: '王' },
  { field: 'number', operator: 'contains', value: '00777' },
  { field: 'remark', operator: 'filled' },
];

/** Common, middling, rare and absent; of one character and more; digits, several words, initials. */
const WORDS: readonly string[] = [
  ...[
    '数',
    '量',
    '𠅤',
    '数字',
    '一期',
    '数字孪生',
    '人工智能',
    '量子密钥分发',
    '王甲一',
    '没有这样的词',
    '数字孪生 王',
  ],
  ...['1', '2019', '0077712', '12370200DEM039015F', 'ＡＩ', 'szls', 'rgzn', 'lzmyff', 'zq'],
];

/** Reads a register of a million records through the contract, and edits it; times against the targets of the issue. */
export async function readLarge(environment: Environment, folder: string): Promise<Timed[]> {
  const { application, call } = benchOffice(environment);
  const random = new Random(7);
  const register = project.id;
  const results: Timed[] = [];
  const report = (name: string, times: readonly number[], target?: number) => {
    const one = { name, p50: quantile(times, 0.5), p95: quantile(times, 0.95), worst: quantile(times, 1), target };
    results.push(one);
    process.stderr.write(`  ${name}\n`);
  };
  report('打开工作区', [await timed(() => call('workspace.open', { path: folder }))]);
  report('打开后的第一页', [await timed(() => call('record.list', { register, limit: PAGE }))]);
  report('整库检查（后台进行，之后可以修改）', [await timed(() => call('workspace.set-officer', { officer: '示例' }))]);

  const sorts = [...project.fields.filter((field) => field.listColumn).map((field) => field.key), '$updated', '$state'];
  const made: number[] = [];
  for (const field of sorts)
    made.push(await timed(() => call('record.list', { register, sort: { field }, limit: PAGE })));
  report('第一次按某一列排序的首页（另一线程建索引）', made);

  const pages = { plain: [] as number[], jump: [] as number[], filtered: [] as number[], filteredJump: [] as number[] };
  const ask = async (times: number[], input: CallInput<'record.list'>) => {
    let answer: CallOutput<'record.list'> | undefined;
    times.push(
      await timed(async () => {
        answer = await call('record.list', input);
      }),
    );
    return answer!;
  };
  // Twice over, so that what is made once for a column does not count among the pages.
  for (const counted of [false, true]) {
    const same = new Random(11);
    for (const times of Object.values(pages)) if (counted) times.length = 0;
    for (let question = 0; question < QUESTIONS; question += 1) {
      const sort: RecordSort = { field: same.pick(sorts), descending: same.chance(0.5) };
      const filter: RecordFilter = question % 2 ? { conditions: [same.pick(CONDITIONS)] } : {};
      const input = { register, sort, filter, limit: PAGE };
      const [kind, jump] =
        question % 2 ? ([pages.filtered, pages.filteredJump] as const) : ([pages.plain, pages.jump] as const);
      const first = await ask(kind, input);
      if (first.next) await ask(kind, { ...input, after: first.next });
      const landed = await ask(jump, { ...input, at: same.whole(0, question % 2 ? 40_000 : 900_000) });
      if (landed.next) await ask(kind, { ...input, after: landed.next });
    }
  }
  report('一页，不筛选，各列升降序，含深处', pages.plain, TARGETS.page);
  report('跳到任意位置，不筛选', pages.jump, TARGETS.page);
  report('一页，按一个条件筛选，各列升降序', pages.filtered, TARGETS.page);
  report('筛选后跳到第 0–40000 条之间', pages.filteredJump, TARGETS.page);

  const searched: number[] = [];
  const found: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (const search of WORDS) {
      await ask(searched, { register, filter: { search }, limit: PAGE });
      found.push(await timed(() => call('record.find', { text: search })));
    }
  }
  report('文本搜索的首页：一字、多字、数字、拼音首字母', searched, TARGETS.search);
  report('全局查找（Ctrl+K）', found, TARGETS.search);

  const edits: number[] = [];
  for (let edit = 0; edit < 60; edit += 1) {
    const { rows } = await call('record.list', { register, at: random.whole(0, 900_000), limit: 1 });
    const id = rows[0]!.id;
    edits.push(await timed(() => call('record.edit', { id, changes: [{ field: 'leader', value: `改${edit}` }] })));
  }
  report('改一条并重新校验', edits, TARGETS.edit);
  // The first of each makes the index that it reads along.
  const figures = {
    '各台账计数（每次改动后）': () => call('overview.counts', {}),
    首页: () => call('overview.home', { period: '2020Q2' }),
    全部指标: () => call('indicator.table', {}),
  };
  for (const [name, ask] of Object.entries(figures)) {
    await ask();
    report(name, [await timed(ask), await timed(ask), await timed(ask)], TARGETS.figures);
  }

  await alongside(call, register, report);
  report('再看校验结果（没有变化）', [await timed(() => call('check.run', { period: '2020Q2' }))], TARGETS.check);
  // Another period in work asks every rule of every record anew.
  await call('workspace.set-period', { period: '2020Q3' });
  report('全部校验：每条记录、每条规则', [await timed(() => call('check.run', { period: '2020Q3' }))], TARGETS.check);
  application.close();
  results.push({
    name: '常驻内存峰值（MB）',
    p50: process.resourceUsage().maxRSS / 1024,
    p95: process.resourceUsage().maxRSS / 1024,
    worst: 0,
  });
  return results;
}

/** How long a page has to wait while the figures of a filter are added up over the whole register. */
async function alongside(
  call: <N extends CoreCallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>,
  register: string,
  report: (name: string, times: readonly number[], target?: number) => void,
): Promise<void> {
  const waited: number[] = [];
  const begun = performance.now();
  let adding = true;
  const summary = call('record.summary', {
    register,
    filter: { conditions: [{ field: 'approvalYear', operator: 'is', value: 2020 }] },
  }).finally(() => {
    adding = false;
  });
  while (adding) {
    waited.push(await timed(() => call('record.list', { register, limit: PAGE })));
    await new Promise((resume) => setTimeout(resume, 5));
  }
  await summary;
  report('筛选的合计（后台累加）', [performance.now() - begun]);
  report('合计期间翻一页', waited, TARGETS.page);
}
