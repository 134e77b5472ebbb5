import { parsePeriod, periodEnd } from '../period/period.ts';
import {
  type Filing,
  judgementsOf,
  type Review,
  standingAccept,
  standingFilings,
  submissionsOf,
} from './derive-status.ts';

/** How a record stands by the filings of the periods up to one. */
export interface Standing {
  /** Last day of the filing period from which on it stands so, ISO. */
  readonly since: string;
  readonly state: 'submitted' | 'accepted' | 'returned';
}

/**
 * How a record stood by the filings of each period, in order of time, a line only where it changes: what figures as of a
 * period's end count. A verdict belongs to the period of what it judged, whenever it was given; content filed for a later
 * period, and the verdicts on it, change nothing before.
 */
export function standingsOf(filings: readonly Filing[], reviews: readonly Review[]): readonly Standing[] {
  const submissions = submissionsOf(standingFilings(filings, reviews));
  const ends = submissions.map(({ periods }) => earliestEnd(periods));
  const judgements = judgementsOf(reviews, submissions);
  const standings: Standing[] = [];
  for (const since of [...new Set(ends)].filter((end) => end !== undefined).sort()) {
    const counts = (place: number): boolean => ends[place] !== undefined && ends[place] <= since;
    const last = submissions.findLastIndex((_, place) => counts(place));
    const judged = judgements.filter((judgement) => counts(judgement.place));
    const state = stateOf(last, submissions[last]!.digest, judged);
    if (standings.at(-1)?.state !== state) standings.push({ since, state });
  }
  return standings;
}

function stateOf(last: number, digest: string, judged: ReturnType<typeof judgementsOf>): Standing['state'] {
  const latest = judged.at(-1);
  if (latest?.place === last) return latest.review.verdict === 'return' ? 'returned' : 'accepted';
  return standingAccept(judged)?.digest === digest ? 'accepted' : 'submitted';
}

/** The end of the earliest period of a submission; undefined where none of them is a period. */
function earliestEnd(periods: readonly string[]): string | undefined {
  return periods
    .filter((period) => parsePeriod(period) !== undefined)
    .map(periodEnd)
    .sort()[0];
}
