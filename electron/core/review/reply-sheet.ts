import type { CallOutput } from '../../../shared/contract/contract.ts';
import { compareDots } from '../../../shared/merge/dot.ts';
import { shownValue } from '../../../shared/merge/scalar.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { DUPLICATE, duplicateText } from '../../../shared/registers/duplicate-field.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { type CommentThread, openerOf, openingOf, threadsOf } from '../../../shared/status/comment-thread.ts';
import { isCorrection, readCorrection } from '../../../shared/status/correction.ts';
import { threadWord } from '../../../shared/status/thread-word.ts';
import { type ReplySheetData, replySheetHtml, type SheetCount, type SheetLine } from '../cover/reply-sheet-html.ts';
import { today } from '../environment.ts';
import { DeskDecisions } from '../exchange/desk-decisions.ts';
import type { FilingFact } from '../ledger/fact-store.ts';
import { titleOf } from '../ledger/record-query.ts';
import { labelOf, numberOf } from '../ledger/record-view.ts';
import type { RegisterStore, SqlRow } from '../ledger/register-store.ts';
import type { Session } from '../session.ts';

type Found = Pick<ReplySheetData, 'counts' | 'returned' | 'corrected' | 'ruled'>;

/** 批复单: what became of all that an office filed for a period, to be printed, signed and stamped. */
export function replySheet(session: Session, to: string, period: string): CallOutput<'reply.sheet'> {
  const { workspace } = session;
  const { offices, office, plan, officer, environment, database } = workspace;
  const declined = new DeskDecisions(database)
    .list()
    .filter(({ decision, desk }) => decision === 'declined' && desk.from === to && desk.period === period)
    .map(({ desk, at, note }) => ({ sequence: `第 ${desk.sequence ?? '—'} 号`, day: at.slice(0, 10), reason: note }));
  const html = replySheetHtml({
    planName: plan.name,
    from: offices.shortOf(office.code),
    to: offices.nameOf(to),
    periodLabel: periodLabel(period),
    ...foundFor(session, to, period),
    declined,
    officer,
    date: today(environment),
  });
  const title = `批复单_${offices.shortOf(to)}_${period}`;
  return { html, title, footer: title, period };
}

/** What was filed for the period by the office, of its own and of those below it, and what was said to it. */
function foundFor(session: Session, to: string, period: string): Found {
  const { ledger } = session;
  const counts: SheetCount[] = [];
  const lines: Record<'returned' | 'corrected' | 'ruled', SheetLine[]> = { returned: [], corrected: [], ruled: [] };
  const filed = ledger.database
    .prepare<[string, string, string], string>(
      'SELECT DISTINCT record FROM filing WHERE register = ? AND period = ? AND office = ? ORDER BY record',
    )
    .pluck();
  for (const register of REGISTERS) {
    const store = ledger.store(register.id);
    const ids = filed.all(register.id, period, to) as string[];
    const verdicts = { accept: 0, return: 0, none: 0 };
    for (const id of ids) {
      const row = store.row(id);
      if (!row) continue;
      const about = lineOf(store, row);
      const span = spanOf(ledger.facts.filings(id), period, to);
      const verdict = verdictIn(session, id, span);
      verdicts[verdict ?? 'none'] += 1;
      const threads = threadsOf(ledger.facts.comments(id)).filter((thread) => isSaidIn(session, thread, span));
      if (verdict === 'return') {
        const said = threads.filter((thread) => !isCorrection(thread.id));
        lines.returned.push({ ...about, texts: said.map((thread) => questionOf(store, thread)) });
      }
      const corrections = threads.filter((thread) => isCorrection(thread.id));
      if (corrections.length > 0)
        lines.corrected.push({ ...about, texts: corrections.map((thread) => correctionOf(store, thread)) });
      const ruling = row.live === 1 ? duplicateText(shownValue(store.fromRow(row).fields[DUPLICATE] ?? [])) : '';
      if (ruling !== '') lines.ruled.push({ ...about, texts: [ruling] });
    }
    if (ids.length > 0)
      counts.push({
        label: register.label,
        measure: register.measure,
        filed: ids.length,
        accepted: verdicts.accept,
        returned: verdicts.return,
        waiting: verdicts.none,
      });
  }
  return { counts, ...lines };
}

interface Span {
  /** The first filing for the period, and the first for another period after it. */
  readonly from: FilingFact | undefined;
  readonly until: FilingFact | undefined;
}

function spanOf(filings: readonly FilingFact[], period: string, office: string): Span {
  const own = filings.filter((filing) => filing.office === office);
  const first = own.findIndex((filing) => filing.period === period);
  const last = own.findLastIndex((filing) => filing.period === period);
  return { from: own[first], until: own[last + 1] };
}

function isIn({ from, until }: Span, dot: FilingFact['dot']): boolean {
  return from !== undefined && compareDots(dot, from.dot) > 0 && (!until || compareDots(dot, until.dot) < 0);
}

/** The last verdict of this office on what was filed for the period. */
function verdictIn({ ledger, workspace }: Session, id: string, span: Span): 'accept' | 'return' | undefined {
  const verdicts = ledger.facts
    .reviews(id)
    .filter(({ office, dot }) => office === workspace.office.code && isIn(span, dot))
    .flatMap(({ verdict }) => (verdict === 'unlock' ? [] : [verdict]));
  return verdicts.at(-1);
}

function isSaidIn({ workspace }: Session, thread: CommentThread, span: Span): boolean {
  const opened = openingOf(thread);
  return openerOf(thread) === workspace.office.code && opened !== undefined && isIn(span, opened.dot);
}

function lineOf(store: RegisterStore, row: SqlRow): Omit<SheetLine, 'texts'> {
  const { register } = store;
  const number = numberOf(register, store.shownFields(row));
  return { register: register.label, title: titleOf(register, row), number };
}

function fieldLabel({ register }: RegisterStore, { field, table }: CommentThread): string {
  return field === null ? '' : `${labelOf(register, field, table)}：`;
}

function questionOf(store: RegisterStore, thread: CommentThread): string {
  return `${fieldLabel(store, thread)}${openingOf(thread)?.text ?? ''}`;
}

function correctionOf(store: RegisterStore, thread: CommentThread): string {
  const { before, after, reason } = readCorrection(thread.entries[0]?.text ?? '');
  const last = thread.state === 'closed' ? thread.entries.at(-1)?.text : undefined;
  return `${fieldLabel(store, thread)}${before || '（空）'} → ${after || '（空）'}。${reason}（${last || threadWord(thread.id, thread.state)}）`;
}
