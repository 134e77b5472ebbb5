import type { IndicatorCounts } from '../../../shared/contract/indicator-calls.ts';
import type { ReportData, ReportFiling, ReportTask } from './report-data.ts';
import { accomplished, changeText, chineseDate, countText, percentText, targetText } from './report-numbers.ts';

export interface ReportTable {
  readonly kind: 'table';
  readonly caption: string;
  readonly headings: readonly string[];
  /** Relative widths of the columns. */
  readonly widths: readonly number[];
  /** How many leading columns hold words; the rest hold numbers. */
  readonly wordColumns: number;
  readonly rows: readonly (readonly string[])[];
}

/** A piece of the report: headings by their level in a 公文 (一、 （一） 1.), paragraphs and tables. */
export type ReportBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly lead?: string; readonly text: string }
  | ReportTable;

/** The report as composed; every format renders this and adds nothing of its own. */
export interface ComposedReport {
  readonly title: string;
  readonly subtitle: string;
  readonly blocks: readonly ReportBlock[];
  readonly signer: string;
  readonly date: string;
}

const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

function heading(level: 1 | 2 | 3, text: string): ReportBlock {
  return { kind: 'heading', level, text };
}

function paragraph(text: string, lead?: string): ReportBlock {
  return lead === undefined ? { kind: 'paragraph', text } : { kind: 'paragraph', lead, text };
}

/** 青岛市 for 青岛市科学技术局: in tables and sentences about cities the office's name is too long. */
export function cityOf(officeName: string): string {
  return officeName.replace(/(?:科学技术局|科技局)$/, '');
}

/** Whether the report is about several offices: the province's, not a city's own. */
export function isOfSeveral(data: ReportData): boolean {
  return data.offices.length > 1;
}

function ownFiling(data: ReportData): string {
  const [filing] = data.filings;
  if (!filing) return '';
  if (filing.receivedAt === null) return '，本期尚未报送';
  return `，本期第${filing.sequence ?? 1}号报送包已于${chineseDate(filing.receivedAt)}传出`;
}

/** Who has filed, by naming whichever are fewer. */
function filingState(missing: readonly ReportFiling[], filed: readonly ReportFiling[]): string {
  const names = (filings: readonly ReportFiling[]) => filings.map((filing) => cityOf(filing.officeName)).join('、');
  const due = `应报${missing.length + filed.length}市`;
  if (missing.length === 0) return `${due}，均已报送`;
  if (filed.length === 0) return `${due}，均未报送`;
  const named =
    filed.length < missing.length
      ? `${names(filed)}已报送，其余${missing.length}市尚未报送`
      : `${names(missing)}尚未报送`;
  return `${due}，已报${filed.length}市，${named}`;
}

function introduction(data: ReportData): ReportBlock {
  const registers = data.registers
    .filter(({ count }) => count > 0)
    .map(({ register, count }) => `${register.label}${countText(count)}${register.measure}`);
  const holdings = registers.length > 0 ? `台账收录${registers.join('、')}` : '台账尚无记录';
  if (!isOfSeveral(data)) {
    return paragraph(
      `截至${chineseDate(data.asOf)}，${data.officeName}${holdings}${ownFiling(data)}。现将有关情况报告如下。`,
    );
  }
  const missing = data.filings.filter((filing) => filing.receivedAt === null);
  const state = filingState(
    missing,
    data.filings.filter((filing) => filing.receivedAt !== null),
  );
  return paragraph(`截至${chineseDate(data.asOf)}，${state}，${holdings}。现将有关情况报告如下。`);
}

function indicatorSentence(indicator: IndicatorCounts, year: number): string {
  const { unit, reported, submitted, accepted } = indicator;
  const counted = `填报${countText(reported)}${unit}，报送${countText(submitted)}${unit}，认定${countText(accepted)}${unit}`;
  const share = accomplished(indicator, year);
  if (share === null) return `${counted}。`;
  const ofYear =
    indicator.per === 'year' ? `${year}年认定${countText(indicator.byYear[String(year)]?.accepted ?? 0)}${unit}，` : '';
  return `目标${targetText(indicator)}${unit}，${counted}，${ofYear}完成目标的${percentText(share)}。`;
}

function indicatorTable(data: ReportData): ReportTable {
  return {
    kind: 'table',
    caption: '表1　各项指标完成情况',
    headings: ['指标', '单位', '目标', '填报', '报送', '认定', '较上期', '完成'],
    widths: [32, 8, 12, 10, 10, 10, 9, 9],
    wordColumns: 2,
    rows: data.indicators.map((indicator) => [
      indicator.name,
      indicator.unit,
      targetText(indicator),
      countText(indicator.reported),
      countText(indicator.submitted),
      countText(indicator.accepted),
      changeText(indicator, data.before),
      percentText(accomplished(indicator, data.year)),
    ]),
  };
}

