import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countByTechField, countIndicators } from '../../../electron/core/counting/count-indicators.ts';
import { COUNTS } from '../../../electron/core/counting/indicator-query.ts';
import { recordsBehind } from '../../../electron/core/counting/records-behind.ts';
import type { Database } from '../../../electron/core/database/database.ts';
import { duplicateGroups } from '../../../electron/core/duplicate/duplicate-groups.ts';
import { OFFICES } from '../../../shared/office/offices.ts';
import { type Plan, type PlanIndicator, parsePlan } from '../../../shared/plan/plan.ts';
import { shippedPlan } from '../../../shared/plan/plans.ts';
import { type CountedRow, emptyLedger, insertReview, insertRows } from './counted-ledger.ts';

const scope = { offices: OFFICES, own: '370000', passesOn: false };

const shipped = shippedPlan('sd-it-2019-2021')!;

const trialIndicators: PlanIndicator[] = [
  trial('count', { filter: [{ field: 'programme', in: ['nsf', 'nsf-key'] }] }),
  trial('dated', { filter: [{ field: 'startDate', between: ['2019-03', '2020'] }], per: 'year', target: 5 }),
  trial('filled', {
    filter: [
      { field: 'number', exists: true },
      { field: 'remark', exists: false },
    ],
  }),
  trial('listed', { filter: [{ field: 'techField', containsAny: ['ai', 'chip'] }] }),
  trial('money', { filter: [], aggregate: 'sum', field: 'totalFunds', unit: '万元' }),
];

function trial(id: string, parts: Partial<PlanIndicator>): PlanIndicator {
  return {
    id,
    name: id,
    task: 'T1.a',
    register: 'project',
    filter: [],
    aggregate: 'distinct',
    target: null,
    unit: '项',
    per: 'cumulative',
    definition: id,
    cityTargets: null,
    ...parts,
  };
}

const plan: Plan = parsePlan({
  ...shipped,
  indicators: [...trialIndicators, ...shipped.indicators.filter((one) => one.register === 'project')],
});

const trialPlan: Plan = { ...plan, indicators: trialIndicators };

/** The trial filters written out by hand, another way than the code under test. */
const BY_HAND: Record<string, string> = {
  count: "(programme = 'nsf' OR programme = 'nsf-key')",
  dated: `CASE length(start_date) WHEN 4 THEN start_date || '-01-01' WHEN 7 THEN start_date || '-01' ELSE start_date END >= '2019-03-01'
    AND CASE length(start_date) WHEN 4 THEN start_date || '-01-01' WHEN 7 THEN start_date || '-01' ELSE start_date END <= '2020-12-31'`,
  filled: 'number IS NOT NULL AND remark IS NULL',
  listed: `(tech_field LIKE '%"ai"%' OR tech_field LIKE '%"chip"%')`,
  money: '1',
};

const CITIES = ['370100', '370200', '370300'];
const row = fc.record({
  owner: fc.constantFrom(...CITIES),
  live: fc.constantFrom(1, 1, 1, 0),
  filing_state: fc.constantFrom('draft', 'submitted', 'accepted', 'accepted', 'returned', 'withdrawn'),
  natural_key: fc.option(fc.constantFrom('a', 'b', 'c', 'd')),
  programme: fc.option(fc.constantFrom('nsf', 'nsf-key', 'nsf-major', 'key-innovation')),
  start_date: fc.option(
    fc.constantFrom('2018-12-31', '2019', '2019-02', '2019-03', '2019-03-01', '2020', '2020-12-31', '2021-06'),
  ),
  number: fc.option(fc.constantFrom('2019JZZY010129')),
  remark: fc.option(fc.constantFrom('说明')),
  tech_field: fc.option(fc.constantFrom('["ai"]', '["5g","chip"]', '["cloud"]')),
  total_funds: fc.option(fc.integer({ min: 0, max: 5_000_000 })),
  accepts: fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('x', 'y')), { maxLength: 2 }),
});
type Given = typeof row extends fc.Arbitrary<infer T> ? T : never;

let filled: Database | undefined;

/** A ledger with just these records; one database serves all cases, since to make one takes longer than to count in it. */
function ledgerOf(given: readonly Given[]): Database {
  filled ??= emptyLedger();
  const database = filled;
  database.exec('DELETE FROM project; DELETE FROM review;');
  const rows = given.map(({ accepts: _, ...columns }, index) => ({ ...columns, id: `project-${index}` }) as CountedRow);
  insertRows(database, 'project', rows);
  for (const [index, one] of given.entries()) {
    for (const [turn, [counter, replica]] of one.accepts.entries()) {
      insertReview(database, {
        id: `${index}.${turn}`,
        record: `project-${index}`,
        verdict: 'accept',
        counter,
        replica,
      });
    }
  }
  return database;
}

function byHand(database: Database, indicator: PlanIndicator, extra: string, what: string): number {
  const filter = BY_HAND[indicator.id];
  return database
    .prepare(`SELECT coalesce(${what}, 0) AS n FROM project p WHERE live = 1 AND ${filter} AND ${extra}`)
    .pluck()
    .get() as number;
}

