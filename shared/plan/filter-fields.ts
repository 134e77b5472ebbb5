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
  if (!register) return [`${indicator.id}: register ${indicator.register}`];
  const faults = filterFields(indicator)
    .filter((key) => !findField(register, key))
    .map((key) => `${indicator.id}: field ${register.id}.${key}`);
  for (const condition of indicator.filter) faults.push(...conditionFaults(indicator.id, register, condition));
  if (indicator.aggregate === 'sum') {
    const type = indicator.field ? findField(register, indicator.field)?.type : undefined;
    if (!type || !['money', 'decimal', 'integer'].includes(type))
      faults.push(`${indicator.id}: sum of ${indicator.field}`);
  } else if (indicator.field) {
    faults.push(`${indicator.id}: ${indicator.aggregate} takes no field`);
  }
  const yearType = findField(register, indicator.yearField ?? register.yearField)?.type;
  if (yearType !== 'date' && yearType !== 'year') faults.push(`${indicator.id}: year field`);
  return faults;
}

function conditionFaults(id: string, register: Register, condition: PlanCondition): readonly string[] {
  const field = findField(register, condition.field);
  if (!field) return [];
  if ('containsAny' in condition && field.type !== 'codes') return [`${id}: containsAny on ${field.key}`];
  if ('between' in condition) {
    const fits = field.type === 'date' ? condition.between.every((bound) => isPartialDate(String(bound))) : true;
    return fits && condition.between[0] <= condition.between[1] ? [] : [`${id}: bounds of ${field.key}`];
  }
  const codes = 'in' in condition ? condition.in : 'containsAny' in condition ? condition.containsAny : [];
  if (!field.codeTable) return [];
  return codes
    .filter((code) => !codeItem(field.codeTable!, String(code)))
    .map((code) => `${id}: code ${field.codeTable}/${code}`);
}

/** Everything in a plan that points nowhere: tasks without their parent, indicators without task, register, field or code. */
export function planFaults(plan: Plan): readonly string[] {
  const tasks = new Set(plan.tasks.map((task) => task.id));
  const orphans = plan.tasks
    .filter((task) => task.parent && !tasks.has(task.parent))
    .map((task) => `${task.id}: parent`);
  const stray = plan.indicators.filter((item) => !tasks.has(item.task)).map((item) => `${item.id}: task ${item.task}`);
  const doubled = [...plan.tasks, ...plan.indicators]
    .map((item) => item.id)
    .filter((id, index, ids) => ids.indexOf(id) !== index && !tasks.has(id));
  return [...orphans, ...stray, ...doubled, ...plan.indicators.flatMap(indicatorFaults)];
}
