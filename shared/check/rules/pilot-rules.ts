import { cityOf } from '../../office/offices.ts';
import type { Rule } from '../rule.ts';
import { fieldsRule, numberOf, textOf } from '../rule-helpers.ts';
import { askedRule, orderRule, partRule, sumRule } from '../rule-kinds.ts';

const CUSTOM = '试点示范管理（业务惯例）';
const PLAN_TASK = '行动计划保障措施（二）';
/** 济南、青岛: the cities that the plan names for the national AI pilot zones. */
const ZONE_CITIES = ['370100', '370200'];

/** Rules over several fields of a pilot. */
export const pilotRules: readonly Rule[] = [
  orderRule('pilot.dates-order', 'error', CUSTOM, ['endDate', 'startDate'], '建设结束日期早于建设开始日期'),
  orderRule(
    'pilot.acceptance-early',
    'warning',
    CUSTOM,
    ['acceptanceDate', 'startDate'],
    '验收（评估）日期早于建设开始日期',
  ),
  sumRule('pilot.funds-sum', 'warning', CUSTOM, {
    total: 'totalFunds',
    main: ['fiscalFunds', 'selfFunds'],
    names: ['计划总投资', '财政、自筹两项'],
  }),
  partRule('pilot.invested-over-total', CUSTOM, ['investedFunds', 'totalFunds'], '已完成投资多于计划总投资'),
  fieldsRule('pilot.ai-zone-city', 'hint', PLAN_TASK, ['kind'], (values, { owner }) =>
    values.kind === 'ai-zone' && cityOf(owner) && !ZONE_CITIES.includes(cityOf(owner) ?? '')
      ? '行动计划支持济南、青岛创建国家新一代人工智能创新发展试验区，可再核对试点示范类别。'
      : undefined,
  ),
  askedRule(
    'pilot.zone-missing',
    'hint',
    PLAN_TASK,
    ['highTechZone', 'kind'],
    (values) => values.kind === 'zone-project',
    '高新区特色示范项目没有填所在国家高新区。',
  ),
  askedRule(
    'pilot.field-missing',
    'hint',
    '行动计划任务（五）1',
    ['applicationField', 'kind'],
    (values) => values.kind === 'scene',
    '应用场景示范没有填应用示范领域。',
  ),
  askedRule(
    'pilot.experience-missing',
    'hint',
    PLAN_TASK,
    ['experience', 'kind'],
    (values) => values.kind === 'practice',
    '好经验好做法没有填经验做法。',
  ),
  askedRule(
    'pilot.acceptance-missing',
    'hint',
    CUSTOM,
    ['acceptanceDate', 'state'],
    (values) => values.state === 'accepted',
    '试点已验收，没有填验收（评估）日期。',
  ),
  askedRule(
    'pilot.promotion-missing',
    'hint',
    PLAN_TASK,
    ['promotionScope', 'state'],
    (values) => textOf(values.state) === 'promoted',
    '试点已推广，没有填推广范围。',
  ),
  fieldsRule('pilot.site-rows', 'hint', CUSTOM, ['siteCount'], (values, _context, { tables }) => {
    const rows = tables.sites?.length ?? 0;
    const said = numberOf(values.siteCount);
    return rows > 0 && said !== undefined && rows !== said
      ? `示范点数是 ${said} 个，示范点表有 ${rows} 行，可再核对一次。`
      : undefined;
  }),
];
