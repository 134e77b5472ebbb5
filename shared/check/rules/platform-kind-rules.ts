import { unscaleDecimal } from '../../values/decimal.ts';
import type { RecordValues } from '../../values/field-value.ts';
import type { Rule } from '../rule.ts';
import { fieldsRule, isFilled, numberOf, textOf } from '../rule-helpers.ts';
import { askedRule, partRule, sumRule } from '../rule-kinds.ts';

const TORCH = '火炬统计调查表（孵化器、众创空间）';
const LABORATORY = '重点实验室建设管理（业务惯例）';
const PLAN_TASK = '行动计划任务（三）';
const AREAS = ['officeArea', 'incubationArea', 'publicArea', 'otherArea'] as const;

/** A count that cannot stand alone: with the first there must be some of the second. */
function pairRule(id: string, [one, other]: readonly [string, string], message: string): Rule {
  const rule = fieldsRule(id, 'warning', TORCH, [other, one], (values) =>
    (numberOf(values[one]) ?? 0) > 0 && numberOf(values[other]) === 0 ? message : undefined,
  );
  return { ...rule, silentWithout: { field: one } };
}

function areaFault(values: RecordValues): string | undefined {
  const whole = numberOf(values.floorArea);
  const parts = AREAS.map((key) => numberOf(values[key]));
  if (whole === undefined || parts.every((part) => part === undefined)) return undefined;
  const sum = parts.reduce<number>((total, part) => total + (part ?? 0), 0);
  const complete = parts.every((part) => part !== undefined);
  if (complete ? sum === whole : sum <= whole) return undefined;
  return `办公、在孵、公共服务、其他四项面积合计 ${unscaleDecimal(sum, 2)} 平方米，与场地面积 ${unscaleDecimal(whole, 2)} 平方米不等，请改正或说明原因。`;
}

/** Rules over the fields that belong to some kinds of platform only (domain §3.12). */
export const platformKindRules: readonly Rule[] = [
  {
    ...fieldsRule('platform.areas-sum', 'warning', TORCH, ['floorArea', ...AREAS], areaFault),
    silentWithout: { field: 'floorArea' },
  },
  sumRule('platform.invested-sum', 'warning', TORCH, {
    total: 'investedTotal',
    main: ['investedFiscal', 'investedEnterprise', 'investedSocial', 'investedOther'],
    names: ['投资总额', '财政、企业、社会组织、其他四项'],
  }),
  sumRule('platform.income-sum', 'warning', TORCH, {
    total: 'incubatorIncome',
    main: ['incomeService', 'incomeProperty', 'incomeInvestment', 'incomeOther'],
    names: ['孵化器总收入', '综合服务、物业、投资、其他四项'],
  }),
  partRule('platform.assets', TORCH, ['fixedAssetsNet', 'fixedAssets'], '固定资产净值多于原值'),
  partRule(
    'platform.overseas',
    TORCH,
    ['overseasEnterprises', 'incubatedEnterprises'],
    '留学人员创办企业数多于在孵企业数',
  ),
  partRule('platform.managers-professional', TORCH, ['professionalManagers', 'managers'], '专业技术人员多于管理人员数'),
  partRule('platform.managers-graduate', TORCH, ['graduateManagers', 'managers'], '大专以上人员多于管理人员数'),
  partRule('platform.managers-overseas', TORCH, ['overseasManagers', 'managers'], '留学人员多于管理人员数'),
  partRule('platform.team-members', TORCH, ['teams', 'teamMembers'], '创业团队数多于创业团队人数'),
  pairRule('platform.startup-jobs', ['startups', 'startupJobs'], '有初创企业，吸纳就业是 0，请改正或说明原因。'),
  pairRule(
    'platform.venture',
    ['fundedEnterprises', 'ventureCapital'],
    '有获投融资企业，累计获得风险投资是 0，请改正或说明原因。',
  ),
  partRule('platform.service-income', PLAN_TASK, ['serviceIncome', 'totalIncome'], '技术服务收入多于年度总收入'),
  askedRule(
    'platform.academic-chair',
    'hint',
    LABORATORY,
    ['academicChair', 'kind'],
    (values) => values.kind === 'key-laboratory' || values.kind === 'shandong-laboratory',
    '实验室没有填学术（技术）委员会主任。',
  ),
  fieldsRule('platform.accreditation', 'hint', '检验检测机构资质认定', ['cmaNumber', 'cnasNumber', 'kind'], (values) =>
    values.kind === 'testing-centre' && !isFilled(values.cmaNumber) && !isFilled(values.cnasNumber)
      ? '检验检测中心没有填 CMA 或 CNAS 证书编号。'
      : undefined,
  ),
  askedRule(
    'platform.turnover-missing',
    'hint',
    PLAN_TASK,
    ['contractTurnover', 'kind'],
    (values) => values.kind === 'transfer-centre',
    '技术转移中心没有填技术合同成交额。',
  ),
  askedRule(
    'platform.university-missing',
    'hint',
    '行动计划任务（四）1',
    ['university', 'kind'],
    (values) => values.kind === 'science-park',
    '大学科技园没有填依托高校。',
  ),
  askedRule(
    'platform.alliance-missing',
    'hint',
    PLAN_TASK,
    ['alliance', 'kind'],
    (values) => textOf(values.kind) === 'alliance',
    '产业技术创新联盟没有填所属联盟，可在联盟台账登记后填联盟名称。',
  ),
];
