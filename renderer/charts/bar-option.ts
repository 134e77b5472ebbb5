import type { EChartsOption } from 'echarts';
import type { ChartColours } from './chart-colours.ts';
import { COUNT_LABELS, COUNTS, type CountedRow, countSentence, nestedPieces } from './count.ts';

export interface BarChart {
  /** What the chart shows, for screen readers: 「G4 培育高新技术企业，按市」. */
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly CountedRow[];
  /** `across` draws bars from left to right, for many or long labels. */
  readonly direction: 'up' | 'across';
}

/**
 * The drawing of nested counts as stacked bars with the target as a mark. Pure: the same rows and colours give the same
 * option. Every piece has its own pattern, so that the three are told apart without colour.
 */
export function barOption(chart: BarChart, colours: ChartColours): EChartsOption {
  const across = chart.direction === 'across';
  const labels = {
    type: 'category' as const,
    data: chart.rows.map((row) => row.label),
    inverse: across,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.line } },
    axisLabel: { color: colours.second, fontSize: 12, interval: 0 },
  };
  const numbers = {
    type: 'value' as const,
    minInterval: 1,
    axisLabel: { color: colours.second, fontSize: 12 },
    splitLine: { lineStyle: { color: colours.line } },
  };
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    aria: { enabled: true, label: { description: chartSentence(chart) }, decal: { show: true } },
    grid: {
      left: 4,
      right: across ? 20 : 8,
      top: 8,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      renderMode: 'richText',
      confine: true,
      backgroundColor: colours.panel,
      borderColor: colours.line,
      shadowBlur: 0,
      shadowOffsetX: 0,
      shadowOffsetY: 0,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: (points) => tooltip(chart, points),
    },
    xAxis: across ? numbers : labels,
    yAxis: across ? labels : numbers,
    series: [
      ...COUNTS.map((count) => ({
        type: 'bar' as const,
        name: COUNT_LABELS[count],
        stack: 'counts',
        barMaxWidth: across ? 12 : 30,
        itemStyle: { color: colours[count] },
        emphasis: { itemStyle: { borderColor: colours.ink, borderWidth: 1 } },
        data: chart.rows.map((row) => nestedPieces(row.counts)[count]),
      })),
      ...targetMarks(chart, colours),
    ],
  };
}

/** The chart in one sentence: every bar with its counts. */
export function chartSentence(chart: Pick<BarChart, 'title' | 'unit' | 'rows'>): string {
  const bars = chart.rows.map((row) => `${row.label}${countSentence(row.counts, chart.unit)}`);
  return `${chart.title}。${bars.join('；')}。`;
}

function targetMarks(chart: BarChart, colours: ChartColours) {
  if (chart.rows.every((row) => row.target === null)) return [];
  const across = chart.direction === 'across';
  return [
    {
      type: 'scatter' as const,
      name: '目标',
      symbol: 'rect',
      symbolSize: across ? [2, 18] : [40, 2],
      itemStyle: { color: colours.ink, decal: { symbol: 'none' } },
      silent: true,
      z: 5,
      data: chart.rows.flatMap((row, index) =>
        row.target === null ? [] : [across ? [row.target, index] : [index, row.target]],
      ),
    },
  ];
}

function tooltip(chart: BarChart, points: unknown): string {
  const first = (Array.isArray(points) ? points[0] : points) as { dataIndex?: number } | undefined;
  const row = chart.rows[first?.dataIndex ?? -1];
  if (!row) return '';
  const target = row.target === null ? '' : `\n目标 ${row.target.toLocaleString('zh-CN')} ${chart.unit}`;
  return `${row.label}\n${countSentence(row.counts, chart.unit).replaceAll('，', '\n')}${target}`;
}
