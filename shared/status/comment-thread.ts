import type { Dot } from '../merge/causal-record.ts';
import { compareDots } from '../merge/dot.ts';

/** A fact: one contribution to an 审核意见. Never changed, never removed. */
export interface CommentEntry {
  readonly id: string;
  /** Id shared by all entries of one thread. */
  readonly thread: string;
  readonly record: string;
  readonly register: string;
  /** Null: about the record as a whole. */
  readonly field: string | null;
  /** Given with `rowId` for a field of a child row. */
  readonly table?: string;
  readonly rowId?: string;
  readonly round: number;
  readonly kind: 'open' | 'answer' | 'close';
  readonly text: string;
  readonly dot: Dot;
  readonly at: string;
  readonly office: string;
  readonly officer: string;
}

export type ThreadState = 'open' | 'answered' | 'closed';

export interface CommentThread {
  readonly id: string;
  readonly record: string;
  readonly register: string;
  readonly field: string | null;
  readonly table?: string;
  readonly rowId?: string;
  /** Round of the latest question. */
  readonly round: number;
  readonly state: ThreadState;
  /** In the order of their dots, each once. */
  readonly entries: readonly CommentEntry[];
}

/**
 * The threads that the entries make up, oldest first; the same in whatever order entries arrived and however often.
 * State: what followed the latest question: a close → closed (also when an answer crossed it), else an answer →
 * answered, else open. Asking again in a closed thread opens it again.
 */
export function threadsOf(entries: readonly CommentEntry[]): readonly CommentThread[] {
  const byThread = new Map<string, CommentEntry[]>();
  for (const entry of new Map(entries.map((one) => [one.id, one])).values()) {
    const group = byThread.get(entry.thread);
    if (group) group.push(entry);
    else byThread.set(entry.thread, [entry]);
  }
  return [...byThread.values()]
    .map((group) => threadOf(group.sort(byDot)))
    .sort((one, other) => byDot(firstOf(one.entries), firstOf(other.entries)));
}

/** The entry with which a thread began; undefined where only answers to it came along. */
export function openingOf({ entries }: Pick<CommentThread, 'entries'>): CommentEntry | undefined {
  return entries.find((entry) => entry.kind === 'open');
}

/** The office that opened a thread: the one that closes it. */
export function openerOf(thread: CommentThread): string {
  return (openingOf(thread) ?? firstOf(thread.entries)).office;
}

function threadOf(entries: readonly CommentEntry[]): CommentThread {
  const asked = entries.findLastIndex((entry) => entry.kind === 'open');
  const { thread, record, register, field, table, rowId } = openingOf({ entries }) ?? firstOf(entries);
  const since = new Set(entries.slice(asked + 1).map((entry) => entry.kind));
  return {
    id: thread,
    record,
    register,
    field,
    ...(table === undefined ? {} : { table }),
    ...(rowId === undefined ? {} : { rowId }),
    round: (entries[asked] ?? firstOf(entries)).round,
    state: since.has('close') ? 'closed' : since.has('answer') ? 'answered' : 'open',
    entries,
  };
}

function firstOf(entries: readonly CommentEntry[]): CommentEntry {
  const [first] = entries;
  if (!first) throw new RangeError('a thread without entries');
  return first;
}

function byDot(one: CommentEntry, other: CommentEntry): number {
  return compareDots(one.dot, other.dot) || (one.id < other.id ? -1 : Number(one.id > other.id));
}
