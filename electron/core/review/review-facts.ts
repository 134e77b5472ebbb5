import { newId } from '../environment.ts';
import type { ReviewFact } from '../ledger/fact-store.ts';
import { missing } from '../ledger/ledger.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';

type Facing = Pick<Session, 'ledger' | 'writer' | 'workspace'>;

/** Stands in history for the field that a verdict changes. */
export const VERDICT_FIELD = '$verdict';

/** Adds a verdict (or an unlocking) on the record's present content, and works its status out anew. */
export function addVerdict(
  session: Facing,
  work: UnitOfWork,
  id: string,
  verdict: ReviewFact['verdict'],
  note?: string,
): void {
  const { ledger, writer, workspace } = session;
  const store = ledger.storeOf(id);
  const row = store.row(id);
  if (!row) throw missing();
  const filings = ledger.facts.filings(id);
  const round = filings.at(-1)?.round ?? Number(row.round);
  ledger.facts.addReview(
    {
      id: `review-${newId(workspace.environment, 16)}`,
      record: id,
      register: store.register.id,
      round,
      digest: String(row.digest),
      verdict,
      dot: work.nextDot(),
      at: work.at,
      office: work.office,
      officer: work.officer,
      ...(note ? { note } : {}),
    },
    work.change,
  );
  writer.refresh(work, id);
  work.record({
    register: store.register.id,
    record: id,
    action: verdict === 'unlock' ? 'unlock' : 'review',
    changes: [
      {
        field: VERDICT_FIELD,
        before: String(row.filing_state),
        after: note ? `${VERDICT[verdict]}：${note}` : VERDICT[verdict],
      },
    ],
  });
  work.tell('reviews');
}

/** Tells in a record's history what became of its 初审意见; its status stays. */
export function noteLook({ ledger }: Facing, work: UnitOfWork, id: string, text: string): void {
  const { register } = ledger.storeOf(id);
  const before = String(ledger.storeOf(id).row(id)?.filing_state ?? '');
  work.record({
    register: register.id,
    record: id,
    action: 'review',
    changes: [{ field: VERDICT_FIELD, before, after: text }],
  });
  work.tell('reviews');
}

/**
 * Takes back the unlocking given at that time where the record is again what was accepted and no package has told of it yet: it is
 * locked as before. False when it stays unlocked.
 */
export function withdrawUnlock({ ledger, writer }: Facing, work: UnitOfWork, id: string, at: string): boolean {
  const store = ledger.storeOf(id);
  const row = store.row(id);
  if (!row || !ledger.facts.removeUntoldUnlock(id, at, String(row.digest))) return false;
  writer.refresh(work, id);
  const change = { field: VERDICT_FIELD, before: VERDICT.unlock, after: '撤销解锁' };
  work.record({ register: store.register.id, record: id, changes: [change] });
  work.tell('reviews');
  return true;
}

const VERDICT = { accept: '通过', return: '退回', unlock: '解锁' } as const;

/** Opens a thread, answers in it or closes it; the record's count of open threads follows. */
export function addComment(
  session: Session,
  work: UnitOfWork,
  entry: {
    record: string;
    thread?: string;
    field: string | null;
    kind: 'open' | 'answer' | 'close';
    text: string;
    round?: number;
  },
): void {
  const { ledger, writer, workspace } = session;
  const store = ledger.storeOf(entry.record);
  const row = store.row(entry.record);
  if (!row) throw missing();
  ledger.facts.addComment(
    {
      id: `comment-${newId(workspace.environment, 16)}`,
      thread: entry.thread ?? `thread-${newId(workspace.environment, 16)}`,
      record: entry.record,
      register: store.register.id,
      field: entry.field,
      round: entry.round ?? ledger.facts.filings(entry.record).at(-1)?.round ?? Number(row.round),
      kind: entry.kind,
      text: entry.text,
      dot: work.nextDot(),
      at: work.at,
      office: work.office,
      officer: work.officer,
    },
    work.change,
  );
  writer.refresh(work, entry.record);
  work.tell('comments');
}
