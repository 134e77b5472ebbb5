import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodEnd } from '../../../shared/period/period.ts';
import { deriveStatus, type Filing, type Review } from '../../../shared/status/derive-status.ts';
import { standingsOf } from '../../../shared/status/standing.ts';

const RUNS = { seed: 20200630, numRuns: 2000 } as const;

function filing(counter: number, period: string, digest: string, round = 1): Filing {
  const common = { record: 'p1', sequence: 1, at: '2020-07-01T08:00:00Z', office: '370200', officer: '王' };
  return { id: `f${counter}`, ...common, period, round, digest, dot: [counter, 'qingdao'] };
}

function review(verdict: Review['verdict'], counter: number, digest: string, round = 1): Review {
  const common = { record: 'p1', at: '2020-07-02T08:00:00Z', office: '370000', officer: '李' };
  return { id: `r${counter}`, ...common, round, digest, verdict, dot: [counter, 'shandong'] };
}

describe('how a record stood by the filings of each period', () => {
  it('is nothing while nothing was filed', () => {
    expect(standingsOf([], [])).toEqual([]);
  });

  it('takes a verdict for the period of what it judged, whenever it was given', () => {
    const filings = [filing(1, '2020Q1', 'a'), filing(5, '2020Q3', 'b')];
    expect(standingsOf(filings, [review('accept', 9, 'a')])).toEqual([
      { since: '2020-03-31', state: 'accepted' },
      { since: '2020-09-30', state: 'submitted' },
    ]);
    expect(standingsOf(filings, [review('accept', 2, 'a'), review('accept', 9, 'b')])).toEqual([
      { since: '2020-03-31', state: 'accepted' },
    ]);
  });

  it('shows what was returned in one period and accepted in the next', () => {
    const filings = [filing(1, '2020Q1', 'a'), filing(5, '2020Q2', 'b', 2)];
    const reviews = [review('return', 3, 'a'), review('accept', 7, 'b', 2)];
    expect(standingsOf(filings, reviews)).toEqual([
      { since: '2020-03-31', state: 'returned' },
      { since: '2020-06-30', state: 'accepted' },
    ]);
  });

  it('counts a correction by the province that was accepted for the filing it corrected', () => {
    expect(standingsOf([filing(1, '2020Q1', 'a')], [review('accept', 4, 'corrected')])).toEqual([
      { since: '2020-03-31', state: 'accepted' },
    ]);
  });

  it('orders quarters, half-years and years by their ends', () => {
    const filings = [filing(1, '2020', 'a'), filing(3, '2019H2', 'b'), filing(5, '2020Q2', 'c')];
    expect(standingsOf(filings, [review('accept', 4, 'b'), review('return', 6, 'c')])).toEqual([
      { since: '2019-12-31', state: 'accepted' },
      { since: '2020-06-30', state: 'returned' },
    ]);
    expect(standingsOf([filing(1, 'someday', 'a')], [])).toEqual([]);
  });

  const story = fc.array(
    fc.record({
      what: fc.constantFrom('file', 'file', 'accept', 'return', 'unlock'),
      quarter: fc.integer({ min: 1, max: 4 }),
      digest: fc.constantFrom('a', 'b', 'c'),
    }),
    { maxLength: 12 },
  );

  /** Plays a story: filings in the order of their periods, each verdict on what lies filed. */
  function play(steps: readonly { what: string; quarter: number; digest: string }[]) {
    const filings: Filing[] = [];
    const reviews: (Review & { judged: string })[] = [];
    let quarter = 1;
    let round = 1;
    for (const [index, step] of steps.entries()) {
      const last = filings.at(-1);
      if (step.what === 'file') {
        quarter = Math.max(quarter, step.quarter);
        if (last?.digest === step.digest && last.round === round) continue;
        filings.push(filing(index + 1, `2020Q${quarter}`, step.digest, round));
      } else if (last && (step.what !== 'return' || last.round === round)) {
        reviews.push({
          ...review(step.what as Review['verdict'], index + 1, last.digest, last.round),
          judged: last.period,
        });
        if (step.what === 'return') round += 1;
      }
    }
    return { filings, reviews };
  }

  it('ends where the record stands now, as long as nobody edits it', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { filings, reviews } = play(steps);
        const digest = filings.at(-1)?.digest ?? 'a';
        const now = deriveStatus({ live: true, digest, filings, reviews }).state;
        expect(standingsOf(filings, reviews).at(-1)?.state ?? 'draft').toBe(now);
      }),
      RUNS,
    );
  });

  it('up to a period is what it would have been had nothing been filed since', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 1, max: 4 }), (steps, quarter) => {
        const { filings, reviews } = play(steps);
        const end = periodEnd(`2020Q${quarter}`);
        const then = standingsOf(
          filings.filter((one) => periodEnd(one.period) <= end),
          reviews.filter((one) => periodEnd(one.judged) <= end),
        );
        expect(standingsOf(filings, reviews).filter((one) => one.since <= end)).toEqual(then);
      }),
      RUNS,
    );
  });
});
