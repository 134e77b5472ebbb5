import type { CallOutput } from '../../shared/contract/contract.ts';
import type { IndicatorCounts, Triple } from '../../shared/contract/indicator-calls.ts';
import { OFFICES } from '../../shared/office/offices.ts';
import {
  type Command,
  type CommandContext,
  need,
  needPeriod,
  optional,
  periodIn,
  several,
  WrongUsage,
} from './command.ts';
import { textTable } from './text-table.ts';

const SPLITS = ['city', 'field', 'year', 'task'] as const;
type Split = (typeof SPLITS)[number];

const indicators: Command = {
  name: 'indicators',
  usage: '[--by city|field|year|task] [--owner CODE] [--as-of 2020Q2]',
  summary: '列出全部指标：目标、填报、报送、认定；可以是现在的，也可以是截至某个报告期末的。',
  options: { by: { type: 'string' }, owner: { type: 'string' }, 'as-of': { type: 'string' } },
  workspace: 'open',
  async run(context) {
    const by = splitOf(context);
    const owner = optional(context, 'owner');
    const asOf = periodIn(context, 'as-of');
    const asked = { owner, asOf };
    const table = await context.call('indicator.table', asked);
    const found = await Promise.all(table.indicators.map((one) => documentOf(context, one, by, asked)));
    const document = {
      asOf: table.asOf,
      indicators: found,
      ...(by === 'task' ? { tasks: byTask(table.indicators) } : {}),
    };
    return { document, lines: [`截至 ${table.asOf}`, ...linesOf(found, by)] };
  },
};

function splitOf(context: CommandContext): Split | undefined {
  const by = optional(context, 'by');
  if (by !== undefined && !SPLITS.includes(by as Split)) throw new WrongUsage(`--by 应为 ${SPLITS.join('、')} 之一。`);
  return by as Split | undefined;
}

type Document = Omit<IndicatorCounts, 'definition'> & { byField?: CallOutput<'indicator.by-field'>['fields'] };

async function documentOf(
  context: CommandContext,
  counts: IndicatorCounts,
  by: Split | undefined,
  asked: { owner: string | undefined; asOf: string | undefined },
): Promise<Document> {
  const { definition: _, ...document } = counts;
  if (by !== 'field') return document;
  const { fields } = await context.call('indicator.by-field', { indicator: counts.id, ...asked });
  return { ...document, byField: fields };
}

/** Tasks in the plan's order, with the ids of their indicators. */
function byTask(all: readonly IndicatorCounts[]): { task: string; indicators: string[] }[] {
  return [...Map.groupBy(all, (one) => one.task)].map(([task, of]) => ({ task, indicators: of.map((one) => one.id) }));
}

function linesOf(found: readonly Document[], by: Split | undefined): string[] {
  const rows: string[][] = [['编号', '指标', '目标', '填报', '报送', '认定', '单位']];
  for (const one of found) {
    rows.push([one.id, one.name, one.target === null ? '—' : String(one.target), ...numbers(one), one.unit]);
    for (const [label, part] of partsOf(one, by)) rows.push(['', `  ${label}`, '', ...numbers(part), '']);
  }
  return textTable(rows);
}

function partsOf(one: Document, by: Split | undefined): [string, Triple][] {
  if (by === 'city') return Object.entries(one.byCity).map(([office, part]) => [OFFICES.shortOf(office), part]);
  if (by === 'year') return Object.entries(one.byYear).map(([year, part]) => [year || '未填年份', part]);
  if (by === 'field') return (one.byField ?? []).filter((part) => part.reported > 0).map((part) => [part.label, part]);
  return [];
}

function numbers(part: Triple): string[] {
  return [part.reported, part.submitted, part.accepted].map((number) => number.toLocaleString('zh-CN'));
}

const report: Command = {
  name: 'report',
  usage: '--period 2020Q2 --out DIR [--formats xlsx,docx]',
  summary: '写出一期的汇总报告。',
  options: { period: { type: 'string' }, out: { type: 'string' }, formats: { type: 'string' } },
  workspace: 'open',
  async run(context) {
    const formats = several(context, 'formats');
    if (formats.some((one) => one !== 'xlsx' && one !== 'docx')) throw new WrongUsage('--formats 只能是 xlsx、docx。');
    const { files } = await context.call('report.write', {
      period: needPeriod(context),
      folder: context.path(need(context, 'out')),
      ...(formats.length > 0 ? { formats: formats as ('xlsx' | 'docx')[] } : {}),
    });
    return { document: { files }, lines: files.map((file) => `已写出 ${file}`) };
  },
};

export const indicatorCommands: readonly Command[] = [indicators, report];
