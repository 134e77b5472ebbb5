import { codeItem, codeLabel } from '../../codes/code-tables.ts';
import { checkProjectNumber } from '../../identifiers/registration-numbers.ts';
import { cityOf } from '../../office/offices.ts';
import { findField, type Register } from '../../registers/register.ts';
import type { Rule } from '../rule.ts';
import { fieldsRule, isFilled, surelyBefore, textOf } from '../rule-helpers.ts';
import { askedRule } from '../rule-kinds.ts';

/** Rules that every register shown to people has: place, plan task, plan period. */
export function commonRules(register: Register): readonly Rule[] {
  const dated = findField(register, register.yearField)!;
  const placed = (key: 'county' | 'highTechZone', table: 'county' | 'high-tech-zone', id: string): Rule =>
    fieldsRule(`${register.id}.${id}`, 'warning', '行政区划代码与国家高新区名单', [key], (values, { owner }) => {
      const code = textOf(values[key]);
      const city = codeItem(table, code)?.parent;
      if (!city || !cityOf(owner) || city === cityOf(owner)) return undefined;
      return `“${codeLabel(table, code)}”属于${codeLabel('city', city)}，不在本市，请改正或说明原因。`;
    });
  const rules: Rule[] = [
    placed('county', 'county', 'county-outside'),
    placed('highTechZone', 'high-tech-zone', 'zone-outside'),
    fieldsRule(`${register.id}.task-missing`, 'hint', '行动计划重点任务', ['planTask'], (values) =>
      isFilled(values.planTask) ? undefined : '没有填对应任务，按任务汇总时不会计入。',
    ),
    fieldsRule(`${register.id}.outside-plan`, 'hint', '行动计划实施期', [dated.key], (values, { plan }) => {
      const date = values[dated.key];
      if (!plan || !(surelyBefore(date, plan.period.from) || surelyBefore(plan.period.to, date))) return undefined;
      return `${dated.label}不在行动计划实施期（${plan.period.from.slice(0, 4)}–${plan.period.to.slice(0, 4)} 年）内，不计入目标。`;
    }),
  ];
  if (findField(register, 'sourceProject')) rules.push(sourceOdd(register));
  if (findField(register, 'evaluationGrade')) rules.push(evaluationYear(register));
  return rules;
}

function sourceOdd(register: Register): Rule {
  const rule = fieldsRule(`${register.id}.source-odd`, 'hint', '项目编号惯例', ['sourceProject'], (values) =>
    isFilled(values.sourceProject) && checkProjectNumber(textOf(values.sourceProject))
      ? '来源项目编号格式少见，可再核对一次。'
      : undefined,
  );
  return { ...rule, silentWithout: { field: 'sourceProject' } };
}

function evaluationYear(register: Register): Rule {
  return askedRule(
    `${register.id}.evaluation-year`,
    'hint',
    '年度绩效评价（业务惯例）',
    ['evaluationYear', 'evaluationGrade'],
    (values) => isFilled(values.evaluationGrade),
    '填了绩效评价等级，没有填评价年度。',
  );
}
