import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countIndicators } from '../../../electron/core/counting/count-indicators.ts';
import { recordsBehind } from '../../../electron/core/counting/records-behind.ts';
import type { Database } from '../../../electron/core/database/database.ts';
import { OFFICES } from '../../../shared/office/offices.ts';
import { type Plan, type PlanIndicator, parsePlan } from '../../../shared/plan/plan.ts';
import { shippedPlan } from '../../../shared/plan/plans.ts';
import { type CountedRow, emptyLedger, insertRows } from './counted-ledger.ts';

const scope = { offices: OFFICES, own: '370000', passesOn: false };
const indicator: PlanIndicator = {
  id: 'all',
  name: 'all',
  task: 'T1.a',
  register: 'project',
  filter: [],
  aggregate: 'distinct',
  target: null,
  unit: '项',
  per: 'cumulative',
  definition: 'all',
  cityTargets: null,
};
const plan: Plan = parsePlan({ ...shippedPlan('sd-it-2019-2021')!, indicators: [indicator] });

const record = fc.record({
  owner: fc.constantFrom('370100', '370200', '370300'),
  natural_key: fc.constantFrom('number:a', 'number:b', null),
  filing_state: fc.constantFrom('accepted', 'accepted', 'submitted', 'returned'),
  live: fc.constantFrom<0 | 1>(1, 1, 1, 0),
  /** The group of a ruling it is in; 0 for none. */
  ruling: fc.constantFrom(0, 0, 1, 2),
});

const idOf = (index: number) => `project-${String(index).padStart(2, '0')}`;

/** Which records are one item: by natural key or by ruling, through any number of others. */
function items(given: readonly { natural_key: string | null; ruling: number; live: 0 | 1 }[]): number[] {
  const item = given.map((_, index) => index);
  for (let again = true; again; ) {
    again = false;
    for (const [one, left] of given.entries())
      for (const [other, right] of given.entries()) {
        // A withdrawn record has no natural key any more.
        const sameKey =
          left.live === 1 && right.live === 1 && left.natural_key !== null && left.natural_key === right.natural_key;
        const same = sameKey || (left.ruling !== 0 && left.ruling === right.ruling);
        if (same && item[one] !== item[other]) {
          const least = Math.min(item[one]!, item[other]!);
          item[one] = least;
          item[other] = least;
          again = true;
        }
      }
  }
  return item;
}

let database: Database;

it('every item of which a record is accepted counts once, for the record ruled to count where that is accepted', () => {
  database = emptyLedger();
  fc.assert(
    fc.property(fc.array(record, { maxLength: 9 }), (given) => {
      database.exec('DELETE FROM project; DELETE FROM duplicate_ruling;');
      const rows = given.map(
        ({ ruling: _, ...columns }, index): CountedRow => ({
          ...columns,
          id: idOf(index),
          natural_key: columns.live === 1 ? columns.natural_key : null,
        }),
      );
      insertRows(database, 'project', rows);
      const rule = database.prepare(
        "INSERT INTO duplicate_ruling (record, register, role, target, change_number) VALUES (?, 'project', ?, ?, 1)",
      );
      for (const group of [1, 2]) {
        const members = given.flatMap((one, index) => (one.ruling === group ? [idOf(index)] : []));
        for (const [place, id] of members.entries()) rule.run(id, place === 0 ? 'counted' : 'linked', members[0]);
      }
      const item = items(given);
      const counts = given.map((one) => one.live === 1 && one.filing_state === 'accepted');
      const expected = new Set(item.filter((_, index) => counts[index]));
      const [found] = countIndicators(database, plan, scope);
      expect(found?.accepted).toBe(expected.size);
      const behind = recordsBehind(database, indicator, 'accepted', scope).ids.map((id) => Number(id.slice(-2)));
      expect(new Set(behind.map((index) => item[index]))).toEqual(expected);
      for (const index of behind) {
        const linked =
          given[index]!.ruling !== 0 && given.findIndex((one) => one.ruling === given[index]!.ruling) < index;
        // A linked record counts only where none of its item that is not linked is accepted.
        const others = item.flatMap((one, other) => (one === item[index] && counts[other] ? [other] : []));
        const free = others.filter(
          (other) =>
            given[other]!.ruling === 0 || given.findIndex((one) => one.ruling === given[other]!.ruling) === other,
        );
        if (linked) expect(free).toEqual([]);
      }
    }),
    { numRuns: 400 },
  );
  database.close();
});
