import { code, type FieldDraft, longText, money, text, year } from './field-kinds.ts';
import { inSection } from './in-section.ts';
import type { ChildTable } from './register.ts';

const requiredYear = year('year', '年度', { required: 'always', synonyms: ['年份'] });

/** Where an amount comes from; the same three in every table of funds. */
const sources: readonly FieldDraft[] = [
  money('provincialFunds', '省拨经费', { synonyms: ['专项省拨经费', '省财政经费'] }),
  money('selfFunds', '自筹经费', { synonyms: ['自筹'] }),
  money('otherFunds', '其他经费', { synonyms: ['其他'] }),
];

const participants: ChildTable = {
  key: 'participants',
  label: '参与人员',
  section: 'people',
  summaryFields: ['name', 'role', 'unit'],
  rowKey: ['name', 'unit'],
  fields: inSection('people', [
    text('name', '姓名', 60, { required: 'always', searchable: true }),
    code('role', '参与角色', 'participant-role', { synonyms: ['角色', '分工角色'] }),
    text('unit', '所在单位', 120, { synonyms: ['工作单位', '单位'] }),
    text('title', '职称', 40, { synonyms: ['职务职称', '技术职称'] }),
    { key: 'workShare', label: '投入时间比例', type: 'integer', unit: '%', min: 0, max: 100, synonyms: ['工作时间'] },
    text('duty', '分担任务', 200, { synonyms: ['任务分工', '承担任务'] }),
    code('gender', '性别', 'gender'),
    year('birthYear', '出生年份', { min: 1900, synonyms: ['出生年月', '出生年'] }),
    code('education', '学历', 'education', { synonyms: ['最高学历'] }),
    text('position', '职务', 40, { synonyms: ['行政职务'] }),
    text('speciality', '专业', 60, { synonyms: ['从事专业', '所学专业'] }),
  ]),
};

const budget: ChildTable = {
  key: 'budget',
  label: '分科目预算',
  section: 'funds',
  summaryFields: ['subject', 'budgeted', 'spentFunds'],
  rowKey: ['subject'],
  fields: inSection('funds', [
    code('subject', '预算科目', 'budget-subject', {
      required: 'always',
      synonyms: ['科目', '预算科目名称', '支出科目'],
      help: '2021 年以前立项的用十一项科目，2021 年起用三项科目；不列支的科目填 0。',
    }),
    money('budgeted', '预算数', { synonyms: ['预算', '合计', '预算金额'] }),
    ...sources,
    money('spentFunds', '支出数', { synonyms: ['支出', '实际支出', '决算数'] }),
    text('note', '说明', 300, { synonyms: ['测算依据', '备注'] }),
  ]),
};

const yearlyFunds: ChildTable = {
  key: 'yearlyFunds',
  label: '分年度经费',
  section: 'funds',
  summaryFields: ['year', 'totalFunds', 'spentFunds'],
  rowKey: ['year'],
  fields: inSection('funds', [
    requiredYear,
    money('totalFunds', '合计', { synonyms: ['总经费'] }),
    ...sources,
    money('receivedFunds', '到位经费'),
    money('spentFunds', '支出经费'),
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
    code('kind', '指标类别', 'indicator-kind', { required: 'always' }),
    text('name', '指标名称', 120, { synonyms: ['考核指标', '指标内容'] }),
    text('unit', '单位', 20, { synonyms: ['计量单位'] }),
    { key: 'target', label: '目标值', type: 'decimal', scale: 2, synonyms: ['考核目标', '目标'] },
    { key: 'achieved', label: '完成值', type: 'decimal', scale: 2, synonyms: ['已完成', '完成情况'] },
    text('note', '说明', 300),
  ]),
};

const annualReports: ChildTable = {
  key: 'annualReports',
  label: '年度执行情况',
  section: 'course',
  summaryFields: ['year', 'grade', 'progress'],
  rowKey: ['year'],
  fields: inSection('course', [
    requiredYear,
    { key: 'reportDate', label: '报告日期', type: 'date', partial: true, synonyms: ['提交日期', '报送日期'] },
    code('grade', '检查结果', 'evaluation-grade', { synonyms: ['年度检查结果', '评价等级'] }),
    longText('progress', '执行情况', 1000, { synonyms: ['年度进展', '年度执行情况'] }),
  ]),
};

const changes: ChildTable = {
  key: 'changes',
  label: '项目变更',
  section: 'course',
  summaryFields: ['kind', 'appliedDate', 'state'],
  fields: inSection('course', [
    code('kind', '变更事项', 'change-kind', { required: 'always', synonyms: ['变更类型', '变更内容', '调整事项'] }),
    code('grade', '变更类别', 'change-grade', {
      synonyms: ['调整类别', '重大或一般'],
      help: '承担单位、负责人、实施周期、预算总额、研究内容、考核指标的变更是重大变更，须报省科技厅审批。',
    }),
    { key: 'appliedDate', label: '申请日期', type: 'date', partial: true, synonyms: ['变更申请日期', '申请时间'] },
    text('before', '变更前', 500, { synonyms: ['调整前', '原内容'] }),
    text('after', '变更后', 500, { synonyms: ['调整后', '现内容'] }),
    text('reason', '变更原因', 500, { synonyms: ['调整原因', '理由'] }),
    code('approvalLevel', '审批层级', 'approval-level', { synonyms: ['审批单位', '批准单位'] }),
    { key: 'approvalDate', label: '批准日期', type: 'date', partial: true, synonyms: ['批准时间', '审批日期'] },
    text('approvalDocument', '批准文件', 120, { synonyms: ['批准文号', '批复文号'] }),
    code('state', '办理状态', 'change-state', { synonyms: ['状态', '审批状态'] }),
  ]),
};

/** Child tables of a project beside the built-in ones (domain §3.3–§3.6). */
export const projectTables: readonly ChildTable[] = [
  participants,
  budget,
  yearlyFunds,
  indicators,
  annualReports,
  changes,
];
