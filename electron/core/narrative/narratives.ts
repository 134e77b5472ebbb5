import type { Ledger } from '../ledger/ledger.ts';

export type NarrativeKind = 'task' | 'nil';

export interface Narrative {
  readonly id: string;
  readonly owner: string;
  readonly kind: NarrativeKind;
  /** Task id, or register id of a 零报告. */
  readonly subject: string;
  readonly text: string;
  readonly updatedAt: string;
}

/** A narrative's id follows from what it is about, so that two machines of one office write the same record. */
export function narrativeId(office: string, period: string, kind: NarrativeKind, subject: string): string {
  return `narrative-${office}-${period}-${kind}-${subject}`;
}

/** What offices wrote for a period, empty texts left out, in the order of their ids. */
export function readNarratives(ledger: Ledger, period: string, owner: string | null): readonly Narrative[] {
  return ledger.database
    .prepare<[string, string | null, string | null], Narrative>(
      `SELECT id, owner, kind, subject, text, updated_at AS updatedAt FROM narrative
        WHERE live = 1 AND text IS NOT NULL AND period = ? AND (? IS NULL OR owner = ?) ORDER BY id`,
    )
    .all(period, owner, owner);
}
