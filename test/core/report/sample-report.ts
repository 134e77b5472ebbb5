import type { ReportData } from '../../../electron/core/report/report-data.ts';
import type { IndicatorCounts } from '../../../shared/contract/indicator-calls.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';

function indicator(over: Partial<IndicatorCounts>): IndicatorCounts {
  return {
    id: 'G1',
    name: '竞争力强的科技创新平台',
    task: 'G',
    register: 'platform',
    unit: '家',
    definition: '',
    per: 'cumulative',
    target: 20,
    reported: 12,
    submitted: 9,
    accepted: 5,
    byCity: {
      '370100': { reported: 7, submitted: 5, accepted: 3 },
      '370200': { reported: 5, submitted: 4, accepted: 2 },
    },
    byYear: {
      2019: { reported: 4, submitted: 4, accepted: 3, target: null },
      2020: { reported: 8, submitted: 5, accepted: 2, target: null },
    },
    ...over,
  };
}

/** A province's report of two cities: one filed, the other did not. */
export function sampleReport(over: Partial<ReportData> = {}): ReportData {
  return {
    planName: '山东省新一代信息技术创新能力提升行动计划（2019—2021年）',
    periodLabel: '2020 年第 2 季度',
    year: 2020,
    asOf: '2020-06-30',
    officeName: '山东省科学技术厅',
    generatedOn: '2020-07-12',
    indicators: [
      indicator({}),
      indicator({
        id: 'T2.a',
        name: '重大科技创新工程项目',
        task: 'T2.a',
        register: 'project',
        unit: '项',
        per: 'year',
        target: 50,
        byYear: { 2020: { reported: 30, submitted: 25, accepted: 20, target: 50 } },
      }),
      indicator({ id: 'T2.b', name: '承担国家项目', task: 'T2.b', target: null }),
    ],
    before: { G1: 3, 'T2.a': 5 },
    offices: [
      { code: '370100', name: '济南市科学技术局', short: '济南' },
      { code: '370200', name: '青岛市科学技术局', short: '青岛' },
    ],
    tasks: [
      { id: 'G', title: '发展目标', parent: null },
      { id: 'T2', title: '（二）技术创新能力增强行动', parent: null },
      { id: 'T2.a', title: '重大科技创新工程', parent: 'T2' },
      { id: 'T2.b', title: '承担国家重点研发计划', parent: 'T2' },
      { id: 'T2.c', title: '没有内容的任务', parent: 'T2' },
    ],
    narratives: [
      {
        task: 'T2.a',
        ownerName: '济南市',
        text: '新立项 3 项——“边缘计算”等……\n下一步加快𠮷字平台 <b>建设</b> & 验收。',
      },
      { task: 'T2.a', ownerName: '青岛市', text: '推进顺利。' },
    ],
    registers: REGISTERS.map((register) => ({
      register,
      count: register.id === 'project' ? 1 : 0,
      rows:
        register.id === 'project'
          ? [{ id: 'p1', owner: '370200', values: { name: '=边缘计算', number: '0012', totalFunds: 123_456_789 } }]
          : [],
    })),
    filings: [
      { officeName: '济南市科学技术局', receivedAt: '2020-07-03T02:00:00Z', sequence: 2, counts: { project: 1 } },
      { officeName: '青岛市科学技术局', receivedAt: null, sequence: null, counts: {} },
    ],
    ...over,
  };
}
