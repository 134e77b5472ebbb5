import { codeLabel } from '../../codes/code-tables.ts';
import { cityOf } from '../../office/offices.ts';
import type { Rule } from '../rule.ts';
import { fieldsRule, textOf } from '../rule-helpers.ts';
import { askedRule, orderRule, partRule, sumRule } from '../rule-kinds.ts';

const AGREEMENT = '国际科技合作协议（业务惯例）';
const PLAN_TASK = '行动计划保障措施（三）';
/** The city in which each opening zone lies. */
const ZONE_CITY: Readonly<Record<string, string>> = {
  'ftz-jinan': '370100',
  'ftz-qingdao': '370200',
  'ftz-yantai': '370600',
  sco: '370200',
};

/** Rules over several fields of a cooperation. */
export const cooperationRules: readonly Rule[] = [
  orderRule('cooperation.dates-order', 'error', AGREEMENT, ['endDate', 'startDate'], '合作结束日期早于合作开始日期'),
  orderRule(
    'cooperation.start-early',
    'hint',
    AGREEMENT,
    ['startDate', 'signedDate'],
    '合作开始日期早于签约（启动）日期',
  ),
  sumRule('cooperation.funds-sum', 'warning', AGREEMENT, {
    total: 'totalFunds',
    main: ['domesticFunds', 'foreignFunds'],
    names: ['总投入', '中方、外方两项'],
  }),
  partRule('cooperation.fiscal-over-domestic', AGREEMENT, ['fiscalFunds', 'domesticFunds'], '财政资金多于中方投入'),
  fieldsRule('cooperation.opening-zone', 'warning', PLAN_TASK, ['openingZone'], (values, { owner }) => {
    const city = ZONE_CITY[textOf(values.openingZone)];
    if (!city || !cityOf(owner) || city === cityOf(owner)) return undefined;
    const zone = codeLabel('opening-zone', textOf(values.openingZone));
    return `“${zone}”在${codeLabel('city', city)}，不在本市，请改正或说明原因。`;
  }),
  askedRule(
    'cooperation.base-missing',
    'hint',
    PLAN_TASK,
    ['baseAddress', 'kind'],
    (values) => values.kind === 'offshore-base',
    '离岸创新基地没有填地址。',
  ),
  askedRule(
    'cooperation.technology-missing',
    'hint',
    AGREEMENT,
    ['technologies', 'kind'],
    (values) => values.kind === 'technology-in' || values.kind === 'technology-out',
    '技术引进、技术输出没有填技术数。',
  ),
  askedRule(
    'cooperation.end-missing',
    'hint',
    AGREEMENT,
    ['endDate', 'state'],
    (values) => values.state === 'finished',
    '合作已完成，没有填合作结束日期。',
  ),
];
