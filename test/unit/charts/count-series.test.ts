import { describe, expect, test } from 'vitest';
import { barOption, chartSentence } from '../../../renderer/charts/bar-option.ts';
import { citySeries } from '../../../renderer/charts/city-series.ts';
import { nestedPieces } from '../../../renderer/charts/count.ts';
import { fieldSeries } from '../../../renderer/charts/field-series.ts';
import { yearSeries } from '../../../renderer/charts/year-series.ts';

const colours = {
  accepted: '#1d4f8c',
  submitted: '#6f9ccf',
  reported: '#cfe0f2',
  ink: '#1b232c',
  second: '#4d5965',
  line: '#e3e6ea',
  panel: '#ffffff',
};
const triple = (accepted: number, submitted: number, reported: number) => ({ accepted, submitted, reported });
const cities = [
  { code: '370100', short: '济南' },
  { code: '370200', short: '青岛' },
  { code: '370300', short: '淄博' },
];

describe('nested counts', () => {
  test('the pieces add up to the widest count', () => {
    expect(nestedPieces(triple(13, 16, 19))).toEqual(triple(13, 3, 3));
  });
  test('a count that does not nest leaves an empty piece, never a negative one', () => {
    expect(nestedPieces(triple(5, 4, 4))).toEqual(triple(5, 0, 0));
  });
});

describe('series', () => {
  test('by city: every city, the largest of the chosen count first', () => {
    const byCity = { '370200': triple(24, 25, 26), '370300': triple(6, 30, 31) };
    expect(citySeries({ byCity }, cities, 'accepted').map((row) => row.label)).toEqual(['青岛', '淄博', '济南']);
    expect(citySeries({ byCity }, cities, 'reported').map((row) => row.label)).toEqual(['淄博', '青岛', '济南']);
    expect(citySeries({ byCity }, cities, 'accepted')[2]?.counts).toEqual(triple(0, 0, 0));
  });
  test('by year: the years of the plan, and any other year that holds records', () => {
    const byYear = { '2020': { ...triple(31, 44, 49), target: 50 }, '2018': { ...triple(0, 0, 1), target: null } };
    const rows = yearSeries({ byYear }, 2019, 2021);
    expect(rows.map((row) => row.label)).toEqual(['2018 年', '2019 年', '2020 年', '2021 年']);
    expect(rows.map((row) => row.target)).toEqual([null, null, 50, null]);
  });
  test('by field: empty ones left out, 其他 and records without a field last', () => {
    const fields = [
      { code: 'other', label: '其他', ...triple(9, 9, 9) },
      { code: '', label: '未填', ...triple(20, 20, 20) },
      { code: 'ai', label: '人工智能', ...triple(3, 4, 5) },
      { code: '5g', label: '5G', ...triple(4, 4, 4) },
      { code: 'chip', label: '芯片', ...triple(0, 0, 0) },
    ];
    expect(fieldSeries(fields, 'accepted').map((row) => row.label)).toEqual(['5G', '人工智能', '其他', '未填']);
  });
});

describe('bar option', () => {
  const rows = [
    { key: '2019', label: '2019 年', counts: triple(56, 56, 56), target: 50 },
    { key: '2020', label: '2020 年', counts: triple(31, 44, 49), target: 50 },
  ];
  const chart = { title: 'T2.a 重大科技创新工程，按年', unit: '项', rows, direction: 'up' as const };

  test('draws three stacked pieces and the target as a mark', () => {
    const series = barOption(chart, colours).series as { name: string; data: unknown }[];
    expect(series.map((one) => one.name)).toEqual(['认定', '报送', '填报', '目标']);
    expect(series.map((one) => one.data)).toEqual([
      [56, 31],
      [0, 13],
      [0, 5],
      [
        [0, 50],
        [1, 50],
      ],
    ]);
  });
  test('says the numbers to a screen reader and tells pieces apart by pattern', () => {
    expect(chartSentence(chart)).toBe(
      'T2.a 重大科技创新工程，按年。2019 年认定 56 项，报送 56 项，填报 56 项；2020 年认定 31 项，报送 44 项，填报 49 项。',
    );
    expect(barOption(chart, colours).aria).toMatchObject({ enabled: true, decal: { show: true } });
  });
  test('bars from left to right keep their order from the top', () => {
    const option = barOption({ ...chart, direction: 'across' }, colours);
    expect(option.yAxis).toMatchObject({ inverse: true, data: ['2019 年', '2020 年'] });
  });
});
