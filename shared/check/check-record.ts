import { REASONS_TABLE } from '../registers/builtin-tables.ts';
import type { Register } from '../registers/register.ts';
import { isEmptyValue } from '../values/field-value.ts';
import type { CheckContext, CheckedRecord, Finding, Problem, Rule } from './rule.ts';
import { rulesOf } from './rules.ts';

/**
 * Everything that is wrong with a record, in the order of its rules. A 警示 with a written reason (a row of `reasons` under
 * the rule's id) comes back as explained.
 */
export function checkRecord(register: Register, record: CheckedRecord, context: CheckContext): readonly Problem[] {
  const found: { readonly place: number; readonly rule: Rule; readonly finding: Finding }[] = [];
  const ask = (asked: readonly PlacedRule[] | undefined): void => {
    if (!asked) return;
    for (const { rule, place } of asked) {
      const findings = rule.find(record, context);
      if (findings.length > 0) for (const finding of findings) found.push({ place, rule, finding });
    }
  };
  const asking = askingOf(rulesOf(register));
  ask(asking.always);
  for (const key in record.values) if (!isEmptyValue(record.values[key])) ask(asking.byField.get(key));
  for (const key in record.tables) if (record.tables[key]?.length) ask(asking.byTable.get(key));
  return found
    .sort((one, other) => one.place - other.place)
    .map(({ rule, finding }) => {
      const reason = rule.severity === 'warning' ? reasonFor(record, rule.id) : undefined;
      return {
        rule: rule.id,
        severity: rule.severity,
        ...finding,
        ...(reason === undefined ? {} : { explained: true, reason }),
      };
    });
}

interface PlacedRule {
  readonly rule: Rule;
  /** Its place among the rules of the register. */
  readonly place: number;
}

/** The rules by what they need in order to have anything to say: of a hundred and more, few concern a given record. */
interface Asking {
  readonly always: PlacedRule[];
  readonly byField: Map<string, PlacedRule[]>;
  readonly byTable: Map<string, PlacedRule[]>;
}

const known = new WeakMap<readonly Rule[], Asking>();

function askingOf(rules: readonly Rule[]): Asking {
  let asking = known.get(rules);
  if (asking) return asking;
  asking = { always: [], byField: new Map(), byTable: new Map() };
  for (const [place, rule] of rules.entries()) {
    const { field, table } = rule.silentWithout ?? {};
    const group = field ? groupOf(asking.byField, field) : table ? groupOf(asking.byTable, table) : asking.always;
    group.push({ rule, place });
  }
  known.set(rules, asking);
  return asking;
}

function groupOf(groups: Map<string, PlacedRule[]>, key: string): PlacedRule[] {
  const group = groups.get(key) ?? [];
  groups.set(key, group);
  return group;
}

function reasonFor(record: CheckedRecord, rule: string): string | undefined {
  const text = record.tables[REASONS_TABLE]?.find((row) => row.rowId === rule)?.values.text;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** Whether a problem keeps the record from being filed: an error, or a 警示 without its reason. */
export function blocksFiling(problem: Problem): boolean {
  return problem.severity === 'error' || (problem.severity === 'warning' && !problem.explained);
}