describe('counting', () => {
  it('agrees with a recount by plain SQL written another way', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 25 }), (given) => {
        const database = ledgerOf(given);
        const counts = new Map(countIndicators(database, plan, scope).map((one) => [one.id, one]));
        for (const indicator of trialIndicators) {
          const found = counts.get(indicator.id)!;
          const sum = indicator.aggregate === 'sum';
          const what = sum ? 'sum(total_funds) / 1000000.0' : 'count(*)';
          expect(found.reported).toBeCloseTo(byHand(database, indicator, '1', what), 6);
          expect(found.submitted).toBeCloseTo(
            byHand(database, indicator, "filing_state IN ('submitted', 'accepted')", what),
            6,
          );
          if (!sum) {
            const distinct = "count(DISTINCT coalesce('k' || natural_key, id))";
            expect(found.accepted).toBe(byHand(database, indicator, "filing_state = 'accepted'", distinct));
          }
          for (const city of CITIES) {
            expect(found.byCity[city]?.reported ?? 0).toBeCloseTo(
              byHand(database, indicator, `owner = '${city}'`, what),
              6,
            );
          }
          for (const year of ['2019', '2020', '2021']) {
            expect(found.byYear[year]!.reported).toBeCloseTo(
              byHand(database, indicator, `start_date LIKE '${year}%'`, what),
              6,
            );
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('adds up: offices, years and technology fields give the whole, and every number opens exactly its records', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 25 }), (given) => {
        const database = ledgerOf(given);
        for (const [index, found] of countIndicators(database, trialPlan, scope).entries()) {
          const indicator = trialPlan.indicators[index]!;
          const fields = countByTechField(database, indicator, scope);
          for (const count of COUNTS) {
            const whole = found[count];
            const close = (parts: readonly number[]) =>
              expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(whole, 6);
            close(Object.values(found.byCity).map((part) => part[count]));
            close(Object.values(found.byYear).map((part) => part[count]));
            close(fields.map((part) => part[count]));
            if (indicator.aggregate === 'sum') {
              const { ids } = recordsBehind(database, indicator, count, scope);
              const amounts = database.prepare(
                `SELECT coalesce(sum(total_funds), 0) FROM project WHERE id IN (${ids.map((id) => `'${id}'`)})`,
              );
              expect((amounts.pluck().get() as number) / 1_000_000).toBeCloseTo(whole, 6);
              continue;
            }
            expect(recordsBehind(database, indicator, count, scope).total).toBe(whole);
            for (const [owner, part] of Object.entries(found.byCity)) {
              const behind = recordsBehind(database, indicator, count, scope, { owner });
              expect(behind.ids.length).toBe(part[count]);
              expect(countIndicators(database, { ...plan, indicators: [indicator] }, scope, { owner })[0]![count]).toBe(
                part[count],
              );
            }
            for (const [year, part] of Object.entries(found.byYear)) {
              expect(recordsBehind(database, indicator, count, scope, { year: Number(year) }).total).toBe(part[count]);
            }
            for (const part of fields) {
              expect(recordsBehind(database, indicator, count, scope, { techField: part.code }).total).toBe(
                part[count],
              );
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('pages through the records behind a number, each once', () => {
    const database = emptyLedger();
    const rows = Array.from({ length: 25 }, (_, index) =>
      accepted(`project-${String(index).padStart(2, '0')}`, '370100', null),
    );
    insertRows(database, 'project', rows);
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = recordsBehind(database, trialIndicators[4]!, 'accepted', scope, { after, limit: 10 });
      expect(page.total).toBe(25);
      seen.push(...page.ids);
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(rows.map((one) => one.id));
  });

  it('counts a cross-city duplicate for the office whose record was accepted first, whatever the ids', () => {
    const database = emptyLedger();
    insertRows(database, 'project', [accepted('project-a', '370100', 'k'), accepted('project-b', '370200', 'k')]);
    insertReview(database, { id: '1', record: 'project-a', verdict: 'accept', counter: 12, replica: 'p' });
    insertReview(database, { id: '2', record: 'project-b', verdict: 'accept', counter: 9, replica: 'p' });
    insertReview(database, { id: '3', record: 'project-a', verdict: 'return', counter: 2, replica: 'p' });
    const counted = recordsBehind(database, trialIndicators[4]!, 'accepted', scope);
    expect(counted.ids).toEqual(['project-b']);
    expect(recordsBehind(database, trialIndicators[4]!, 'reported', scope).total).toBe(2);
    const owners = ['370100', '370200'];
    expect(duplicateGroups(database)).toMatchObject([
      { register: 'project', key: 'k', ids: ['project-a', 'project-b'], owners },
    ]);
    expect(duplicateGroups(database, 'ip')).toEqual([]);
  });

  it('gives each year of a yearly indicator its own target', () => {
    const found = countIndicators(emptyLedger(), plan, scope).find((one) => one.id === 'T2.a')!;
    expect(found.target).toBe(50);
    expect(Object.values(found.byYear).map((year) => year.target)).toEqual([50, 50, 50]);
  });
});

function accepted(id: string, owner: string, key: string | null): CountedRow {
  return { id, owner, live: 1, filing_state: 'accepted', natural_key: key };
}
