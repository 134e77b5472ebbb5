import { codeLabel } from '../../codes/code-tables.ts';
import type { RecordValues } from '../../values/field-value.ts';
import type { Rule } from '../rule.ts';
import { fieldsRule, isFilled, numberOf, textOf } from '../rule-helpers.ts';
import { askedRule, orderRule } from '../rule-kinds.ts';

const PROCEDURE = '标准制修订程序';
const NUMBERING = '标准编号规则';
const PUBLISHED = ['published', 'revising', 'abolished'];
const UNPUBLISHED = ['planned', 'drafting', 'soliciting', 'reviewing', 'approving'];
const LEADS = ['lead', 'lead-revision'];

/** What a number's prefix says of the standard's level; prefixes of industries are many and are not told apart. */
const LEVELS: readonly (readonly [shape: RegExp, level: string])[] = [
  [/^(ISO|IEC|ITU|IEEE)\b/, 'international'],
  [/^GB\b/, 'national'],
  [/^DB\d{2}/, 'local'],
  [/^T\//, 'group'],
  [/^Q\//, 'enterprise'],
];
const NUMBER_YEAR = /[-:](\d{4})$/;

function isPublished(values: RecordValues): boolean {
  return PUBLISHED.includes(textOf(values.state));
}

/** Rules over several fields of a standard. */
export const standardRules: readonly Rule[] = [
  askedRule(
    'standard.number-missing',
    'warning',
    NUMBERING,
    ['number', 'state'],
    isPublished,
    '已发布的标准没有填标准编号，请补填或说明原因。',
  ),
  askedRule(
    'standard.publish-missing',
    'warning',
    PROCEDURE,
    ['publishDate', 'state'],
    isPublished,
    '已发布的标准没有填发布日期，按年统计时不会计入，请补填或说明原因。',
  ),
  fieldsRule('standard.publish-unexpected', 'warning', PROCEDURE, ['state', 'publishDate'], (values) =>
    UNPUBLISHED.includes(textOf(values.state)) && isFilled(values.publishDate)
      ? `状态是${codeLabel('standard-state', textOf(values.state))}，却填了发布日期，请改正或说明原因。`
      : undefined,
  ),
  orderRule('standard.effective-order', 'error', PROCEDURE, ['effectiveDate', 'publishDate'], '实施日期早于发布日期'),
  orderRule('standard.initiated-late', 'warning', PROCEDURE, ['publishDate', 'initiatedDate'], '发布日期早于立项日期'),
  orderRule('standard.abolished-order', 'error', PROCEDURE, ['abolishedDate', 'publishDate'], '废止日期早于发布日期'),
  askedRule(
    'standard.abolished-missing',
    'hint',
    PROCEDURE,
    ['abolishedDate', 'state'],
    (values) => values.state === 'abolished',
    '标准已废止，没有填废止日期。',
  ),
  fieldsRule('standard.level-number', 'warning', NUMBERING, ['level', 'number'], (values) => {
    const number = textOf(values.number);
    if (number === '' || !isFilled(values.level)) return undefined;
    const told = LEVELS.find(([shape]) => shape.test(number))?.[1];
    if (!told || told === values.level) return undefined;
    return `按标准编号看这是${codeLabel('standard-level', told)}，与标准类型不符，请改正或说明原因。`;
  }),
  fieldsRule('standard.number-year', 'hint', NUMBERING, ['publishDate', 'number'], (values) => {
    const published = textOf(values.publishDate);
    const numbered = published === '' ? undefined : NUMBER_YEAR.exec(textOf(values.number))?.[1];
    if (!numbered || published.startsWith(numbered)) return undefined;
    return `标准编号中的年份是 ${numbered}，发布日期是 ${published.slice(0, 4)} 年，可再核对一次。`;
  }),
  fieldsRule('standard.rank-lead', 'hint', PROCEDURE, ['draftingRank', 'role'], (values) =>
    LEADS.includes(textOf(values.role)) && (numberOf(values.draftingRank) ?? 1) > 1
      ? '参与方式是牵头，起草单位排名不是第 1 位，可再核对一次。'
      : undefined,
  ),
  askedRule(
    'standard.patents-missing',
    'hint',
    PROCEDURE,
    ['patents', 'essentialPatents'],
    (values) => values.essentialPatents === 1,
    '标准含必要专利，没有填涉及专利。',
  ),
];
