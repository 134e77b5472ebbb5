import { LISTED } from '../../registers/enterprise.ts';
import type { Rule } from '../rule.ts';
import { exceeds, fieldsRule, isFilled, surelyBefore, textOf } from '../rule-helpers.ts';

const RECOGNITION = '高新技术企业认定';
const STATISTICS = '火炬统计调查表';
const VALID_YEARS = 3;

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
];
