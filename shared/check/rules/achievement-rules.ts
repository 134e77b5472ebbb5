import type { Rule } from '../rule.ts';
import { fieldsRule, isFilled, surelyBefore, textOf } from '../rule-helpers.ts';

const REGISTRATION_FORM = '科技成果登记表';
const MOST_KEYWORDS = 3;

/** Rules over several fields of an achievement. */
export const achievementRules: readonly Rule[] = [
  fieldsRule('achievement.research-order', 'error', REGISTRATION_FORM, ['researchEnd', 'researchStart'], (values) =>
    surelyBefore(values.researchEnd, values.researchStart) ? '研究终止日期早于研究起始日期，请核对。' : undefined,
  ),
  fieldsRule(
    'achievement.completed-early',
    'warning',
    REGISTRATION_FORM,
    ['completedDate', 'researchStart'],
    (values) =>
      surelyBefore(values.completedDate, values.researchStart)
        ? '取得日期早于研究起始日期，请改正或说明原因。'
        : undefined,
  ),
  fieldsRule('achievement.keywords-many', 'hint', REGISTRATION_FORM, ['keywords'], (values) => {
    const count = textOf(values.keywords)
      .split(/[、,，;；\s]+/)
      .filter(Boolean).length;
    return count > MOST_KEYWORDS ? `关键词有 ${count} 个，登记表最多填 ${MOST_KEYWORDS} 个。` : undefined;
  }),
  fieldsRule(
    'achievement.registration-date',
    'hint',
    REGISTRATION_FORM,
    ['registrationDate', 'registrationNumber'],
    (values) =>
      isFilled(values.registrationNumber) && !isFilled(values.registrationDate)
        ? '填了登记号，没有填批准登记日期。'
        : undefined,
  ),
];
