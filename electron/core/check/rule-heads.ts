import { comparisonOf } from '../../../shared/check/added-rules.ts';
import type { RuleHead } from '../../../shared/check/rule.ts';
import { shippedRules } from '../../../shared/check/rule-book.ts';
import { demandOf } from '../../../shared/check/rule-demands.ts';
import type { AddedRule } from '../../../shared/check/rule-setting.ts';
import type { SetRule } from '../../../shared/check/set-rule.ts';
import { SET_RULES } from '../../../shared/check/set-rules.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import type { Checks } from './checks.ts';

type ListedRule = CallOutput<'rule.list'>['rules'][number];

/** Labels of the fields a rule reads, in whatever register or child table they stand. */
export function fieldLabels(rule: RuleHead, registers: readonly Register[]): string[] {
  const labels = rule.fields.map((key) => {
    for (const register of registers) {
      const tables = [undefined, ...register.tables.map((table) => table.key)];
      const field = tables.map((table) => findField(register, key, table)).find((one) => one !== undefined);
      if (field) return field.label;
    }
    return key;
  });
  return [...new Set(labels)];
}

/** The registers of a rule over several records. */
function registersOf(rule: SetRule): readonly string[] {
  return [...new Set(rule.sources.map((source) => source.register))];
}

/** Every rule as shipped and as the province has it: by register, those over several registers last. */
export function listRules(checks: Checks): ListedRule[] {
  const { settings } = checks.book;
  const listed = (rule: RuleHead, register: Register | null, registers: readonly Register[]): ListedRule => {
    const test = (rule as Partial<SetRule>).test;
    const adjustable = test?.kind === 'repeated' && test.adjustable === true;
    return {
      id: rule.id,
      register: register?.id ?? null,
      kind: rule.kind ?? 'fields',
      severity: rule.severity,
      inForce: rule.fixed ? rule.severity : (settings.severities[rule.id] ?? rule.severity),
      fixed: rule.fixed ?? false,
      source: rule.source,
      demand: demandOf(rule),
      fields: fieldLabels(rule, registers),
      limit: adjustable ? (settings.limits[rule.id] ?? test.limit) : null,
      added: null,
      unknown: false,
    };
  };
  const sets = SET_RULES.map((rule) => ({ rule, registers: registersOf(rule) }));
  const byRegister = REGISTERS.flatMap((register) =>
    inOrder([
      ...shippedRules(register).map((rule) => listed(rule, register, [register])),
      ...sets
        .filter(({ registers }) => registers.length === 1 && registers[0] === register.id)
        .map(({ rule }) => listed(rule, register, [register])),
      ...settings.added
        .filter((rule) => rule.register === register.id)
        .map((rule) => listedAdded(rule, settings.severities[rule.id])),
    ]),
  );
  const across = sets
    .filter(({ registers }) => registers.length > 1)
    .map(({ rule, registers }) =>
      listed(
        rule,
        null,
        registers.map((id) => registerById(id)!),
      ),
    );
  const foreign = settings.added
    .filter((rule) => !REGISTERS.some((register) => register.id === rule.register))
    .map((rule) => listedAdded(rule, settings.severities[rule.id]));
  return [...byRegister, ...across, ...foreign];
}

const ORDER: readonly ListedRule['kind'][] = ['own', 'fields', 'records', 'registers', 'period', 'field'];

/** The province's own first, what the declaration of a single field asks last, the fixed ones at the very end. */
function inOrder(rules: readonly ListedRule[]): ListedRule[] {
  const place = (rule: ListedRule) => ORDER.indexOf(rule.kind) + (rule.fixed ? ORDER.length : 0);
  return [...rules].sort((one, other) => place(one) - place(other));
}

function listedAdded(rule: AddedRule, switched: ListedRule['inForce'] | undefined): ListedRule {
  const register = registerById(rule.register);
  const field = register && findField(register, rule.field);
  return {
    id: rule.id,
    register: register?.id ?? null,
    kind: 'own',
    severity: rule.severity,
    inForce: switched ?? rule.severity,
    fixed: false,
    source: `省科技厅 ${rule.since} 增设`,
    demand: rule.sentence,
    fields: [field?.label ?? rule.field],
    limit: null,
    added: rule,
    unknown: comparisonOf(rule) === undefined,
  };
}
