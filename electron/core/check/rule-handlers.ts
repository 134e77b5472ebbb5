import { comparisonOf, compileAdded } from '../../../shared/check/added-rules.ts';
import type { AddedRule, RuleSettings } from '../../../shared/check/rule-setting.ts';
import { AppError } from '../../../shared/errors.ts';
import { findField } from '../../../shared/registers/register.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import type { Handlers } from '../dispatcher.ts';
import { titleOf } from '../ledger/record-query.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import { requireProvince, type Session, type SessionOf } from '../session.ts';
import { listRules } from './rule-heads.ts';

/** Records a preview looks at; a million would keep the person waiting who is still writing. */
const LOOKED = 100_000;
const EXAMPLES = 5;

/** The province's say about the rules. */
export function ruleHandlers(
  session: SessionOf,
): Pick<Handlers, 'rule.list' | 'rule.preview' | 'rule.change' | 'rule.restore'> {
  return {
    'rule.list'() {
      const { workspace, ledger } = session();
      return { rules: listRules(ledger.checks), editable: workspace.isProvince };
    },

    'rule.preview': ({ rule }) => previewRule(session(), rule),

    'rule.change'({ severities, limits, added, removed }) {
      const current = session();
      requireProvince(current);
      const { settings } = current.ledger.checks.book;
      for (const rule of added) requireUnderstood(rule);
      const fixed = listRules(current.ledger.checks).find((rule) => rule.fixed && severities[rule.id] !== undefined);
      if (fixed) throw new AppError('RULE_FIXED', `“${fixed.demand}”这条规则不能调整：不符合的内容无法保存和汇总。`);
      const kept = settings.added.filter((rule) => !removed.includes(rule.id));
      const replaced = kept.map((rule) => added.find((one) => one.id === rule.id) ?? rule);
      const fresh = added.filter((rule) => !kept.some((one) => one.id === rule.id));
      return keepSettings(current, '调整校验规则', {
        ...settings,
        severities: changed(settings.severities, severities, removed),
        limits: changed(settings.limits, limits, removed),
        added: [...replaced, ...fresh],
      });
    },

    'rule.restore'({ settings }) {
      const current = session();
      requireProvince(current);
      return keepSettings(current, '恢复校验规则', settings);
    },
  };
}

function changed<T>(
  present: Readonly<Record<string, T>>,
  changes: Readonly<Record<string, T | null>>,
  removed: readonly string[],
): Record<string, T> {
  const next: Record<string, T> = { ...present };
  for (const [id, value] of Object.entries(changes)) {
    if (value === null) delete next[id];
    else next[id] = value;
  }
  for (const id of removed) delete next[id];
  return next;
}

function requireUnderstood(rule: AddedRule): void {
  if (!comparisonOf(rule) || !rule.id.startsWith(`${rule.register}.own-`))
    throw new AppError('RULE_INVALID', '这条规则没有写全，或所选的比较不适用于这一项。请补全后再保存。');
}

/** Keeps the province's say and puts it in force; the records are checked anew by whoever hears that the workspace changed. */
function keepSettings({ workspace, ledger }: Session, label: string, settings: RuleSettings): { former: RuleSettings } {
  const former = ledger.checks.book.settings;
  workspace.work({ label, action: 'govern' }, (work) => {
    work.govern('rules', JSON.stringify(settings));
    ledger.checks.reload();
  });
  return { former };
}

function previewRule({ ledger, workspace }: Session, given: AddedRule) {
  requireUnderstood(given);
  const store = ledger.store(given.register);
  const { register } = store;
  const [rule] = compileAdded(register.id, [given]);
  const field = findField(register, given.field);
  const rows = ledger.database
    .prepare<[number], SqlRow>(`SELECT * FROM ${register.id} WHERE live = 1 ORDER BY id LIMIT ?`)
    .iterate(LOOKED);
  let broken = 0;
  let looked = 0;
  const examples: { record: string; title: string; shown: string }[] = [];
  for (const row of rows) {
    looked += 1;
    const values = store.shownFields(row) as RecordValues;
    if (rule?.find({ values, tables: {} }, { owner: String(row.owner), plan: workspace.plan }).length === 0) continue;
    broken += 1;
    if (examples.length < EXAMPLES) {
      const shown = field ? formatValue(field, values[given.field]) : '';
      examples.push({ record: String(row.id), title: titleOf(register, row), shown: shown || '（空）' });
    }
  }
  return { broken, looked, examples };
}
