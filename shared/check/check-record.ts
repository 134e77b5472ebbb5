import { REASONS_TABLE } from '../registers/builtin-tables.ts';
import type { Register } from '../registers/register.ts';
import { isEmptyValue } from '../values/field-value.ts';
import type { CheckContext, CheckedRecord, Finding, Problem, Rule } from './rule.ts';
import { type RuleBook, STANDARD_BOOK } from './rule-book.ts';

/**
 * Everything that is wrong with a record by itself and against what was filed before, in the order of its rules. A 警示 with a
 * written reason (a row of `reasons` under the rule's id) comes back as explained. What other records make wrong is found by the
 * set rules (`set-rule.ts`).
 */
export function checkRecord(
  register: Register,
  record: CheckedRecord,
  context: CheckContext,
  book: RuleBook = STANDARD_BOOK,
): readonly Problem[] {
  return problemsBy(book.rulesOf(register), record, context);
}

/** What is wrong with a withdrawn record: that it went although it was filed before. */
export function checkWithdrawn(
  register: Register,
  record: CheckedRecord,
  context: CheckContext,
  book: RuleBook = STANDARD_BOOK,
): readonly Problem[] {
  return problemsBy(book.withdrawalRulesOf(register), record, context);
}

function problemsBy(rules: readonly Rule[], record: CheckedRecord, context: CheckContext): readonly Problem[] {
  const found: { readonly place: number; readonly rule: Rule; readonly finding: Finding }[] = [];
  const ask = (asked: readonly PlacedRule[] | undefined): void => {
    if (!asked) return;
    for (const { rule, place } of asked) {
      const findings = rule.find(record, context);
      if (findings.length > 0) for (const finding of findings) found.push({ place, rule, finding });
    }
  };
  const asking = askingOf(rules);
  ask(asking.always);
  if (context.former) ask(asking.ofFormer);
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
  readonly ofFormer: PlacedRule[];
  readonly byField: Map<string, PlacedRule[]>;
  readonly byTable: Map<string, PlacedRule[]>;
}

const known = new WeakMap<readonly Rule[], Asking>();

function askingOf(rules: readonly Rule[]): Asking {
  let asking = known.get(rules);
  if (asking) return asking;
  asking = { always: [], ofFormer: [], byField: new Map(), byTable: new Map() };
  for (const [place, rule] of rules.entries()) {
    const { field, table } = rule.silentWithout ?? {};
    const rest = rule.kind === 'period' ? asking.ofFormer : asking.always;
    const group = field ? groupOf(asking.byField, field) : table ? groupOf(asking.byTable, table) : rest;
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

/** The written reason of a 警示; undefined where none says anything. */
export function reasonFor(record: CheckedRecord, rule: string): string | undefined {
  const text = record.tables[REASONS_TABLE]?.find((row) => row.rowId === rule)?.values.text;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** Whether a problem keeps the record from being filed: an error, or a 警示 without its reason. */
export function blocksFiling(problem: Pick<Problem, 'severity' | 'explained'>): boolean {
  return problem.severity === 'error' || (problem.severity === 'warning' && !problem.explained);
}
