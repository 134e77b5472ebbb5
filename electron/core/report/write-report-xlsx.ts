import type { IndicatorCounts, Triple } from '../../../shared/contract/indicator-calls.ts';
import type { CellInput, ColumnSpec, SheetSpec } from '../spreadsheet/sheet-spec.ts';
import { type WriteOptions, writeWorkbook } from '../spreadsheet/xlsx-writer.ts';
import { cityOf, isOfSeveral } from './compose-report.ts';
import type { ReportData } from './report-data.ts';
import { accomplished, chineseDate, targetText } from './report-numbers.ts';
import { exportSheet } from './report-register-sheet.ts';

const LEADING = ['任务', '指标', '单位', '目标', '填报', '报送', '认定', '较上期', '完成'] as const;
const COUNTS = ['填报', '报送', '认定'] as const;
const NONE: Triple = { reported: 0, submitted: 0, accepted: 0 };

function countColumn(name: string): ColumnSpec {
  return { heading: name, style: 'count', width: 9 };
}

function triple(counts: Triple | undefined): CellInput[] {
  const { reported, submitted, accepted } = counts ?? NONE;
  return [reported, submitted, accepted];
}

/** Every indicator with its three counts, in all and by year. */
function indicatorSheet(data: ReportData): SheetSpec {
  const years = [...new Set(data.indicators.flatMap((indicator) => Object.keys(indicator.byYear)))].sort();
  const groups = years.map((year) => `${year}年`);
  const width = LEADING.length + groups.length * COUNTS.length;
  const tasks = new Map(data.tasks.map((task) => [task.id, task.title]));
  const row = (indicator: IndicatorCounts): CellInput[] => [
    tasks.get(indicator.task) ?? indicator.task,
    indicator.name,
    indicator.unit,
    indicator.target !== null && indicator.per === 'cumulative'
      ? { value: indicator.target, style: 'count' }
      : targetText(indicator),
    ...triple(indicator),
    data.before === null ? null : indicator.accepted - (data.before[indicator.id] ?? 0),
    { value: accomplished(indicator, data.year), style: 'percent' },
    ...years.flatMap((year) => triple(indicator.byYear[year])),
  ];
  const groupCells: CellInput[] = Array.from({ length: width }, () => ({ value: null, style: 'heading' as const }));
  groupCells[0] = { value: '合计', style: 'heading' };
  for (const [at, name] of groups.entries()) groupCells[LEADING.length + at * 3] = { value: name, style: 'heading' };
  const caption = `截至${chineseDate(data.asOf)}　只计日期在此以前的记录。填报：其中全部；报送：截至本期已报送或已通过；认定：已通过，跨市重复只计一次。较上期：认定数之差。完成＝认定÷目标，按年下达的按 ${data.year} 年计。`;
  return {
    name: '指标汇总',
    preface: [
      {
        cells: [{ value: `${data.planName}指标汇总（${data.periodLabel}）`, style: 'title' }],
        merges: [[0, width - 1]],
        height: 32,
      },
      { cells: [{ value: caption, style: 'caption' }], merges: [[0, width - 1]], height: 18 },
      {
        cells: groupCells,
        merges: [
          [0, LEADING.length - 1],
          ...groups.map((_, at) => [LEADING.length + at * 3, LEADING.length + at * 3 + 2] as const),
        ],
        height: 20,
      },
    ],
    columns: [
      { heading: '任务', style: 'label', width: 26 },
      { heading: '指标', style: 'label', width: 34 },
      { heading: '单位', style: 'label', width: 6 },
      { heading: '目标', style: 'label', width: 9 },
      ...COUNTS.map(countColumn),
      countColumn('较上期'),
      { heading: '完成', style: 'percent', width: 9 },
      ...groups.flatMap(() => COUNTS.map(countColumn)),
    ],
    rows: data.indicators.map(row),
    frozenColumns: 3,
  };
}

/** Every indicator by city, a line for each of the three counts. */
function citySheet(data: ReportData): SheetSpec {
  const kinds = [
    ['填报', 'reported'],
    ['报送', 'submitted'],
    ['认定', 'accepted'],
  ] as const;
  return {
    name: '分市汇总',
    preface: [
      {
        cells: [{ value: `各市指标汇总（${data.periodLabel}）`, style: 'title' }],
        merges: [[0, 3 + data.offices.length]],
        height: 32,
      },
    ],
    columns: [
      { heading: '指标', style: 'label', width: 34 },
      { heading: '单位', style: 'label', width: 6 },
      { heading: '口径', style: 'label', width: 7 },
      { heading: '合计', style: 'count', width: 9 },
      ...data.offices.map((office) => countColumn(office.short)),
    ],
    rows: data.indicators.flatMap((indicator) =>
      kinds.map(([name, count]): CellInput[] => [
        indicator.name,
        indicator.unit,
        name,
        indicator[count],
        ...data.offices.map((office) => indicator.byCity[office.code]?.[count] ?? 0),
      ]),
    ),
    filter: true,
    frozenColumns: 3,
  };
}

function filingSheet(data: ReportData): SheetSpec {
  return {
    name: '各市报送',
    preface: [
      {
        cells: [{ value: `各市报送情况（${data.periodLabel}）`, style: 'title' }],
        merges: [[0, 2 + data.registers.length]],
        height: 32,
      },
    ],
    columns: [
      { heading: '市', style: 'label', width: 14 },
      { heading: '收件日期', style: 'label', width: 14 },
      { heading: '序号', style: 'count', width: 8 },
      ...data.registers.map(({ register }) => ({
        heading: `${register.label}（${register.measure}）`,
        style: 'count' as const,
        width: 14,
      })),
    ],
    rows: data.filings.map((filing): CellInput[] => [
      cityOf(filing.officeName),
      filing.receivedAt?.slice(0, 10) ?? '未报送',
      filing.sequence,
      ...data.registers.map(({ register }) => filing.counts[register.id] ?? 0),
    ]),
  };
}

/** Writes the report's workbook: 指标汇总, the cities' filings, and a sheet for each register. */
export async function writeReportXlsx(path: string, data: ReportData, options?: WriteOptions): Promise<void> {
  await writeWorkbook(
    path,
    [
      indicatorSheet(data),
      ...(isOfSeveral(data) ? [citySheet(data)] : []),
      ...(isOfSeveral(data) && data.filings.length > 0 ? [filingSheet(data)] : []),
      ...data.registers.map((register) => exportSheet(register, data.offices)),
    ],
    options,
  );
}
