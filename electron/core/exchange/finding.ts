import type { Finding } from '../../../shared/contract/receive-calls.ts';
import type { ShownRecord } from '../../../shared/merge/shown-values.ts';
import { REASONS_TABLE } from '../../../shared/registers/builtin-tables.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { KeptProblem } from '../check/kept-problems.ts';
import { labelOf } from '../ledger/record-view.ts';

/** 错误 and 警示 in a record as it would stand here, each 警示 with the reason that the sender wrote; none in a withdrawn one. */
export function findingsOf(
  register: Register,
  id: string,
  shown: ShownRecord,
  problems: readonly KeptProblem[],
): Finding[] {
  if (!shown.live) return [];
  const reasons = new Map(
    (shown.tables[REASONS_TABLE] ?? []).map((row) => [row.id, String(row.fields.text ?? '').trim()]),
  );
  const title = String(shown.fields[register.titleField] ?? `未命名${register.label}`);
  return problems.flatMap(({ severity, rule, field, table, message }): Finding[] => {
    if (severity !== 'error' && severity !== 'warning') return [];
    const reason = severity === 'warning' ? (reasons.get(rule) ?? '') : '';
    return [
      {
        record: id,
        register: register.id,
        title,
        severity,
        field: field ?? null,
        label: field === undefined ? '' : labelOf(register, field, table),
        message,
        reason,
      },
    ];
  });
}
