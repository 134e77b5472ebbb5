import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../electron/core/database/database.ts';
import type { ListMeasures } from '../../../electron/core/ledger/list-indexes.ts';
import { ListReader } from '../../../electron/core/ledger/list-reader.ts';
import { cursorOf, demandsOf, orderOf, placeOf } from '../../../electron/core/ledger/record-filter.ts';
import { SearchIndex } from '../../../electron/core/search/search-index.ts';
import type { RecordFilter, RecordSort } from '../../../shared/contract/shapes.ts';
import { project } from '../../../shared/registers/project.ts';
import { fillProjects, filters } from './random-projects.ts';

const COUNT = 700;
const NEVER: ListMeasures = { large: Number.MAX_SAFE_INTEGER, few: 1, patience: 1, window: 1, turn: 1 };
/** Small numbers, so that seven hundred records take every way that a million take. */
const WAYS: Readonly<Record<string, ListMeasures>> = {
  patient: { large: 10, few: 0, patience: 100_000, window: 7, turn: 1 },
  'through the rarest': { large: 10, few: 100_000, patience: 1, window: 1, turn: 1 },
  'along both or in sets': { large: 10, few: 0, patience: 1, window: 1, turn: 1 },
  'as it comes': { large: 10, few: 40, patience: 60, window: 10, turn: 1 },
};
let database: Database;

beforeAll(() => {
  database = openDatabase(':memory:', { create: true });
  fillProjects(database, COUNT);
});

const sorts: fc.Arbitrary<RecordSort | undefined> = fc.option(
  fc.record({
    field: fc.constantFrom('name', 'approvalYear', 'startDate', 'totalFunds', 'techField', '$state', '$updated', '$id'),
    descending: fc.boolean(),
  }),
  { nil: undefined },
);

describe.each(Object.entries(WAYS))('read %s', (_, measures) => {
  test('a list is what the plain query gives: its pages, jumps, counts and places', () => {
    const plain = new ListReader(database, 'project', new SearchIndex(database, 'project'), NEVER);
    const reader = new ListReader(database, 'project', new SearchIndex(database, 'project'), measures);
    fc.assert(
      fc.property(filters, sorts, fc.nat({ max: 720 }), fc.integer({ min: 1, max: 60 }), (filter, sort, at, limit) => {
        const demands = demandsOf(project, filter);
        const order = orderOf(project, sort);
        const columns = [...new Set(['id', 'name', order.column])].join(', ');
        const all = plain.rows(columns, { demands, order, limit: COUNT });
        expect(reader.count(demands)).toBe(all.length);
        expect(reader.rows(columns, { demands, order, at, limit })).toEqual(all.slice(at, at + limit));
        const place = all[Math.min(at, all.length - 1)];
        if (!place) return;
        const after = placeOf(cursorOf(order, place));
        const rest = all.slice(all.indexOf(place) + 1);
        expect(reader.rows(columns, { demands, order, after, limit })).toEqual(rest.slice(0, limit));
        expect(reader.countAfter(demands, order, after)).toBe(rest.length);
      }),
      { numRuns: 250 },
    );
  });
});

test('pages and jumps of a large register go along an index, never through a sort of the whole', () => {
  const seen: string[] = [];
  const watched = new Proxy(database, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name);
      return (sql: string) => {
        seen.push(sql);
        return target.prepare(sql);
      };
    },
  });
  const reader = new ListReader(watched, 'project', new SearchIndex(watched, 'project'), {
    large: 10,
    few: 0,
    patience: 1,
    window: 1,
    turn: 1,
  });
  const plansOf = (filter: RecordFilter, sort: RecordSort, at = 0) => {
    seen.length = 0;
    const order = orderOf(project, sort);
    reader.rows(`id, ${order.column}`, { demands: demandsOf(project, filter), order, at, limit: 20 });
    return seen
      .filter((sql) => sql.includes('INDEXED BY'))
      .flatMap((sql) => database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array(sql.split('?').length - 1).fill(1)))
      .map((row) => (row as { detail: string }).detail);
  };
  for (const descending of [false, true]) {
    const sort = { field: 'startDate', descending };
    for (const plan of [plansOf({}, sort), plansOf({}, sort, 300)]) {
      expect(plan.length).toBeGreaterThan(0);
      expect(plan.filter((step) => /USE TEMP B-TREE FOR ORDER BY/.test(step) && !/rowid/.test(step))).toHaveLength(
        plan.some((step) => /USING INTEGER PRIMARY KEY \(rowid=\?\)/.test(step)) ? 1 : 0,
      );
      expect(plan.some((step) => step.includes('list_project_by_start_date'))).toBe(true);
    }
    const both = plansOf({ conditions: [{ field: 'approvalYear', operator: 'is', value: 2020 }] }, sort);
    expect(both.some((step) => step.includes('list_project_by_approval_year_and_start_date (approval_year=?'))).toBe(
      true,
    );
  }
});
