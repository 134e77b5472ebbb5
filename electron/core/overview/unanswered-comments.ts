import { REGISTERS } from '../../../shared/registers/registers.ts';
import { threadsOf } from '../../../shared/status/comment-thread.ts';
import { WANTS_ATTENTION } from '../ledger/list-indexes.ts';
import type { Session } from '../session.ts';

/** What of a register's records still waits for this office's answer. */
export interface Unanswered {
  readonly register: string;
  readonly label: string;
  readonly records: number;
  readonly comments: number;
}

/** The comments that this office has not answered yet, by register; those without any are left out. */
export function unansweredComments({ ledger, workspace }: Session): readonly Unanswered[] {
  return REGISTERS.flatMap(({ id: register, label }) => {
    const ids = workspace.database
      .prepare(
        `SELECT id FROM ${ledger.store(register).lists.indexes.toAttend()} WHERE live = 1 AND ${WANTS_ATTENTION} AND owner = ? AND open_comments > 0`,
      )
      .pluck()
      .all(workspace.office.code) as string[];
    const open = ids
      .map((id) => threadsOf(ledger.facts.comments(id)).filter((thread) => thread.state === 'open').length)
      .filter((count) => count > 0);
    const comments = open.reduce((sum, count) => sum + count, 0);
    return comments > 0 ? [{ register, label, records: open.length, comments }] : [];
  });
}
