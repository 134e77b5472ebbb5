import { checkProjectNumber } from '../../identifiers/registration-numbers.ts';
import { formatMoney } from '../../values/money.ts';
import type { Rule } from '../rule.ts';
import { exceeds, fieldsRule, isFilled, numberOf, surelyBefore, textOf } from '../rule-helpers.ts';

const CONTRACT = '项目任务书（起止年限、经费来源）';

/** Programmes whose numbers follow no provincial or national shape. */
const FREE_NUMBERS = ['municipal', 'other', 'guidance', 'base-talent'];

/** Number shapes that belong to one programme (domain §3.2). */
const SHAPES: readonly { readonly shape: RegExp; readonly programmes: readonly string[]; readonly name: string }[] = [
  { shape: /^\d{4}(JZZY|CXGC)\d{6}$/, programmes: ['key-innovation'], name: '省重点研发计划（重大科技创新工程）' },
  { shape: /^ZR\d{4}ZD\d{2,3}$/, programmes: ['nsf-major', 'nsf'], name: '省自然科学基金（重大基础研究）' },
  {
    shape: /^ZR\d{4}(?!ZD)[A-Z]{2,3}\d{2,3}$/,
    programmes: ['nsf', 'nsf-general', 'nsf-youth', 'nsf-key', 'nsf-joint'],
    name: '省自然科学基金',
  },
  { shape: /^\d{4}YF[A-Z]+\d{6,7}$/, programmes: ['national-key-rd'], name: '国家重点研发计划' },
];

/** Rules over several fields of a project. */
export const projectRules: readonly Rule[] = [
  fieldsRule('project.dates-order', 'error', CONTRACT, ['endDate', 'startDate'], (values) =>
    surelyBefore(values.endDate, values.startDate) ? '结束日期早于开始日期，请核对。' : undefined,
  ),
  fieldsRule('project.approval-late', 'hint', '立项程序', ['approvalDate', 'endDate'], (values) =>
    surelyBefore(values.endDate, values.approvalDate) ? '立项日期晚于结束日期，可再核对一次。' : undefined,
  ),
  fieldsRule('project.acceptance-early', 'warning', '综合绩效评价程序', ['acceptanceDate', 'startDate'], (values) =>
    surelyBefore(values.acceptanceDate, values.startDate) ? '验收日期早于开始日期，请改正或说明原因。' : undefined,
  ),
  fieldsRule(
    'project.funds-sum',
    'warning',
    CONTRACT,
    ['totalFunds', 'provincialFunds', 'selfFunds', 'otherFunds'],
    (values) => {
      const total = numberOf(values.totalFunds);
      if (total === undefined) return undefined;
      const sum = [values.provincialFunds, values.selfFunds, values.otherFunds].reduce<number>(
        (amount, part) => amount + (numberOf(part) ?? 0),
        0,
      );
      // With a main source still open only too much can be seen.
      const complete = isFilled(values.provincialFunds) && isFilled(values.selfFunds);
      if (complete ? sum === total : sum <= total) return undefined;
      return `总经费 ${formatMoney(total)} 万元，省拨、自筹、其他三项合计 ${formatMoney(sum)} 万元，两者不等，请改正或说明原因。`;
    },
  ),
  fieldsRule('project.received-over-total', 'warning', CONTRACT, ['receivedFunds', 'totalFunds'], (values) =>
    exceeds(values.receivedFunds, values.totalFunds) ? '到位经费多于总经费，请改正或说明原因。' : undefined,
  ),
  fieldsRule('project.spent-over-received', 'warning', CONTRACT, ['spentFunds', 'receivedFunds'], (values) =>
    exceeds(values.spentFunds, values.receivedFunds) ? '支出经费多于到位经费，请改正或说明原因。' : undefined,
  ),
  fieldsRule('project.yearly-sum', 'warning', CONTRACT, ['totalFunds'], (values, _context, { tables }) => {
    const total = numberOf(values.totalFunds);
    const years = (tables.yearlyFunds ?? []).map((row) => numberOf(row.values.totalFunds));
    if (total === undefined || years.length === 0 || years.some((amount) => amount === undefined)) return undefined;
    const sum = years.reduce<number>((amount, year) => amount + (year ?? 0), 0);
    if (sum === total) return undefined;
    return `分年度经费合计 ${formatMoney(sum)} 万元，与总经费 ${formatMoney(total)} 万元不等，请改正或说明原因。`;
  }),
  {
    id: 'project.yearly-repeated',
    register: 'project',
    severity: 'warning',
    source: CONTRACT,
    fields: ['year'],
    find: ({ tables }) => {
      const rows = tables.yearlyFunds ?? [];
      const years = rows.map((row) => numberOf(row.values.year));
      return rows
        .filter((_, index) => years[index] !== undefined && years.indexOf(years[index]) < index)
        .map((row) => ({
          message: `分年度经费中 ${row.values.year} 年填了不止一行，请合并或说明原因。`,
          field: 'year',
          table: 'yearlyFunds',
          rowId: row.rowId,
        }));
    },
  },
  fieldsRule('project.trl-order', 'warning', 'GB/T 22900', ['currentTrl', 'startTrl', 'targetTrl'], (values) => {
    const [start, current, target] = [values.startTrl, values.currentTrl, values.targetTrl].map((code) =>
      isFilled(code) ? Number(code) : undefined,
    );
    if (exceeds(start, current)) return '当前技术就绪度低于立项时，请改正或说明原因。';
    return exceeds(start, target) ? '目标技术就绪度低于立项时，请改正或说明原因。' : undefined;
  }),
  fieldsRule('project.number-odd', 'warning', '项目编号惯例', ['number', 'programme'], (values) => {
    const number = textOf(values.number);
    if (number === '' || FREE_NUMBERS.includes(textOf(values.programme))) return undefined;
    return checkProjectNumber(number)?.message;
  }),
  fieldsRule('project.number-programme', 'hint', '项目编号惯例', ['programme', 'number'], (values) => {
    const known = SHAPES.find(({ shape }) => shape.test(textOf(values.number)));
    if (!known || !isFilled(values.programme) || known.programmes.includes(textOf(values.programme))) return undefined;
    return `按项目编号看，这像是${known.name}的项目，可再核对计划类别。`;
  }),
  fieldsRule('project.number-missing', 'hint', '立项程序', ['number', 'stage'], (values) =>
    !isFilled(values.number) && isFilled(values.stage) && values.stage !== 'applied'
      ? '已立项的项目没有填项目编号，跨市查重时只能按名称和单位比对。'
      : undefined,
  ),
  fieldsRule('project.acceptance-missing', 'hint', '综合绩效评价程序', ['acceptanceDate', 'stage'], (values) =>
    values.stage === 'concluded' && !isFilled(values.acceptanceDate) ? '项目已结题，没有填验收日期。' : undefined,
  ),
  fieldsRule('project.application-missing', 'hint', '行动计划任务（五）1', ['applicationField', 'kind'], (values) =>
    values.kind === 'demonstration' && !isFilled(values.applicationField)
      ? '应用示范项目没有填应用示范领域。'
      : undefined,
  ),
  fieldsRule('project.industry-missing', 'hint', '行动计划任务（五）2', ['industryField', 'kind'], (values) =>
    values.kind === 'upgrade' && !isFilled(values.industryField) ? '转型升级项目没有填传统产业领域。' : undefined,
  ),
];
