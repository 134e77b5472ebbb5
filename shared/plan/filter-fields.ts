import { codeItem } from '../codes/code-tables.ts';
import { findField, type Register } from '../registers/register.ts';
import { registerById } from '../registers/registers.ts';
import { isPartialDate } from '../values/partial-date.ts';
import type { Plan, PlanCondition, PlanIndicator } from './plan.ts';

/** Every field of the register that an indicator reads: filter, sum and year. */
export function filterFields(indicator: PlanIndicator): readonly string[] {
  const keys = indicator.filter.map((condition) => condition.field);
  if (indicator.field) keys.push(indicator.field);
  if (indicator.yearField) keys.push(indicator.yearField);
  return [...new Set(keys)];
}

/** What an indicator names that does not exist, or cannot be used that way; empty when it can be counted. */
export function indicatorFaults(indicator: PlanIndicator): readonly string[] {
  const register = registerById(indicator.register);
  if (!register) return [`指标 ${indicator.id}：没有“${indicator.register}”这类台账`];
  const faults = filterFields(indicator)
    .filter((key) => !findField(register, key))
    .map((key) => `指标 ${indicator.id}：${register.label}台账没有“${key}”这一项`);
  for (const condition of indicator.filter) faults.push(...conditionFaults(indicator.id, register, condition));
  if (indicator.aggregate === 'sum') {
    const type = indicator.field ? findField(register, indicator.field)?.type : undefined;
    if (!type || !['money', 'decimal', 'integer'].includes(type))
      faults.push(`指标 ${indicator.id}：“${indicator.field ?? '（空）'}”不是数，不能求和`);
  } else if (indicator.field) {
    faults.push(`指标 ${indicator.id}：只有求和才指定字段，“${indicator.field}”用不上`);
  }
  const yearType = findField(register, indicator.yearField ?? register.yearField)?.type;
  if (yearType !== 'date' && yearType !== 'year') faults.push(`指标 ${indicator.id}：按年统计的一项不是日期或年度`);
  return faults;
}

function conditionFaults(id: string, register: Register, condition: PlanCondition): readonly string[] {
  const field = findField(register, condition.field);
  if (!field) return [];
  if ('containsAny' in condition && field.type !== 'codes')
    return [`指标 ${id}：“${field.label}”只有一个值，不能按含有其一筛选`];
  if ('between' in condition) {
    const fits = field.type === 'date' ? condition.between.every((bound) => isPartialDate(String(bound))) : true;
    return fits && condition.between[0] <= condition.between[1] ? [] : [`指标 ${id}：“${field.label}”的起止界限不对`];
  }
  const codes = 'in' in condition ? condition.in : 'containsAny' in condition ? condition.containsAny : [];
  if (!field.codeTable) return [];
  return codes
    .filter((code) => !codeItem(field.codeTable!, String(code)))
    .map((code) => `指标 ${id}：“${field.label}”的代码表里没有“${code}”`);
}

/** Everything in a plan that points nowhere: tasks without their parent, indicators without task, register, field or code. */
export function planFaults(plan: Plan): readonly string[] {
  const tasks = new Set(plan.tasks.map((task) => task.id));
  const orphans = plan.tasks
    .filter((task) => task.parent && !tasks.has(task.parent))
    .map((task) => `任务 ${task.id}：没有“${task.parent}”这项上级任务`);
  const stray = plan.indicators
    .filter((item) => !tasks.has(item.task))
    .map((item) => `指标 ${item.id}：没有“${item.task}”这项任务`);
  const doubled = [...plan.tasks, ...plan.indicators]
    .map((item) => item.id)
    .filter((id, index, ids) => ids.indexOf(id) !== index && !tasks.has(id))
    .map((id) => `“${id}”这个编号用了两次`);
  return [...orphans, ...stray, ...doubled, ...plan.indicators.flatMap(indicatorFaults)];
}
