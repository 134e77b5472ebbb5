import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../electron/core/database/database.ts';
import { migrate, readMigrations } from '../../../electron/core/database/migrate.ts';
import type { ListMeasures } from '../../../electron/core/ledger/list-indexes.ts';
import { ListReader } from '../../../electron/core/ledger/list-reader.ts';
import { cursorOf, demandsOf, orderOf, placeOf } from '../../../electron/core/ledger/record-filter.ts';
import { SearchIndex } from '../../../electron/core/search/search-index.ts';
import type { RecordFilter, RecordSort } from '../../../shared/contract/shapes.ts';
import { project } from '../../../shared/registers/project.ts';

const COUNT = 700;
const MIGRATIONS = path.join(import.meta.dirname, '../../../electron/core/database/migrations');
const NEVER: ListMeasures = { large: Number.MAX_SAFE_INTEGER, few: 1, patience: 1, window: 1 };
/** Small numbers, so that seven hundred records take every way that a million take. */
const WAYS: Readonly<Record<string, ListMeasures>> = {
  patient: { large: 10, few: 0, patience: 100_000, window: 7 },
  'through the rarest': { large: 10, few: 100_000, patience: 1, window: 1 },
  'along both or in sets': { large: 10, few: 0, patience: 1, window: 1 },
  'as it comes': { large: 10, few: 40, patience: 60, window: 10 },
};
let database: Database;

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
}

beforeAll(() => {
  database = openDatabase(':memory:', { create: true });
  migrate(database, readMigrations(MIGRATIONS), () => {});
  const next = random(3);
  const some = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  const insert = database.prepare(
    `INSERT INTO project (id, owner, live, name, approval_year, start_date, total_funds, tech_field, stage, filing_state, changed, locked,
       conflicted, round, open_comments, errors, warnings, search, digest, versions, change_number, edit_number, updated_at, updated_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 1, 0, ?, ?, ?, '', '', 1, 1, ?, '')`,
  );
  for (let row = 0; row < COUNT; row += 1) {
    const name = `${some(['海洋', '𠮷通信', 'ＡＩ', 'ai_质%检', '數據'])}${Math.floor(next() * 90)}`;
    const year = some([2019, 2020, 2021, null]);
    insert.run(
      `project-${Math.floor(next() * 1e9)}-${row}`,
      some(['370100', '370200', '370200', '370200']),
      next() < 0.9 ? 1 : 0,
      next() < 0.9 ? name : null,
      year,
      year && next() < 0.9 ? `${year}-${some(['01', '05', '12'])}` : null,
      some([0, 5, 100, 100, null]),
      some(['["ai"]', '["ai","iot"]', '["iot"]', null]),
      some(['running', 'concluded', null]),
      some(['draft', 'submitted', 'accepted']),
      some([0, 1]),
      some([0, 0, 0, 2]),
      some([0, 0, 1]),
      name.toLowerCase(),
      `2020-01-0${1 + Math.floor(next() * 9)}`,
    );
  }
});

const condition = fc.oneof(
  fc.constantFrom(
    ...(['name', 'approvalYear', 'startDate', 'totalFunds', 'techField', '$updated'] as const).flatMap((field) => [
      { field, operator: 'empty' as const },
      { field, operator: 'filled' as const },
    ]),
    { field: 'approvalYear', operator: 'is' as const, value: 2020 },
    { field: 'approvalYear', operator: 'atLeast' as const, value: 2020 },
    { field: 'stage', operator: 'in' as const, value: ['running', 'concluded'] },
    { field: 'stage', operator: 'in' as const, value: ['concluded', 'concluded'] },
    { field: 'stage', operator: 'in' as const, value: [] },
    { field: 'stage', operator: 'is' as const, value: 'nothing' },
    { field: 'techField', operator: 'in' as const, value: ['iot'] },
    { field: 'name', operator: 'contains' as const, value: '𠮷' },
    { field: 'name', operator: 'contains' as const, value: '_质%' },
    { field: 'startDate', operator: 'atMost' as const, value: '2020' },
    { field: 'totalFunds', operator: 'atMost' as const, value: 5 },
  ),
);
const filters: fc.Arbitrary<RecordFilter> = fc.record(
  {
    search: fc.constantFrom('海', '𠮷通', 'AI', '數據 1', '%'),
    states: fc.subarray(['draft', 'submitted', 'accepted'] as const, { minLength: 1 }).map((states) => [...states]),
    owners: fc.constantFrom(['370100'], ['370200', '370100'], ['370300']),
    changed: fc.boolean(),
    problem: fc.constantFrom('error', 'warning', 'hint'),
    conditions: fc.array(condition, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
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
