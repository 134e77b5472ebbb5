import type { Rule } from '../rule.ts';
import { fieldsRule, isFilled, textOf } from '../rule-helpers.ts';
import { askedRule, orderRule, partRule } from '../rule-kinds.ts';

const DOCUMENT = 'GB/T 9704-2012 党政机关公文格式（发文字号）';
const CUSTOM = '政策文件管理（业务惯例）';
const PLAN_TASK = '行动计划保障措施（一）';
const WRITTEN = ['support', 'scheme', 'funds-rules'];
const NUMBER_YEAR = /[〔［[(（【](\d{4})[〕］\])）】]/;
const NUMBER_FORM = /〔\d{4}〕\d+号$/;

/** Rules over several fields of a policy. */
export const policyRules: readonly Rule[] = [
  orderRule('policy.expiry-order', 'error', CUSTOM, ['expiryDate', 'issueDate'], '有效期早于印发（出台）日期'),
  orderRule(
    'policy.effective-order',
    'warning',
    CUSTOM,
    ['effectiveDate', 'issueDate'],
    '施行日期早于印发（出台）日期',
  ),
  askedRule(
    'policy.number-missing',
    'hint',
    DOCUMENT,
    ['documentNumber', 'kind'],
    (values) => values.state === 'issued' && WRITTEN.includes(textOf(values.kind)),
    '已印发的文件没有填文号。',
  ),
  fieldsRule('policy.number-form', 'hint', DOCUMENT, ['documentNumber'], (values) => {
    const number = textOf(values.documentNumber).replace(/\s/g, '');
    if (number === '' || NUMBER_FORM.test(number)) return undefined;
    return '文号格式少见：通常是机关代字、六角括号里的年份和顺序号，例如 青科规〔2020〕2号，可再核对一次。';
  }),
  fieldsRule('policy.number-year', 'hint', DOCUMENT, ['issueDate', 'documentNumber'], (values) => {
    const issued = textOf(values.issueDate);
    const numbered = issued === '' ? undefined : NUMBER_YEAR.exec(textOf(values.documentNumber))?.[1];
    if (!numbered || issued.startsWith(numbered)) return undefined;
    return `文号中的年份是 ${numbered}，印发（出台）日期是 ${issued.slice(0, 4)} 年，可再核对一次。`;
  }),
  partRule('policy.paid-over-planned', CUSTOM, ['paidFunds', 'plannedFunds'], '已兑现资金多于计划安排资金'),
  partRule('policy.provincial-over-planned', CUSTOM, ['provincialFunds', 'plannedFunds'], '省级资金多于计划安排资金'),
  fieldsRule('policy.expiry-missing', 'hint', CUSTOM, ['expiryDate', 'state'], (values) =>
    values.state === 'expired' && !isFilled(values.expiryDate) ? '政策已失效，没有填有效期至哪一天。' : undefined,
  ),
  askedRule(
    'policy.experts-missing',
    'hint',
    PLAN_TASK,
    ['experts', 'kind'],
    (values) => values.kind === 'think-tank',
    '智库建设没有填智库专家数。',
  ),
];
