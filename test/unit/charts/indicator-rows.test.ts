import { describe, expect, test } from 'vitest';
import { indicatorRows } from '../../../renderer/charts/indicator-rows.ts';
import { paceOf, paceSentence } from '../../../renderer/charts/pace.ts';

const base = {
  task: '1',
  register: 'project',
  unit: '项',
  definition: '立项年份在 2019–2021 年',
  byCity: {},
  byYear: {},
  accepted: 87,
  submitted: 100,
  reported: 107,
};

describe('lines of the table', () => {
  test('one line per indicator, one per year where the target is yearly', () => {
    const rows = indicatorRows(
      [
        { ...base, id: 'T1.a', name: '前瞻性技术研究项目', per: 'cumulative', target: 300 },
        {
          ...base,
          id: 'T2.a',
          name: '重大科技创新工程',
          per: 'year',
          target: 50,
          byYear: { '2019': { accepted: 56, submitted: 56, reported: 56, target: 50 } },
        },
      ],
      2019,
      2021,
    );
    expect(rows.map((row) => row.label)).toEqual([
      'T1.a 前瞻性技术研究项目',
      'T2.a 重大科技创新工程 2019',
      'T2.a 重大科技创新工程 2020',
      'T2.a 重大科技创新工程 2021',
    ]);
    expect(rows.map((row) => row.counts.accepted)).toEqual([87, 56, 0, 0]);
    expect(rows.map((row) => row.target)).toEqual([300, 50, 50, 50]);
  });
});

describe('pace', () => {
  const at = (count: number, target: number, asOf: string) => paceOf(count, target, asOf, '2019-01-01', '2021-12-31');
  test('is measured against the days gone by', () => {
    expect(paceSentence(at(13, 20, '2020-06-30'), '家')).toBe('快于进度 3 家');
    expect(paceSentence(at(122, 300, '2020-06-30'), '家')).toBe('慢于进度 28 家');
    expect(paceSentence(at(10, 20, '2020-06-30'), '家')).toBe('与进度持平');
  });
  test('expects nothing before the plan and everything after it', () => {
    expect(at(0, 20, '2018-05-01')).toEqual({ ahead: 0, reached: false });
    expect(at(19, 20, '2023-01-01')).toEqual({ ahead: -1, reached: false });
    expect(paceSentence(at(20, 20, '2019-02-01'), '家')).toBe('已达目标');
  });
});
