import { codeLabel } from '../../codes/code-tables.ts';
import { checkIpNumber } from '../../identifiers/identifier.ts';
import type { IdentifierFault } from '../../identifiers/identifier-fault.ts';
import { patentDigits, patentKind } from '../../identifiers/patent-number.ts';
import type { RecordValues } from '../../values/field-value.ts';
import type { Rule, Severity } from '../rule.ts';
import { fieldsRule, isFilled, surelyBefore, textOf } from '../rule-helpers.ts';

const PATENT_STANDARD = 'ZC 0006-2003 专利申请号标准';
const CERTIFICATE = '知识产权证书';

const PATENT_KINDS = ['invention', 'utility', 'design'];
const OBTAINED = ['granted', 'registered', 'transferred'];

function isPatent(values: RecordValues): boolean {
  return PATENT_KINDS.includes(textOf(values.kind));
}

function isObtained(values: RecordValues): boolean {
  return OBTAINED.includes(textOf(values.state));
}

function numberRule(id: string, severity: Severity, key: 'number' | 'applicationNumber', source: string): Rule {
  return fieldsRule(id, severity, source, [key, 'kind'], (values) => {
    const number = textOf(values[key]);
    if (number === '') return undefined;
    // Applications for software and layouts have receipt numbers of no known shape.
    if (key === 'applicationNumber' && !isPatent(values)) return undefined;
    const fault: IdentifierFault | undefined = checkIpNumber(textOf(values.kind), number);
    return fault?.severity === severity ? fault.message : undefined;
  });
}

/** Rules over several fields of an IP item. */
export const ipRules: readonly Rule[] = [
  numberRule('ip.number-check', 'error', 'number', PATENT_STANDARD),
  numberRule('ip.number-odd', 'warning', 'number', '专利号、登记号惯例'),
  numberRule('ip.number-look', 'hint', 'number', '专利号、登记号惯例'),
  numberRule('ip.application-check', 'error', 'applicationNumber', PATENT_STANDARD),
  numberRule('ip.application-odd', 'warning', 'applicationNumber', '专利申请号惯例'),
  fieldsRule('ip.number-missing', 'warning', '核心自主知识产权口径', ['number', 'state'], (values) =>
    isObtained(values) && !isFilled(values.number)
      ? '已授权、登记的没有填专利号（登记号），请补填或说明原因。'
      : undefined,
  ),
  fieldsRule('ip.grant-missing', 'warning', '核心自主知识产权口径', ['grantDate', 'state'], (values) =>
    isObtained(values) && !isFilled(values.grantDate)
      ? '已授权、登记的没有填授权（登记）日期，不计入目标，请补填或说明原因。'
      : undefined,
  ),
  fieldsRule('ip.grant-unexpected', 'warning', CERTIFICATE, ['state', 'grantDate'], (values) =>
    values.state === 'applied' && isFilled(values.grantDate)
      ? '状态是已申请，却填了授权（登记）日期，请改正或说明原因。'
      : undefined,
  ),
  fieldsRule('ip.grant-early', 'error', CERTIFICATE, ['grantDate', 'applicationDate'], (values) =>
    surelyBefore(values.grantDate, values.applicationDate) ? '授权（登记）日期早于申请日期，请核对。' : undefined,
  ),
  fieldsRule('ip.kind-differs', 'warning', PATENT_STANDARD, ['kind', 'number', 'applicationNumber'], (values) => {
    if (!isPatent(values)) return undefined;
    const claimed = patentKind(textOf(values.number)) ?? patentKind(textOf(values.applicationNumber));
    if (!claimed || claimed === values.kind) return undefined;
    return `按专利号看这是${codeLabel('ip-kind', claimed)}，与知识产权类别不符，请改正或说明原因。`;
  }),
  fieldsRule('ip.numbers-differ', 'warning', PATENT_STANDARD, ['number', 'applicationNumber'], (values) => {
    if (!isPatent(values)) return undefined;
    const [granted, applied] = [patentDigits(textOf(values.number)), patentDigits(textOf(values.applicationNumber))];
    return granted && applied && granted !== applied ? '专利号与申请号的数字不同，请改正或说明原因。' : undefined;
  }),
  fieldsRule('ip.year-differs', 'hint', PATENT_STANDARD, ['applicationDate', 'number'], (values) => {
    const digits = patentDigits(textOf(values.number)) ?? patentDigits(textOf(values.applicationNumber));
    const applied = textOf(values.applicationDate).slice(0, 4);
    if (!isPatent(values) || digits?.length !== 12 || applied === '' || digits.slice(0, 4) === applied)
      return undefined;
    return `专利号中的年份是 ${digits.slice(0, 4)}，申请日期是 ${applied} 年，可再核对一次。`;
  }),
];
