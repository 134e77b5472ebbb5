import { MONEY_UNITS, type MoneyUnit } from '../../../../shared/values/money.ts';
import { foldText } from '../../../../shared/values/text.ts';

/** Heading of the hidden column that carries record ids through an exported sheet and back. */
export const ID_HEADING = '#id';

const BRACKETS = /[([{【〔［](.*?)[)\]}】〕］]/g;
const UNIT_IN_BRACKETS = /^(?:单位[:：]?)?(?:人民币)?(元|千元|万元|亿元)(?:人民币)?$/;
const UNIT_AT_END = /[^百十](千元|万元|亿元)$/;
/** What people put in brackets behind a heading that is no part of its name. */
const REMARK =
  /^(?:必填|选填|可选|单选|多选|下拉选择|下拉|全称|文本|数字|日期|人|项|件|个|家|%|％|㎡|平方米|年月日?|格式.*|如.*|例如?.*|y{2,4}.*|填写.*|请.*)$/;

/** The money unit that a heading names: 总经费（万元）, 总经费/元. */
export function unitOfHeading(heading: string): MoneyUnit | undefined {
  const folded = foldText(heading);
  for (const [, inside = ''] of folded.matchAll(BRACKETS)) {
    const unit = UNIT_IN_BRACKETS.exec(inside)?.[1];
    if (unit) return unit as MoneyUnit;
  }
  const bare = folded.replace(BRACKETS, '');
  const ending = UNIT_AT_END.exec(bare)?.[1] ?? /[/,，:：](元)$/.exec(bare)?.[1];
  return ending as MoneyUnit | undefined;
}

/** The money unit of a whole table from a caption such as 单位：万元. */
export function unitOfCaption(text: string): MoneyUnit | undefined {
  const unit = /(?:单位|币种)[:：]?(?:人民币)?[,，/]?(千元|万元|亿元|元)/.exec(foldText(text))?.[1];
  return MONEY_UNITS.find((known) => known === unit);
}

function bare(text: string): string {
  return text.replace(/[\p{P}\p{S}]+/gu, '');
}

/** Spellings under which a heading is compared: with what stands in brackets, and without. */
export function headingForms(heading: string): readonly [whole: string, short: string] {
  const folded = foldText(heading)
    .replace(/^[*＊※]+/, '')
    .replace(/^(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、．)]/, '')
    .replace(/^\((?:\d{1,2}|[一二三四五六七八九十]{1,2})\)/, '');
  const named = folded.replace(BRACKETS, (whole, inside: string) =>
    UNIT_IN_BRACKETS.test(inside) || REMARK.test(inside) ? '' : whole,
  );
  const unmarked = named
    .replace(/[/,，:：](?:元|千元|万元|亿元|%)$/, '')
    .replace(/(?<=.[^百十千])(?:千元|万元|亿元)$/, '');
  return [bare(unmarked), bare(unmarked.replace(BRACKETS, ''))];
}
