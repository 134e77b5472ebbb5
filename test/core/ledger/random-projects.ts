import path from 'node:path';
import fc from 'fast-check';
import type { Database } from '../../../electron/core/database/database.ts';
import { migrate, readMigrations } from '../../../electron/core/database/migrate.ts';
import type { RecordFilter } from '../../../shared/contract/shapes.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../../electron/core/database/migrations');

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
}

/** Makes the tables of a ledger and fills the projects with random rows, as no service would write them. */
export function fillProjects(database: Database, count: number): void {
  migrate(database, readMigrations(MIGRATIONS), () => {});
  const next = random(3);
  const some = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  const insert = database.prepare(
    `INSERT INTO project (id, owner, live, name, approval_year, start_date, total_funds, tech_field, stage, filing_state, changed, locked,
       conflicted, round, open_comments, errors, warnings, search, digest, versions, change_number, edit_number, updated_at, updated_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 1, 0, ?, ?, ?, '', '', 1, 1, ?, '')`,
  );
  for (let row = 0; row < count; row += 1) {
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
}

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
/** Filters of which some leave many of those projects, some few and some none. */
export const filters: fc.Arbitrary<RecordFilter> = fc.record(
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
