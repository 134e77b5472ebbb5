import { LOANS } from '../../registers/finance.ts';
import type { Rule } from '../rule.ts';
import { fieldsRule, isFilled, numberOf, textOf } from '../rule-helpers.ts';
import { askedRule, orderRule, partRule, sumRule } from '../rule-kinds.ts';

const LOAN = '科技成果转化贷款风险补偿（业务惯例）';
const PLAN_TASK = '行动计划任务（四）4';
/** 8 %, in hundredths of a percent. */
const HIGH_RATE = 800;

/** Rules over several fields of a finance record. */
export const financeRules: readonly Rule[] = [
  orderRule('finance.loan-order', 'error', LOAN, ['loanEnd', 'loanStart'], '贷款到期日期早于开始日期'),
  orderRule('finance.repaid-order', 'error', LOAN, ['repaidDate', 'loanStart'], '还清日期早于贷款开始日期'),
  orderRule(
    'finance.compensation-order',
    'warning',
    LOAN,
    ['compensationDate', 'loanStart'],
    '补偿日期早于贷款开始日期',
  ),
  askedRule(
    'finance.loan-missing',
    'warning',
    PLAN_TASK,
    ['loanAmount', 'kind'],
    (values) => LOANS.includes(textOf(values.kind)),
    '贷款类事项没有填贷款金额，不会计入贷款合计，请补填或说明原因。',
  ),
  askedRule(
    'finance.award-missing',
    'warning',
    PLAN_TASK,
    ['awardFunds', 'kind'],
    (values) => values.kind === 'contest',
    '创新竞技事项没有填优胜支持经费，请补填或说明原因。',
  ),
  askedRule(
    'finance.investment-missing',
    'warning',
    PLAN_TASK,
    ['investment', 'kind'],
    (values) => values.kind === 'investment',
    '投资跟进事项没有填投资金额，请补填或说明原因。',
  ),
  partRule('finance.balance-over-loan', LOAN, ['loanBalance', 'loanAmount'], '贷款余额多于贷款金额'),
  partRule('finance.overdue-over-loan', LOAN, ['overdueAmount', 'loanAmount'], '不良本金多于贷款金额'),
  partRule('finance.compensation-over-overdue', LOAN, ['compensation', 'overdueAmount'], '风险补偿金额多于不良本金'),
  sumRule('finance.compensation-sum', 'warning', PLAN_TASK, {
    total: 'compensation',
    main: ['provincialCompensation', 'cityCompensation'],
    names: ['风险补偿', '省级、市县两项'],
  }),
  fieldsRule('finance.rate-high', 'hint', LOAN, ['loanRate'], (values) =>
    (numberOf(values.loanRate) ?? 0) > HIGH_RATE ? '贷款年利率高于 8%，可再核对单位是不是 %。' : undefined,
  ),
  fieldsRule('finance.mortgaged', 'hint', PLAN_TASK, ['guarantee', 'kind'], (values) =>
    values.kind === 'low-mortgage-loan' && values.guarantee === 'mortgage'
      ? '低抵押低息贷款的担保方式是抵押，可再核对一次。'
      : undefined,
  ),
  fieldsRule('finance.repaid-balance', 'warning', LOAN, ['loanBalance', 'state'], (values) =>
    values.state === 'repaid' && (numberOf(values.loanBalance) ?? 0) > 0
      ? '办理状态是已还清，贷款余额不是 0，请改正或说明原因。'
      : undefined,
  ),
  fieldsRule('finance.compensated-missing', 'warning', LOAN, ['compensation', 'state'], (values) =>
    values.state === 'compensated' && !isFilled(values.compensation)
      ? '办理状态是已补偿，没有填风险补偿金额，请补填或说明原因。'
      : undefined,
  ),
];
