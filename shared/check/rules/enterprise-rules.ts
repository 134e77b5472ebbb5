import { codeLabel } from '../../codes/code-tables.ts';
import { LISTED } from '../../registers/enterprise.ts';
import type { FieldValue, RecordValues } from '../../values/field-value.ts';
import type { Rule, Severity } from '../rule.ts';
import { exceeds, fieldsRule, isFilled, numberOf, surelyBefore, textOf } from '../rule-helpers.ts';

const RECOGNITION = '高新技术企业认定';
const STATISTICS = '火炬统计调查表';
const LADDER = '行动计划任务（四）2 梯次培育体系';
const VALID_YEARS = 3;

/** The rungs of the ladder, from the lowest. */
const TIERS = ['technology-sme', 'high-tech', 'high-growth', 'leading'];

/** A rule over the steps of the ladder, one finding for each that is out of place. */
function ladderRule(
  id: string,
  severity: Severity,
  fields: readonly [string, ...string[]],
  fault: (step: RecordValues, steps: readonly RecordValues[], firm: RecordValues) => string | undefined,
): Rule {
  return {
    id,
    register: 'enterprise',
    severity,
    source: LADDER,
    fields,
    silentWithout: { table: 'ladder' },
    find: ({ values, tables }) => {
      const rows = tables.ladder ?? [];
      const steps = rows.map((row) => row.values);
      return rows.flatMap(({ rowId, values: step }) => {
        const message = fault(step, steps, values);
        return message ? [{ message, field: fields[0], table: 'ladder', rowId }] : [];
      });
    },
  };
}

function rung(tier: FieldValue | undefined): number {
  return TIERS.indexOf(textOf(tier));
}

function tierLabel(tier: FieldValue | undefined): string {
  return codeLabel('enterprise-tier', textOf(tier));
}

/** Rules over several fields of an enterprise. */
export const enterpriseRules: readonly Rule[] = [
  fieldsRule('enterprise.certificate-missing', 'warning', RECOGNITION, ['certificateDate', 'tier'], (values) =>
    values.tier === 'high-tech' && !isFilled(values.certificateDate)
      ? '高新技术企业没有填发证日期，不计入目标，请补填或说明原因。'
      : undefined,
  ),
  fieldsRule('enterprise.certificate-number', 'hint', RECOGNITION, ['certificateNumber', 'tier'], (values) =>
    values.tier === 'high-tech' && !isFilled(values.certificateNumber) ? '高新技术企业没有填高企证书编号。' : undefined,
  ),
  fieldsRule('enterprise.expiry-order', 'error', RECOGNITION, ['certificateExpiry', 'certificateDate'], (values) =>
    surelyBefore(values.certificateExpiry, values.certificateDate) ? '证书有效期早于发证日期，请核对。' : undefined,
  ),
  fieldsRule('enterprise.expiry-years', 'hint', RECOGNITION, ['certificateExpiry', 'certificateDate'], (values) => {
    const [from, to] = [textOf(values.certificateDate), textOf(values.certificateExpiry)].map((date) =>
      date.slice(0, 4),
    );
    if (!from || !to || Math.abs(Number(to) - Number(from) - VALID_YEARS) <= 1) return undefined;
    return '高企证书有效期为三年，可再核对发证日期和有效期。';
  }),
  fieldsRule('enterprise.certificate-year', 'hint', RECOGNITION, ['certificateDate', 'certificateNumber'], (values) => {
    const numbered = /^G[RF](\d{4})/.exec(textOf(values.certificateNumber))?.[1];
    const dated = textOf(values.certificateDate).slice(0, 4);
    if (!numbered || !dated || numbered === dated) return undefined;
    return `证书编号中的年份是 ${numbered}，发证日期是 ${dated} 年，可再核对一次。`;
  }),
  fieldsRule('enterprise.founded-late', 'warning', RECOGNITION, ['establishedDate', 'certificateDate'], (values) =>
    surelyBefore(values.certificateDate, values.establishedDate)
      ? '发证日期早于成立日期，请改正或说明原因。'
      : undefined,
  ),
  fieldsRule('enterprise.research-staff', 'warning', STATISTICS, ['researchStaff', 'employees'], (values) =>
    exceeds(values.researchStaff, values.employees) ? '研发人员数多于职工总数，请改正或说明原因。' : undefined,
  ),
  fieldsRule('enterprise.high-tech-revenue', 'warning', STATISTICS, ['highTechRevenue', 'revenue'], (values) =>
    exceeds(values.highTechRevenue, values.revenue) ? '高新技术产品收入多于营业收入，请改正或说明原因。' : undefined,
  ),
  fieldsRule('enterprise.inventions', 'warning', STATISTICS, ['inventionCount', 'patentCount'], (values) =>
    exceeds(values.inventionCount, values.patentCount) ? '有效发明专利数多于有效专利数，请改正或说明原因。' : undefined,
  ),
  fieldsRule('enterprise.stock-code', 'hint', '行动计划任务（四）2', ['stockCode', 'listing'], (values) =>
    LISTED.includes(textOf(values.listing)) && !isFilled(values.stockCode)
      ? '已上市（挂牌）的没有填股票代码。'
      : undefined,
  ),
  fieldsRule('enterprise.pool-year', 'hint', '高新技术企业培育库', ['poolYear', 'inPool'], (values) =>
    values.inPool === 1 && !isFilled(values.poolYear) ? '已入培育库的没有填入库年度。' : undefined,
  ),
  ladderRule('enterprise.ladder-order', 'warning', ['enteredYear', 'tier'], (step, steps) => {
    const lower = steps.find(
      (other) => rung(other.tier) < rung(step.tier) && exceeds(other.enteredYear, step.enteredYear),
    );
    if (!lower || rung(lower.tier) < 0) return undefined;
    return `进入${tierLabel(step.tier)}的年度早于进入${tierLabel(lower.tier)}的年度，请改正或说明原因。`;
  }),
  ladderRule('enterprise.ladder-repeated', 'warning', ['tier'], (step, steps) =>
    rung(step.tier) >= 0 && steps.find((other) => other.tier === step.tier) !== step
      ? `梯次成长中${tierLabel(step.tier)}填了不止一行，请合并或说明原因。`
      : undefined,
  ),
  ladderRule('enterprise.ladder-above', 'warning', ['tier'], (step, _steps, firm) =>
    rung(firm.tier) >= 0 && rung(step.tier) > rung(firm.tier)
      ? `梯次成长已到${tierLabel(step.tier)}，企业梯次还是${tierLabel(firm.tier)}，请改正或说明原因。`
      : undefined,
  ),
  ladderRule(
    'enterprise.ladder-certificate',
    'hint',
    ['enteredYear', 'tier', 'certificateDate'],
    (step, _steps, firm) => {
      const certified = Number(textOf(firm.certificateDate).slice(0, 4));
      const entered = numberOf(step.enteredYear);
      return step.tier === 'high-tech' && certified > 0 && entered !== undefined && entered > certified
        ? `进入高新技术企业的年度是 ${entered}，发证日期是 ${certified} 年，可再核对一次。`
        : undefined;
    },
  ),
  ladderRule('enterprise.ladder-founded', 'warning', ['enteredYear', 'establishedDate'], (step, _steps, firm) => {
    const founded = Number(textOf(firm.establishedDate).slice(0, 4));
    const entered = numberOf(step.enteredYear);
    return founded > 0 && entered !== undefined && entered < founded
      ? `进入${tierLabel(step.tier)}的年度早于成立日期，请改正或说明原因。`
      : undefined;
  }),
];
