import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { childTableName } from '../../../shared/registers/column-name.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { isListed } from '../evidence/evidence-list.ts';
import type { Session } from '../session.ts';

/** Digests of the evidence that a record's living rows name and that lies here. */
export function evidenceOf(session: Session, record: CausalRecord): string[] {
  if (!record.tables[EVIDENCE_TABLE]) return [];
  const rows = shownValues(record).tables[EVIDENCE_TABLE] ?? [];
  return rows.map((row) => String(row.fields.sha256)).filter((sha256) => isListed(session.workspace.database, sha256));
}

/** The condition, in SQL, that a record of this register names evidence in the JSON array @asked. */
export function namesAsked(register: Register): string {
  const table = childTableName(register, { key: EVIDENCE_TABLE });
  return `id IN (SELECT record FROM ${table} WHERE sha256 IN (SELECT value FROM json_each(@asked)))`;
}