/** The plan's main goals by office; a city's own report needs none. */
function officeTable(data: ReportData, goals: readonly IndicatorCounts[]): ReportTable[] {
  if (!isOfSeveral(data) || goals.length === 0) return [];
  const none = { submitted: 0, accepted: 0 };
  return [
    {
      kind: 'table',
      caption: '表2　各市主要目标（认定/报送）',
      headings: ['市', ...goals.map((goal) => `${goal.name}（${goal.unit}）`)],
      widths: [16, ...goals.map(() => 84 / goals.length)],
      wordColumns: 1,
      rows: data.offices.map((office) => [
        cityOf(office.name),
        ...goals.map((goal) => {
          const { accepted, submitted } = goal.byCity[office.code] ?? none;
          return `${countText(accepted)}/${countText(submitted)}`;
        }),
      ]),
    },
  ];
}

function goalBlocks(data: ReportData): ReportBlock[] {
  const roots = new Set(
    data.tasks
      .filter((task) => task.parent === null && !data.tasks.some((other) => other.parent === task.id))
      .map((task) => task.id),
  );
  const goals = data.indicators.filter((indicator) => roots.has(indicator.task));
  const main = goals.length > 0 ? goals : data.indicators.slice(0, 4);
  return [
    ...main.map((goal) => paragraph(indicatorSentence(goal, data.year), `${goal.name}。`)),
    indicatorTable(data),
    ...officeTable(data, main),
  ];
}

function taskBlocks(data: ReportData, task: ReportTask, number: number): ReportBlock[] {
  const indicators = data.indicators.filter((indicator) => indicator.task === task.id);
  const narratives = data.narratives.filter((narrative) => narrative.task === task.id && narrative.text.trim() !== '');
  if (indicators.length === 0 && narratives.length === 0) return [];
  const several = indicators.length > 1;
  const numbers = indicators.map(
    (indicator) =>
      `${several || indicator.name !== task.title ? `${indicator.name}：` : ''}${indicatorSentence(indicator, data.year)}`,
  );
  return [
    heading(3, `${number}. ${task.title}`),
    ...numbers.map((text) => paragraph(text)),
    ...narratives.flatMap(({ ownerName, text }) =>
      text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, at) => paragraph(line.trim(), at === 0 && isOfSeveral(data) ? `${ownerName}：` : undefined)),
    ),
  ];
}

function progressBlocks(data: ReportData): ReportBlock[] {
  return data.tasks
    .filter((task) => task.parent === null && data.tasks.some((child) => child.parent === task.id))
    .flatMap((group, place) => {
      const members = data.tasks.filter((task) => task.parent === group.id);
      let number = 0;
      const blocks = members.flatMap((task) => {
        const made = taskBlocks(data, task, number + 1);
        if (made.length > 0) number += 1;
        return made;
      });
      const title = group.title.replace(/^[（(][一二三四五六七八九十]+[）)]/, '');
      return blocks.length === 0 ? [] : [heading(2, `（${ORDINALS[place]}）${title}`), ...blocks];
    });
}

function filingTable(data: ReportData): ReportTable {
  return {
    kind: 'table',
    caption: '表3　各市报送情况',
    headings: ['市', '收件日期', '序号', '台账条数'],
    widths: [30, 30, 20, 20],
    wordColumns: 2,
    rows: data.filings.map((filing) => [
      cityOf(filing.officeName),
      filing.receivedAt?.slice(0, 10) ?? '未报送',
      filing.sequence === null ? '—' : String(filing.sequence),
      countText(Object.values(filing.counts).reduce((sum, count) => sum + count, 0)),
    ]),
  };
}

/** Thirteen registers across the page leave each a little more than its number: headings without counting words. */
function holdingsTable(data: ReportData): ReportTable {
  return {
    kind: 'table',
    caption: '表4　各市报送的台账条数',
    headings: ['市', ...data.registers.map(({ register }) => register.label)],
    widths: [9, ...data.registers.map(() => 91 / data.registers.length)],
    wordColumns: 1,
    rows: data.filings.map((filing) => [
      cityOf(filing.officeName),
      ...data.registers.map(({ register }) => countText(filing.counts[register.id] ?? 0)),
    ]),
  };
}

/** Composes the report from its data: sentences, numbers and tables in the order of a 公文. */
export function composeReport(data: ReportData): ComposedReport {
  const sections: [string, ReportBlock[]][] = [
    ['主要目标完成情况', goalBlocks(data)],
    ['各项任务进展情况', progressBlocks(data)],
  ];
  if (isOfSeveral(data) && data.filings.length > 0)
    sections.push(['报送情况', [filingTable(data), holdingsTable(data)]]);
  sections.push([
    '统计口径',
    [
      paragraph(
        `各项数字截至${chineseDate(data.asOf)}：只计日期在此以前的现有记录，报送和审核以此前各期的报送为准，日期未填的不计。填报指其中的全部记录；报送指已报送或已通过审核的记录；认定指已通过审核的记录，跨市重复的只计一次。较上期指认定数与上一报告期末之差。完成按认定数与目标之比计算，目标按年下达的按当年计算。`,
      ),
    ],
  ]);
  const written = sections.filter(([, blocks]) => blocks.length > 0);
  return {
    title: `${data.planName}实施情况报告`,
    subtitle: `（${data.periodLabel.replaceAll(' ', '')}）`,
    blocks: [
      introduction(data),
      ...written.flatMap(([title, blocks], at) => [heading(1, `${ORDINALS[at]}、${title}`), ...blocks]),
    ],
    signer: data.officeName,
    date: chineseDate(data.generatedOn),
  };
}
