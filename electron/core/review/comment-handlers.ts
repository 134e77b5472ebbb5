import type { CommentView } from '../../../shared/contract/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { openerOf, threadsOf } from '../../../shared/status/comment-thread.ts';
import type { Handlers } from '../dispatcher.ts';
import { titleOf } from '../ledger/record-query.ts';
import { commentsOf } from '../ledger/record-view.ts';
import { requireSubordinates, type Session, type SessionOf } from '../session.ts';
import { addComment } from './review-facts.ts';

/** 审核意见: listing, answering, closing. */
export function commentHandlers(
  session: SessionOf,
): Pick<Handlers, 'comment.list' | 'comment.answer' | 'comment.close' | 'comment.templates' | 'comment.set-templates'> {
  return {
    'comment.list'({ state, record }) {
      const { ledger, workspace } = session();
      // What this office asked those below it is theirs to answer; it stands in the review.
      const asks = record === undefined && workspace.superior ? workspace.office.code : null;
      const comments: CommentView[] = [];
      for (const register of REGISTERS) {
        const ids = ledger.database
          .prepare<[string, string | null, string | null], { record: string }>(
            'SELECT DISTINCT record FROM comment WHERE register = ? AND (? IS NULL OR record = ?) ORDER BY record',
          )
          .all(register.id, record ?? null, record ?? null);
        for (const one of ids) {
          const row = ledger.store(register.id).row(one.record);
          if (row?.live !== 1) continue;
          comments.push(
            ...commentsOf(ledger, register, one.record, titleOf(register, row)).filter(
              (thread) => (!state || thread.state === state) && openedBy(thread) !== asks,
            ),
          );
        }
      }
      return { comments };
    },

    'comment.templates'() {
      const { database } = session().workspace;
      const of = database
        .prepare<[string], string>('SELECT text FROM comment_template WHERE scope = ? ORDER BY place')
        .pluck();
      return { field: of.all('field') as string[], record: of.all('record') as string[] };
    },

    'comment.set-templates'(given) {
      const { workspace } = session();
      workspace.work({ label: '修改常用意见', action: 'comment' }, (work) => {
        workspace.database.prepare('DELETE FROM comment_template').run();
        const insert = workspace.database.prepare('INSERT INTO comment_template (scope, place, text) VALUES (?, ?, ?)');
        for (const scope of ['field', 'record'] as const)
          for (const [index, text] of given[scope].entries()) insert.run(scope, index + 1, text);
        work.tell('workspace');
      });
      return {};
    },

    'comment.answer'({ thread, text }) {
      answer(session(), thread, 'answer', text);
      return {};
    },

    'comment.close'({ thread, text }) {
      requireSubordinates(session());
      answer(session(), thread, 'close', text);
      return {};
    },
  };
}

function openedBy({ entries }: CommentView): string | undefined {
  return (entries.find((entry) => entry.kind === 'open') ?? entries[0])?.office;
}

function answer(session: Session, threadId: string, kind: 'answer' | 'close', text: string): void {
  const { ledger, workspace } = session;
  const record = ledger.database
    .prepare<[string], { record: string }>('SELECT record FROM comment WHERE thread = ? LIMIT 1')
    .get(threadId)?.record;
  const thread = record && threadsOf(ledger.facts.comments(record)).find((one) => one.id === threadId);
  if (!record || !thread) throw new AppError('COMMENT_MISSING', '找不到这条意见，请刷新后再试。');
  if (kind === 'close' && openerOf(thread) !== workspace.office.code)
    throw new AppError('ROLE_REFUSED', `这条意见是${workspace.offices.nameOf(openerOf(thread))}提的，由对方关闭。`);
  workspace.work({ label: kind === 'answer' ? '答复意见' : '关闭意见', action: 'comment' }, (work) => {
    addComment(session, work, { record, thread: threadId, field: thread.field, kind, text, round: thread.round });
  });
}
