import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dot } from '../../../shared/merge/causal-record.ts';
import {
  deriveStatus,
  type Filing,
  type RecordStatus,
  type Review,
  standingFilings,
} from '../../../shared/status/derive-status.ts';

const RUNS = { seed: 20200331, numRuns: 2000 } as const;

function filing(counter: number, digest: string, round = 1): Filing {
  const dot: Dot = [counter, 'qingdao'];
  const common = {
    record: 'p1',
    period: '2020Q2',
    sequence: 1,
    at: '2020-07-01T08:00:00Z',
    office: '370200',
    officer: '王',
  };
  return { id: `f${counter}`, ...common, round, digest, dot };
}

function review(verdict: Review['verdict'], counter: number, digest: string, round = 1, replica = 'shandong'): Review {
  const dot: Dot = [counter, replica];
  const common = { record: 'p1', at: '2020-07-02T08:00:00Z', office: '370000', officer: '李' };
  return { id: `r${counter}${replica}`, ...common, round, digest, verdict, dot };
}

function status(digest: string, facts: readonly (Filing | Review)[], live = true): RecordStatus {
  const filings = facts.filter((fact): fact is Filing => 'period' in fact);
  const reviews = facts.filter((fact): fact is Review => 'verdict' in fact);
  return deriveStatus({ live, digest, filings, reviews });
}

const accept = (counter: number, digest: string, round = 1) => review('accept', counter, digest, round);
const giveBack = (counter: number, digest: string, round = 1) => review('return', counter, digest, round);
const unlock = (counter: number, digest: string, round = 1) => review('unlock', counter, digest, round);

const back = (one: Filing): Filing => ({ ...one, withdrawn: true });

const draft = { state: 'draft', changed: false, round: 1, locked: false };
const submitted = { state: 'submitted', changed: false, round: 1, locked: false };
const accepted = { state: 'accepted', changed: false, round: 1, locked: true };
const returned = { state: 'returned', changed: false, round: 2, locked: false };
const withdrawn = { state: 'withdrawn', changed: false, round: 1, locked: false };

describe('one round', () => {
  it('draft: never filed, deleted or not', () => {
    expect(status('a', [])).toEqual(draft);
    expect(status('a', [], false)).toEqual(draft);
  });

  it('draft → submitted → changed → submitted again', () => {
    expect(status('a', [filing(1, 'a')])).toEqual(submitted);
    expect(status('b', [filing(1, 'a')])).toEqual({ ...submitted, changed: true });
    expect(status('b', [filing(1, 'a'), filing(2, 'b')])).toEqual(submitted);
  });

  it('submitted → withdrawn, whatever was judged, and back when restored', () => {
    expect(status('a', [filing(1, 'a')], false)).toEqual(withdrawn);
    expect(status('a', [filing(1, 'a'), accept(2, 'a')], false)).toEqual(withdrawn);
    expect(status('b', [filing(1, 'a'), giveBack(2, 'a')], false)).toEqual({ ...withdrawn, changed: true, round: 2 });
    expect(status('a', [filing(1, 'a'), accept(2, 'a')], true)).toEqual(accepted);
  });

  it('submitted → accepted and locked; another content is not accepted but stays submitted', () => {
    const facts = [filing(1, 'a'), accept(2, 'a')];
    expect(status('a', facts)).toEqual(accepted);
    expect(status('b', facts)).toEqual({ ...submitted, changed: true });
  });

  it('accepted → unlocked → edited → filed → accepted and locked again', () => {
    const facts: (Filing | Review)[] = [filing(1, 'a'), accept(2, 'a'), unlock(3, 'a')];
    expect(status('a', facts)).toEqual({ ...accepted, locked: false });
    expect(status('b', facts)).toEqual({ ...submitted, changed: true });
    facts.push(filing(4, 'b'));
    expect(status('b', facts)).toEqual(submitted);
    facts.push(accept(5, 'b'));
    expect(status('b', facts)).toEqual(accepted);
  });

  it('an unlock before the acceptance does not unlock it', () => {
    expect(status('a', [filing(1, 'a'), unlock(2, 'a'), accept(3, 'a')])).toEqual(accepted);
  });

  it('filing again exactly what was accepted keeps it accepted', () => {
    expect(status('a', [filing(1, 'a'), accept(2, 'a'), filing(3, 'a')])).toEqual(accepted);
    expect(status('a', [filing(1, 'a'), accept(2, 'a'), filing(3, 'b'), filing(4, 'a')])).toEqual(accepted);
  });

  it('but not after another content was accepted in between', () => {
    expect(status('a', [filing(1, 'a'), accept(2, 'a'), filing(3, 'b'), accept(4, 'b'), filing(5, 'a')])).toEqual(
      submitted,
    );
  });

  it('editing back to the accepted content while another filing waits leaves that filing waiting', () => {
    expect(status('a', [filing(1, 'a'), accept(2, 'a'), filing(3, 'b')])).toEqual({ ...submitted, changed: true });
  });

  it('a province correction that is accepted counts as the accepted content, though never filed', () => {
    const facts = [filing(1, 'a'), accept(3, 'corrected')];
    expect(status('corrected', facts)).toEqual(accepted);
    expect(status('a', facts)).toEqual({ ...submitted, changed: true });
    expect(status('a', [...facts, filing(5, 'a')])).toEqual(submitted);
  });
});

