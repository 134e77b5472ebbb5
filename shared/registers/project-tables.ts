import { inSection } from './in-section.ts';
import type { ChildTable } from './register.ts';

const participants: ChildTable = {
  key: 'participants',
  label: '参与人员',
  section: 'people',
  summaryFields: ['name', 'role', 'unit'],
  rowKey: ['name', 'unit'],
  fields: inSection('people', [
    { key: 'name', label: '姓名', type: 'text', required: 'always', maxLength: 60, searchable: true },
    { key: 'role', label: '参与角色', type: 'code', codeTable: 'participant-role', synonyms: ['角色', '分工角色'] },
    { key: 'unit', label: '所在单位', type: 'text', maxLength: 120, synonyms: ['工作单位', '单位'] },
    { key: 'title', label: '职称', type: 'text', maxLength: 40, synonyms: ['职务职称', '技术职称'] },
    { key: 'workShare', label: '投入时间比例', type: 'integer', unit: '%', min: 0, max: 100, synonyms: ['工作时间'] },
    { key: 'duty', label: '分担任务', type: 'text', maxLength: 200, synonyms: ['任务分工', '承担任务'] },
  ]),
};

const yearlyFunds: ChildTable = {
  key: 'yearlyFunds',
  label: '分年度经费',
  section: 'funds',
  summaryFields: ['year', 'totalFunds', 'spentFunds'],
  rowKey: ['year'],
  fields: inSection('funds', [
    { key: 'year', label: '年度', type: 'year', required: 'always', min: 2000, max: 2100, synonyms: ['年份'] },
    { key: 'totalFunds', label: '合计', type: 'money', unit: '万元', min: 0, synonyms: ['总经费'] },
    { key: 'provincialFunds', label: '省拨经费', type: 'money', unit: '万元', min: 0 },
    { key: 'selfFunds', label: '自筹经费', type: 'money', unit: '万元', min: 0 },
    { key: 'otherFunds', label: '其他经费', type: 'money', unit: '万元', min: 0 },
    { key: 'receivedFunds', label: '到位经费', type: 'money', unit: '万元', min: 0 },
    { key: 'spentFunds', label: '支出经费', type: 'money', unit: '万元', min: 0 },
  ]),
};

const indicators: ChildTable = {
  key: 'indicators',
  label: '考核指标',
  section: 'content',
  summaryFields: ['kind', 'name', 'target', 'achieved'],
  rowKey: ['kind', 'name'],
  pair: { target: 'target', achieved: 'achieved' },
  fields: inSection('content', [
    { key: 'kind', label: '指标类别', type: 'code', codeTable: 'indicator-kind', required: 'always' },
    { key: 'name', label: '指标名称', type: 'text', maxLength: 120, synonyms: ['考核指标', '指标内容'] },
    { key: 'unit', label: '单位', type: 'text', maxLength: 20, synonyms: ['计量单位'] },
    { key: 'target', label: '目标值', type: 'decimal', scale: 2, synonyms: ['考核目标', '目标'] },
    { key: 'achieved', label: '完成值', type: 'decimal', scale: 2, synonyms: ['已完成', '完成情况'] },
    { key: 'note', label: '说明', type: 'text', maxLength: 300 },
  ]),
};

/** Child tables of a project beside the built-in ones (domain §3.3, §3.6). */
export const projectTables: readonly ChildTable[] = [participants, yearlyFunds, indicators];
