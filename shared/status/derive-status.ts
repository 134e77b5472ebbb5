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
  /** Its office took the package back that filed it (撤回报送). */
  readonly withdrawn?: boolean;
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
 * - Taken back with the package that filed it: what was filed before counts; what would then wait for a verdict is a draft again,
 *   for the content that was taken back is not to be judged.
 */
export function deriveStatus(facts: StatusFacts): RecordStatus {
  const { live, digest } = facts;
  const standing = standingFilings(facts.filings, facts.reviews);
  const submissions = submissionsOf(standing);
  const last = submissions.at(-1);
  const returns = facts.reviews.filter((review) => review.verdict === 'return');
  const round = 1 + returns.reduce((highest, review) => Math.max(highest, review.round), 0);
  const draft: RecordStatus = { state: 'draft', changed: false, round, locked: false };
  if (facts.filings.length === 0) return draft;
  const changed = digest !== last?.digest;
  if (!live) return { state: 'withdrawn', changed, round, locked: false };
  if (!last) return draft;
  const takenBack = !standing.includes(newestOf(facts.filings));
  const submitted = (differs: boolean): RecordStatus =>
    takenBack ? draft : { state: 'submitted', changed: differs, round, locked: false };

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
    return submitted(changed || !filedSince);
  }
  const accept = standingAccept(judgements);
  if (accept && accept.digest === last.digest && !changed) return accepted(accept);
  return submitted(changed);
}

/**
 * The filings that count: all but those taken back with their package. A verdict keeps what it judged, whether or not the withdrawal
 * was known: what was judged cannot be taken back.
 */
export function standingFilings(filings: readonly Filing[], reviews: readonly Review[]): readonly Filing[] {
  if (!filings.some((filing) => filing.withdrawn)) return filings;
  const ordered = filings.toSorted(byDot);
  const judged = new Set(
    reviews.filter((review) => review.verdict !== 'unlock').map((review) => filingJudged(review, ordered)?.id),
  );
  return filings.filter((filing) => !filing.withdrawn || judged.has(filing.id));
}

/** The last filing of what a verdict judged. */
function filingJudged(review: Review, ordered: readonly Filing[]): Filing | undefined {
  const earlier = ordered.filter((one) => compareDots(one.dot, review.dot) < 0 && one.round <= review.round);
  const same = earlier.filter((one) => one.digest === review.digest);
  return same.findLast((one) => one.round === review.round) ?? same.at(-1) ?? earlier.at(-1);
}

function newestOf(filings: readonly Filing[]): Filing {
  return filings.reduce((newest, one) => (byDot(one, newest) > 0 ? one : newest));
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