describe('several rounds', () => {
  it('submitted → returned → edited → submitted → returned → submitted → accepted', () => {
    const facts: (Filing | Review)[] = [filing(1, 'a'), giveBack(2, 'a')];
    expect(status('a', facts)).toEqual(returned);
    expect(status('b', facts)).toEqual({ ...returned, changed: true });
    facts.push(filing(3, 'b', 2));
    expect(status('b', facts)).toEqual({ ...submitted, round: 2 });
    facts.push(giveBack(4, 'b', 2));
    expect(status('b', facts)).toEqual({ ...returned, round: 3 });
    facts.push(filing(5, 'c', 3), accept(6, 'c', 3));
    expect(status('c', facts)).toEqual({ ...accepted, round: 3 });
  });

  it('the same content may be filed again with an answer: it is submitted anew, and may be accepted', () => {
    const facts: (Filing | Review)[] = [filing(1, 'a'), giveBack(2, 'a'), filing(3, 'a', 2)];
    expect(status('a', facts)).toEqual({ ...submitted, round: 2 });
    expect(status('a', [...facts, accept(4, 'a', 2)])).toEqual({ ...accepted, round: 2 });
  });

  it('returning what was accepted takes the acceptance back for good', () => {
    const facts: (Filing | Review)[] = [filing(1, 'a'), accept(2, 'a'), giveBack(3, 'a')];
    expect(status('a', facts)).toEqual(returned);
    expect(status('a', [...facts, filing(4, 'a', 2)])).toEqual({ ...submitted, round: 2 });
  });

  it('accepting what was returned in error makes it accepted', () => {
    const facts = [filing(1, 'a'), giveBack(2, 'a'), accept(3, 'a')];
    expect(status('a', facts)).toEqual({ ...accepted, round: 2 });
    expect(status('b', facts)).toEqual({ ...submitted, changed: true, round: 2 });
  });

  it('two officers returning in the same round count as one round', () => {
    expect(status('a', [filing(1, 'a'), giveBack(2, 'a'), review('return', 2, 'a', 1, 'shandong2')])).toEqual(returned);
  });
});

