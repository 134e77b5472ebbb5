import type { CommentEntry } from '../../../shared/status/comment-thread.ts';
import { type CanonicalValue, canonicalJson } from '../../../shared/values/canonical-json.ts';
import type { ReviewFact } from '../ledger/fact-store.ts';
import { hasOnly, isCount, isMoment, isObject, isShortText, readDot } from './package-line.ts';

const BASE = ['id', 'record', 'register', 'round', 'dot', 'at', 'office', 'officer'];
const REVIEW = new Set([...BASE, 'digest', 'verdict', 'note']);
const COMMENT = new Set([...BASE, 'thread', 'field', 'kind', 'text']);

/** One line of `reviews.ndjson` or `comments.ndjson`, without its line end. */
export function formatFact(fact: ReviewFact | CommentEntry): string {
  return canonicalJson({ ...fact, dot: [...fact.dot] } as unknown as CanonicalValue);
}

/** Reads a parsed line of `reviews.ndjson`; null when it is not one. */
export function readReview(given: unknown): ReviewFact | null {
  const base = readBase(given, REVIEW);
  if (!base) return null;
  const { round, digest, verdict, note } = given as Record<string, unknown>;
  if (
    !isCount(round) ||
    typeof digest !== 'string' ||
    (verdict !== 'accept' && verdict !== 'return' && verdict !== 'unlock')
  )
    return null;
  if (note !== undefined && !isShortText(note)) return null;
  return { ...base, round, digest, verdict, ...(note === undefined ? {} : { note }) };
}

/** Reads a parsed line of `comments.ndjson`; null when it is not one. */
export function readComment(given: unknown): CommentEntry | null {
  const base = readBase(given, COMMENT);
  if (!base) return null;
  const { thread, field, round, kind, text } = given as Record<string, unknown>;
  if (!isShortText(thread) || (field !== null && !isShortText(field)) || !isCount(round) || !isShortText(text))
    return null;
  if (kind !== 'open' && kind !== 'answer' && kind !== 'close') return null;
  return { ...base, thread, field, round, kind, text };
}

function readBase(given: unknown, members: ReadonlySet<string>) {
  if (!isObject(given) || !hasOnly(given, members)) return null;
  const { id, record, register, at, office, officer } = given;
  const dot = readDot(given.dot);
  if (
    !dot ||
    !isShortText(id) ||
    !isShortText(record) ||
    !isShortText(register) ||
    !isMoment(at) ||
    !isShortText(office) ||
    !isShortText(officer)
  )
    return null;
  return { id, record, register, dot, at, office, officer };
}
