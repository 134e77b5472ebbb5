import { REASONS_TABLE } from '../registers/builtin-tables.ts';
import type { Register } from '../registers/register.ts';
import type { CheckContext, CheckedRecord, Problem } from './rule.ts';
import { rulesOf } from './rules.ts';

/**
 * Everything that is wrong with a record, in the order of its rules. A 警示 with a written reason (a row of `reasons` under
 * the rule's id) comes back as explained.
 */
export function checkRecord(register: Register, record: CheckedRecord, context: CheckContext): readonly Problem[] {
  const problems: Problem[] = [];
  for (const rule of rulesOf(register)) {
    for (const finding of rule.find(record, context)) {
      const reason = rule.severity === 'warning' ? reasonFor(record, rule.id) : undefined;
      problems.push({
        rule: rule.id,
        severity: rule.severity,
        ...finding,
        ...(reason === undefined ? {} : { explained: true, reason }),
      });
    }
  }
  return problems;
}

function reasonFor(record: CheckedRecord, rule: string): string | undefined {
  const text = record.tables[REASONS_TABLE]?.find((row) => row.rowId === rule)?.values.text;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** Whether a problem keeps the record from being filed: an error, or a 警示 without its reason. */
export function blocksFiling(problem: Problem): boolean {
  return problem.severity === 'error' || (problem.severity === 'warning' && !problem.explained);
}
