import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CommentEntry, threadsOf } from '../../../shared/status/comment-thread.ts';

function entry(kind: CommentEntry['kind'], counter: number, thread = 't1', round = 1): CommentEntry {
  return {
    id: `${thread}-${counter}-${kind}`,
    thread,
    record: 'p1',
    register: 'project',
    field: 'budget',
    round,
    kind,
    text: '请核对',
    dot: [counter, kind === 'answer' ? 'qingdao' : 'shandong'],
    at: '2020-07-02T08:00:00Z',
    office: kind === 'answer' ? '370200' : '370000',
    officer: '李',
  };
}

const stateOf = (...entries: CommentEntry[]) => threadsOf(entries)[0]?.state;

describe('a comment thread', () => {
  it('goes open → answered → closed', () => {
    expect(stateOf(entry('open', 1))).toBe('open');
    expect(stateOf(entry('open', 1), entry('answer', 2))).toBe('answered');
    expect(stateOf(entry('open', 1), entry('answer', 2), entry('close', 3))).toBe('closed');
    expect(stateOf(entry('open', 1), entry('close', 2))).toBe('closed');
  });

  it('is open again when asked again, in the round of the new question', () => {
    expect(stateOf(entry('open', 1), entry('answer', 2), entry('open', 3))).toBe('open');
    expect(threadsOf([entry('open', 1), entry('close', 2), entry('open', 3, 't1', 2)])[0]).toMatchObject({
      state: 'open',
      round: 2,
    });
  });

  it('stays closed when an answer crossed the closing, and shows that answer', () => {
    const [thread] = threadsOf([entry('open', 1), entry('close', 2), entry('answer', 3)]);
    expect(thread?.state).toBe('closed');
    expect(thread?.entries).toHaveLength(3);
  });

  it('hangs on its field, and is told apart by record rows', () => {
    const onRow = { ...entry('open', 1), table: 'funds', rowId: 'r1', field: 'year' };
    expect(threadsOf([onRow])[0]).toMatchObject({
      id: 't1',
      record: 'p1',
      register: 'project',
      table: 'funds',
      rowId: 'r1',
      field: 'year',
    });
    expect(threadsOf([entry('open', 1)])[0]).not.toHaveProperty('rowId');
  });

  it('makes something of an answer whose question is still under way', () => {
    expect(threadsOf([entry('answer', 2)])[0]).toMatchObject({ state: 'answered', round: 1 });
  });

  it('does not depend on the order or number of deliveries', () => {
    const one = fc
      .tuple(
        fc.constantFrom('open' as const, 'answer' as const, 'close' as const),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('t1', 't2'),
      )
      .map((args) => entry(...args));
    const delivered = fc
      .uniqueArray(one, { maxLength: 8, selector: (each) => each.id })
      .chain((known) =>
        fc.tuple(fc.constant(known), fc.shuffledSubarray(known, { minLength: known.length }), fc.subarray(known)),
      );
    fc.assert(
      fc.property(delivered, ([known, shuffled, doubled]) => {
        expect(threadsOf([...shuffled, ...doubled])).toEqual(threadsOf(known));
      }),
      { seed: 20200331, numRuns: 1000 },
    );
  });
});
