import type { Dot } from '../merge/causal-record.ts';
import { compareDots } from '../merge/dot.ts';

/** A fact: the owner office filed this content of the record. Never changed, never removed. */
export interface Filing {
  readonly id: string;
  readonly record: string;
  readonly round: number;
  readonly digest: string;
  readonly period: string;
  readonly sequence: number;
  readonly dot: Dot;
  readonly at: string;
  readonly office: string;
  readonly officer: string;
}

/** A fact: the provincial office judged this content of the record, in the round of the filing it judged. */
export interface Review {
  readonly id: string;
  readonly record: string;
  readonly round: number;
  readonly digest: string;
  readonly verdict: 'accept' | 'return' | 'unlock';
  readonly dot: Dot;
  readonly at: string;
  readonly office: string;
  readonly officer: string;
  readonly note?: string;
}

/** 草稿, 已报送, 已通过, 已退回, 已撤回. */
export type RecordState = 'draft' | 'submitted' | 'accepted' | 'returned' | 'withdrawn';

export interface RecordStatus {
  readonly state: RecordState;
  /** 有改动: the content differs from what was last filed (or, after a verdict on other content, from what was accepted). */
  readonly changed: boolean;
  /**
   * The round in which the next filing belongs, hence the one being prepared or judged: one more than the highest that was
   * returned. With every fact known this is 1 + the number of rounds returned; with one still under way it never names a
   * round that was returned already, so an old verdict cannot hit a new filing.
   */
  readonly round: number;
  /** Accepted and not unlocked since: the city does not edit it. */
  readonly locked: boolean;
}

export interface StatusFacts {
  /** Whether the record is shown as living. */
  readonly live: boolean;
  /** Digest of the record's present content. */
  readonly digest: string;
  /** Every known filing of this record, in any order; doubles do no harm. */
  readonly filings: readonly Filing[];
  /** Every known review of this record by the office that has the authority, in any order. */
  readonly reviews: readonly Review[];
}

/** Filings that follow each other with the same content in the same round: one thing to judge. */
export interface Submission {
  readonly digest: string;
  readonly round: number;
  readonly first: Dot;
  readonly latest: Dot;
  /** Of the filings in it. */
  readonly periods: readonly string[];
}

export interface Judgement {
  /** Place of the judged submission among all of the record. */
  readonly place: number;
  readonly review: Review;
}

/**
 * The status that the facts add up to (DESIGN §6); total, and the same in whatever order they arrived. In short:
 * - never filed: draft. Deleted after filing: withdrawn.
 * - A verdict belongs to the content it judged, never to what was filed after it. The last verdict on the last
 *   submission counts: return → returned; accept → accepted as long as the content is exactly the accepted one, else
 *   submitted with changes.
 * - No verdict on it yet: submitted; but filing again exactly what was last accepted, and not returned since, stays accepted.
 */
export function deriveStatus(facts: StatusFacts): RecordStatus {
  const { live, digest } = facts;
  const submissions = submissionsOf(facts.filings);
  const last = submissions.at(-1);
  const returns = facts.reviews.filter((review) => review.verdict === 'return');
  const round = 1 + returns.reduce((highest, review) => Math.max(highest, review.round), 0);
  if (!last) return { state: 'draft', changed: false, round, locked: false };

  const changed = digest !== last.digest;
  if (!live) return { state: 'withdrawn', changed, round, locked: false };

  const judgements = judgementsOf(facts.reviews, submissions);
  const accepted = (accept: Review): RecordStatus => {
    const locked = !facts.reviews.some((one) => one.verdict === 'unlock' && compareDots(one.dot, accept.dot) > 0);
    return { state: 'accepted', changed: false, round, locked };
  };
  const latest = judgements.at(-1);
  if (latest?.place === submissions.length - 1) {
    const { review } = latest;
    if (review.verdict === 'return') return { state: 'returned', changed, round, locked: false };
    if (review.digest === digest) return accepted(review);
    // Back to what was filed, after a corrected content was accepted: new to the province until it is filed again.
    const filedSince = compareDots(last.latest, review.dot) > 0;
    return { state: 'submitted', changed: changed || !filedSince, round, locked: false };
  }
  const standing = standingAccept(judgements);
  if (standing && standing.digest === last.digest && !changed) return accepted(standing);
  return { state: 'submitted', changed, round, locked: false };
}

/** What was filed, in the order of the dots. */
export function submissionsOf(filings: readonly Filing[]): readonly Submission[] {
  const submissions: Submission[] = [];
  for (const filing of filings.toSorted(byDot)) {
    const former = submissions.at(-1);
    const { digest, round, dot, period } = filing;
    if (former?.digest === digest && former.round === round)
      submissions[submissions.length - 1] = { ...former, latest: dot, periods: [...former.periods, period] };
    else submissions.push({ digest, round, first: dot, latest: dot, periods: [period] });
  }
  return submissions;
}

/** Verdicts in the order of what they judged, then of their dots. One that came before any known filing judges nothing. */
export function judgementsOf(reviews: readonly Review[], submissions: readonly Submission[]): readonly Judgement[] {
  return reviews
    .filter((review) => review.verdict !== 'unlock')
    .map((review) => ({ place: placeJudged(review, submissions), review }))
    .filter((judgement) => judgement.place >= 0)
    .sort((one, other) => one.place - other.place || byDot(one.review, other.review));
}

/**
 * What a verdict judged: the latest earlier submission of that content in that round; failing that, of that content;
 * failing that, the latest (its content was corrected by the province before the verdict). Never one of a later round.
 */
function placeJudged(review: Review, submissions: readonly Submission[]): number {
  const earlier = (one: Submission): boolean => compareDots(one.first, review.dot) < 0 && one.round <= review.round;
  const same = (one: Submission): boolean => earlier(one) && one.digest === review.digest;
  const exact = submissions.findLastIndex((one) => same(one) && one.round === review.round);
  if (exact >= 0) return exact;
  const content = submissions.findLastIndex(same);
  return content >= 0 ? content : submissions.findLastIndex(earlier);
}

/** The last acceptance, unless the very content it accepted was returned afterwards. */
export function standingAccept(judgements: readonly Judgement[]): Review | undefined {
  const index = judgements.findLastIndex(({ review }) => review.verdict === 'accept');
  const accept = judgements[index]?.review;
  if (!accept) return undefined;
  const undone = judgements.slice(index + 1).some(({ review }) => review.digest === accept.digest);
  return undone ? undefined : accept;
}

function byDot(
  one: { readonly id: string; readonly dot: Dot },
  other: { readonly id: string; readonly dot: Dot },
): number {
  return compareDots(one.dot, other.dot) || (one.id < other.id ? -1 : Number(one.id > other.id));
}
