import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { childTableName } from '../../../shared/registers/column-name.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { type ListedEvidence, listEvidence } from '../evidence/evidence-list.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';

const DIGEST = /^[0-9a-f]{64}$/;

/** Lists the evidence that a record which was taken names, where its files lie here. */
export function rememberEvidence(session: Session, work: UnitOfWork, record: CausalRecord): void {
  if (!record.tables[EVIDENCE_TABLE]) return;
  const rows = shownValues(record).tables[EVIDENCE_TABLE] ?? [];
  for (const row of rows) {
    const sha256 = String(row.fields.sha256 ?? '');
    if (!DIGEST.test(sha256) || !session.evidence.has(sha256)) continue;
    const listed = { sha256, size: Number(row.fields.size ?? 0), mediaType: String(row.fields.mediaType ?? '') };
    listEvidence(session.ledger.database, listed, work.at);
  }
}

/** Lists evidence that came apart from the records that name it: in another part of their filing, before them or after. */
export function listArrived({ ledger, evidence }: Session, work: UnitOfWork): void {
  for (const register of REGISTERS) {
    const named = ledger.database
      .prepare<[], ListedEvidence>(
        `SELECT DISTINCT sha256, size, media_type AS mediaType FROM ${childTableName(register, { key: EVIDENCE_TABLE })}
           WHERE sha256 NOT IN (SELECT sha256 FROM evidence_file)`,
      )
      .all();
    for (const one of named)
      if (DIGEST.test(one.sha256) && evidence.has(one.sha256))
        listEvidence(ledger.database, { ...one, size: one.size ?? 0, mediaType: one.mediaType ?? '' }, work.at);
  }
}