describe('verdicts that cross a newer filing', () => {
  it('a late return of older content leaves the newer filing submitted, in the same round or a later one', () => {
    expect(status('b', [filing(1, 'a'), filing(2, 'b'), giveBack(9, 'a')])).toEqual({ ...submitted, round: 2 });
    const facts = [filing(1, 'a'), giveBack(2, 'a'), filing(3, 'b', 2), giveBack(9, 'a')];
    expect(status('b', facts)).toEqual({ ...submitted, round: 2 });
  });

  it('a late return of the first round does not hit the same content filed again in the second', () => {
    const facts = [filing(1, 'a'), giveBack(2, 'a'), filing(3, 'a', 2), review('return', 9, 'a', 1, 'shandong2')];
    expect(status('a', facts)).toEqual({ ...submitted, round: 2 });
  });

  it('a return counts for the same content filed once more before the return was known', () => {
    expect(status('a', [filing(1, 'a'), filing(5, 'a'), giveBack(3, 'a')])).toEqual(returned);
  });

  it('a late acceptance of older content does not accept the newer, nor undo its acceptance', () => {
    expect(status('b', [filing(1, 'a'), filing(2, 'b'), accept(9, 'a')])).toEqual(submitted);
    expect(status('b', [filing(1, 'a'), filing(2, 'b'), accept(8, 'b'), accept(9, 'a')])).toEqual(accepted);
  });

  it('a verdict whose filing is not known here says nothing yet', () => {
    expect(status('a', [giveBack(1, 'z')])).toEqual({ ...draft, round: 2 });
    expect(status('b', [accept(1, 'b'), filing(2, 'b')])).toEqual(submitted);
  });
});

describe('over random facts', () => {
  const digest = fc.constantFrom('a', 'b', 'c');
  const round = fc.integer({ min: 1, max: 3 });
  const counter = fc.integer({ min: 1, max: 12 });
  const fact: fc.Arbitrary<Filing | Review> = fc.oneof(
    fc.tuple(counter, digest, round).map((args) => filing(...args)),
    fc
      .tuple(
        fc.constantFrom('accept' as const, 'return' as const, 'unlock' as const),
        counter,
        digest,
        round,
        fc.constantFrom('shandong', 'shandong2'),
      )
      .map((args) => review(...args)),
  );
  // Facts are immutable, so one id is one fact.
  const facts = fc.uniqueArray(fact, { maxLength: 10, selector: (one) => one.id });

  it('is total, and its parts never contradict each other', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(facts, digest, fc.boolean(), (known, content, live) => {
        const derived = status(content, known, live);
        met.add(derived.state);
        expect(derived.round).toBeGreaterThanOrEqual(1);
        if (derived.locked) expect(derived.state).toBe('accepted');
        if (derived.state === 'accepted') {
          expect(derived.changed).toBe(false);
          expect(known.some((one) => 'verdict' in one && one.verdict === 'accept' && one.digest === content)).toBe(
            true,
          );
        }
        expect(derived.state === 'draft').toBe(!known.some((one) => 'period' in one));
        if (derived.state !== 'draft') expect(derived.state === 'withdrawn').toBe(!live);
      }),
      RUNS,
    );
    expect([...met].sort()).toEqual(['accepted', 'draft', 'returned', 'submitted', 'withdrawn']);
  });

  it('does not depend on the order or number of deliveries', () => {
    const shuffled = facts.chain((known) =>
      fc.tuple(fc.constant(known), fc.shuffledSubarray(known, { minLength: known.length }), fc.subarray(known)),
    );
    fc.assert(
      fc.property(shuffled, digest, fc.boolean(), ([known, other, doubled], content, live) => {
        expect(status(content, [...other, ...doubled], live)).toEqual(status(content, known, live));
      }),
      RUNS,
    );
  });

  it('always becomes submitted or stays accepted by a new filing of the present content in the present round', () => {
    fc.assert(
      fc.property(facts, digest, (known, content) => {
        const { round: present } = status(content, known);
        const derived = status(content, [...known, filing(100, content, present)]);
        expect(['submitted', 'accepted']).toContain(derived.state);
        expect(derived).toMatchObject({ changed: false, round: present });
      }),
      RUNS,
    );
  });

  it('always obeys a new verdict on the present content', () => {
    fc.assert(
      fc.property(facts, digest, round, (known, content, inRound) => {
        const filed = [...known, filing(100, content, inRound)];
        expect(status(content, [...filed, accept(101, content, inRound)])).toMatchObject({
          state: 'accepted',
          locked: true,
        });
        expect(status(content, [...filed, giveBack(101, content, inRound)])).toMatchObject({
          state: 'returned',
          changed: false,
        });
      }),
      RUNS,
    );
  });
});

