import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import { classifyIncoming } from '../../../shared/merge/classify-incoming.ts';
import { conflictsOf } from '../../../shared/merge/conflicts-of.ts';
import { contentDigestInput, shownValues } from '../../../shared/merge/shown-values.ts';
import { toWire } from '../../../shared/merge/wire.ts';
import { type CommentEntry, threadsOf } from '../../../shared/status/comment-thread.ts';
import { deriveStatus, type Filing, type Review } from '../../../shared/status/derive-status.ts';
import { RULES, type Rules } from '../../fuzz/merge/machine.ts';
import { prove } from '../../fuzz/merge/prove.ts';
import { classified, conflicts, content, edited, joined, statusOf, threadState, type Written } from './readme-merge.ts';

const compared: Record<string, number> = {};

/** Both answers must be the same; the difference is told by the history that led to it. */
function same(what: string, real: unknown, readme: unknown): void {
  const [one, other] = [JSON.stringify(real), JSON.stringify(readme)];
  compared[what] = (compared[what] ?? 0) + 1;
  if (one !== other) throw new Error(`${what}：程序 ${one}，说明 ${other}`);
}

function sameViews(record: CausalRecord): void {
  const line = toWire(record);
  const listed = conflictsOf(record).map(({ table, rowId, field, siblings }) => [
    JSON.stringify([...(table ? [table, rowId] : []), field === '$live' ? null : field]),
    siblings.map(({ value }) => value),
  ]);
  same('冲突', sorted(Object.fromEntries(listed)), sorted(conflicts(line)));
  const isProvince = (field: string) => field === 'note';
  const text = contentDigestInput(shownValues(record), (field, table) => table !== undefined || !isProvince(field));
  same('内容', text, content(line, isProvince));
}

const sorted = (map: Record<string, unknown>) => Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1));

/** The shipped rules, each answer held against that of the implementation written from the README. */
const BOTH: Rules = {
  ...RULES,
  edit(record, dot, edit) {
    const after = RULES.edit(record, dot, edit);
    const again = edit.contending?.map(({ versions, ...place }) => ({
      ...place,
      versions: versions.map(({ dot: [counter, replica], value }) => [counter, replica, value]),
    }));
    const written = { ...edit, contending: undefined, ...(again ? { again } : {}) } as unknown as Written;
    same('修改', toWire(after), edited(toWire(record), dot, written));
    sameViews(after);
    return after;
  },
  join(left, right) {
    const after = RULES.join(left, right);
    same('合并', toWire(after), joined(toWire(left), toWire(right)));
    same('分类', classifyIncoming(left, right).class, classified(toWire(left), toWire(right)));
    sameViews(after);
    return after;
  },
  status(facts) {
    const status = RULES.status(facts);
    same('状态', status, statusOf(facts));
    return status;
  },
};

test('an implementation that follows the README alone gives the same answers', { timeout: 120_000 }, () => {
  const { failure } = prove({ runs: 250, seed: 20_200_331, rules: BOTH });
  if (failure) expect.fail(failure);
  // Each of the answers was compared often enough to mean something.
  for (const what of ['修改', '合并', '分类', '冲突', '内容', '状态'])
    expect(compared[what], what).toBeGreaterThan(1000);
});

test('filings that were taken back leave the status that the README says', () => {
  const facts = fc.array(
    fc.record({
      kind: fc.constantFrom('filing', 'filing', 'back', 'accept', 'return', 'unlock'),
      digest: fc.constantFrom('a', 'b'),
      round: fc.constantFrom(1, 2),
    }),
    { maxLength: 8 },
  );
  const states = new Set<string>();
  fc.assert(
    fc.property(facts, fc.constantFrom('a', 'b'), fc.boolean(), (drawn, digest, live) => {
      const common = { record: 'r', period: '2020Q2', sequence: 1, at: '', office: '370200', officer: '' };
      const filings: Filing[] = [];
      const reviews: Review[] = [];
      for (const [index, { kind, ...of }] of drawn.entries()) {
        const fact = { ...common, ...of, id: `f${index}`, dot: [index + 1, 'qd00'] as const };
        if (kind === 'filing') filings.push(fact);
        else if (kind === 'back') filings.push({ ...fact, withdrawn: true });
        else reviews.push({ ...fact, verdict: kind as Review['verdict'] });
      }
      const status = deriveStatus({ live, digest, filings, reviews });
      if (filings.some((one) => one.withdrawn)) states.add(status.state);
      expect(statusOf({ live, digest, filings, reviews })).toEqual(status);
    }),
    { numRuns: 5000, seed: 20_200_331 },
  );
  expect([...states].sort()).toEqual(['accepted', 'draft', 'returned', 'submitted', 'withdrawn']);
});

test('threads have the state that the README says', () => {
  const entry = (counter: number, kind: CommentEntry['kind'], replica = 'sd00'): CommentEntry => ({
    id: `c${counter}${replica}`,
    thread: 't',
    record: 'r',
    register: 'project',
    field: null,
    round: 1,
    kind,
    text: '',
    dot: [counter, replica],
    at: '',
    office: '370000',
    officer: '',
  });
  const kinds = ['open', 'answer', 'close'] as const;
  for (let code = 0; code < 3 ** 4; code += 1) {
    const entries = [0, 1, 2, 3].map((at) => entry(at + 1, kinds[Math.floor(code / 3 ** at) % 3]!));
    expect(threadsOf(entries.toReversed())[0]?.state).toBe(threadState(entries.toReversed()));
  }
});
