import type { Rule } from '../rule.ts';
import { fieldsRule, isFilled, numberOf, textOf } from '../rule-helpers.ts';
import { askedRule, orderRule, partRule, sumRule } from '../rule-kinds.ts';

const CUSTOM = '人才项目管理（业务惯例）';
const PLAN_TASK = '行动计划任务（四）3';
const YOUNGEST = 16;
const OLDEST = 90;
const FULL_TIME_MONTHS = 9;

/** Rules over several fields of a talent record. */
export const talentRules: readonly Rule[] = [
  orderRule('talent.term-order', 'error', CUSTOM, ['termEnd', 'termStart'], '管理期（聘期）结束早于开始'),
  orderRule('talent.term-early', 'hint', CUSTOM, ['termEnd', 'selectedDate'], '管理期（聘期）结束早于入选日期'),
  fieldsRule('talent.age-odd', 'warning', CUSTOM, ['birthYear', 'selectedDate'], (values) => {
    const born = numberOf(values.birthYear);
    const selected = Number(textOf(values.selectedDate).slice(0, 4));
    if (born === undefined || !selected) return undefined;
    const age = selected - born;
    return age < YOUNGEST || age > OLDEST ? `按出生年份，入选时 ${age} 岁，请改正或说明原因。` : undefined;
  }),
  fieldsRule('talent.full-time-months', 'hint', CUSTOM, ['monthsPerYear', 'arrivalMode'], (values) => {
    const months = numberOf(values.monthsPerYear);
    return values.arrivalMode === 'full-time' && months !== undefined && months < FULL_TIME_MONTHS
      ? `全职引进的每年在鲁工作只有 ${months} 个月，可再核对引进方式。`
      : undefined;
  }),
  sumRule('talent.funds-sum', 'warning', CUSTOM, {
    total: 'totalFunds',
    main: ['provincialFunds', 'cityFunds'],
    others: ['unitFunds'],
    names: ['支持经费', '省级、市县、单位三项'],
  }),
  partRule('talent.received-over-total', CUSTOM, ['receivedFunds', 'totalFunds'], '到位经费多于支持经费合计'),
  askedRule(
    'talent.offshore-base',
    'hint',
    PLAN_TASK,
    ['offshoreBase', 'programme'],
    (values) => values.programme === 'offshore',
    '离岸创新人才没有填离岸基地。',
  ),
  askedRule(
    'talent.partners-missing',
    'hint',
    PLAN_TASK,
    ['partnerUnits', 'kind'],
    (values) => values.kind === 'base',
    '共建人才培养基地没有填共建单位。',
  ),
  fieldsRule('talent.assessment-missing', 'hint', CUSTOM, ['evaluationGrade', 'state'], (values) =>
    values.state === 'assessed' && !isFilled(values.evaluationGrade) ? '已期满考核，没有填考核结果。' : undefined,
  ),
];