describe('a filing that was taken back (撤回报送)', () => {
  it('counts as if it had not been filed, and its record is a draft again', () => {
    expect(status('a', [back(filing(1, 'a'))])).toEqual(draft);
    expect(status('b', [back(filing(1, 'a'))])).toEqual(draft);
    expect(status('a', [back(filing(1, 'a')), filing(2, 'a')])).toEqual(submitted);
    expect(status('a', [back(filing(1, 'a'))], false)).toMatchObject({ state: 'withdrawn' });
  });

  it('leaves what was filed before it, but does not put its own content before a judge', () => {
    expect(status('b', [filing(1, 'a'), back(filing(2, 'b'))])).toEqual(draft);
    expect(status('b', [filing(1, 'a'), accept(2, 'a'), back(filing(3, 'b'))])).toEqual(draft);
    expect(status('a', [filing(1, 'a'), accept(2, 'a'), back(filing(3, 'b'))])).toEqual(accepted);
    expect(status('b', [filing(1, 'a'), giveBack(2, 'a'), back(filing(3, 'b', 2))])).toMatchObject({
      state: 'returned',
      changed: true,
      round: 2,
    });
  });

  it('stands where it was judged, whoever knew of what', () => {
    expect(status('a', [back(filing(1, 'a')), accept(2, 'a')])).toEqual(accepted);
    expect(status('a', [back(filing(1, 'a')), giveBack(2, 'a')])).toEqual(returned);
    // A verdict on what was filed anew does not bring back what was taken back before.
    const anew = [back(filing(1, 'a')), filing(3, 'a'), accept(4, 'a')];
    expect(standingFilings(anew.slice(0, 2) as Filing[], anew.slice(2) as Review[]).map((one) => one.id)).toEqual([
      'f3',
    ]);
    // Corrected before the verdict: what it judged was the last filing.
    expect(status('c', [filing(1, 'a'), back(filing(2, 'b')), accept(3, 'c')])).toEqual(accepted);
  });

  it('gives one status in whatever order the facts arrive, and the same as without it where nothing judged it', () => {
    const facts = fc.array(
      fc.record({
        verdict: fc.constantFrom('filing', 'back', 'accept', 'return', 'unlock'),
        digest: fc.constantFrom('a', 'b'),
        round: fc.constantFrom(1, 2),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(facts, fc.constantFrom('a', 'b'), fc.infiniteStream(fc.nat(7)), (drawn, digest, stream) => {
        const made = drawn.map(({ verdict, digest: of, round }, index) =>
          verdict === 'filing' || verdict === 'back'
            ? { ...filing(index + 1, of, round), ...(verdict === 'back' ? { withdrawn: true } : {}) }
            : review(verdict as Review['verdict'], index + 1, of, round),
        );
        const shuffled = made
          .map((fact) => ({ fact, place: stream.next().value as number }))
          .sort((one, other) => one.place - other.place)
          .map(({ fact }) => fact);
        expect(status(digest, shuffled)).toEqual(status(digest, made));
        const filings = made.filter((fact): fact is Filing => 'period' in fact);
        const reviews = made.filter((fact): fact is Review => 'verdict' in fact);
        const standing = standingFilings(filings, reviews);
        expect(standing.filter((one) => !one.withdrawn)).toEqual(filings.filter((one) => !one.withdrawn));
        const unjudged = filings.filter((one) => !standing.includes(one));
        // Taking them back once more, or knowing nothing of them, leaves the judgements as they are.
        const without = filings.filter((one) => !unjudged.includes(one));
        expect(standingFilings(without, reviews)).toEqual(standing);
      }),
      RUNS,
    );
  });
});
