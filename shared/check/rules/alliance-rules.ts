import type { Rule } from '../rule.ts';
import { exceeds, fieldsRule, isFilled, numberOf } from '../rule-helpers.ts';
import { askedRule, orderRule, partRule } from '../rule-kinds.ts';

const CUSTOM = '联盟备案材料（业务惯例）';
const PLAN_TASK = '行动计划任务（三）2';

/** Rules over several fields of an alliance. */
export const allianceRules: readonly Rule[] = [
  orderRule(
    'alliance.agreement-order',
    'error',
    CUSTOM,
    ['agreementEnd', 'agreementStart'],
    '联盟协议结束日期早于开始日期',
  ),
  orderRule(
    'alliance.approval-early',
    'warning',
    CUSTOM,
    ['approvalDate', 'foundedDate'],
    '认定（备案）日期早于成立日期',
  ),
  fieldsRule(
    'alliance.members-sum',
    'warning',
    CUSTOM,
    ['memberCount', 'enterpriseMembers', 'academicMembers'],
    (values) => {
      const parts = (numberOf(values.enterpriseMembers) ?? 0) + (numberOf(values.academicMembers) ?? 0);
      return exceeds(parts, values.memberCount)
        ? `企业和高校院所成员共 ${parts} 家，多于成员单位数，请改正或说明原因。`
        : undefined;
    },
  ),
  partRule('alliance.outside-members', CUSTOM, ['outsideMembers', 'memberCount'], '省外成员数多于成员单位数'),
  fieldsRule('alliance.member-rows', 'hint', CUSTOM, ['memberCount'], (values, _context, { tables }) => {
    const rows = tables.members?.length ?? 0;
    const said = numberOf(values.memberCount);
    return rows > 0 && said !== undefined && rows !== said
      ? `成员单位数是 ${said} 家，成员单位表有 ${rows} 行，可再核对一次。`
      : undefined;
  }),
  {
    id: 'alliance.chairs-many',
    register: 'alliance',
    severity: 'hint',
    source: CUSTOM,
    fields: ['role'],
    silentWithout: { table: 'members' },
    find: ({ tables }) => {
      const chairs = tables.members?.filter((row) => row.values.role === 'chair') ?? [];
      return chairs.slice(1, 2).map((row) => ({
        message: `成员单位表中有 ${chairs.length} 家理事长单位，可再核对一次。`,
        field: 'role',
        table: 'members',
        rowId: row.rowId,
      }));
    },
  },
  fieldsRule('alliance.leader-nature', 'warning', PLAN_TASK, ['leadingEnterprise', 'unitNature'], (values) =>
    values.leadingEnterprise === 1 && isFilled(values.unitNature) && values.unitNature !== 'enterprise'
      ? '填了龙头企业牵头，牵头单位的性质不是企业，请改正或说明原因。'
      : undefined,
  ),
  askedRule(
    'alliance.code-missing',
    'hint',
    CUSTOM,
    ['allianceCode', 'incorporated'],
    (values) => values.incorporated === 1,
    '联盟是法人，没有填联盟统一社会信用代码。',
  ),
  askedRule(
    'alliance.pool-empty',
    'hint',
    PLAN_TASK,
    ['pooledPatents', 'patentPool'],
    (values) => values.patentPool === 1,
    '已构筑专利池，没有填入池（共享）专利数。',
  ),
];
