import { expect, test } from 'vitest';
import { countIndicators } from '../../../electron/core/counting/count-indicators.ts';
import { indexIndicators } from '../../../electron/core/counting/indicator-index.ts';
import { indicatorItems } from '../../../electron/core/counting/indicator-query.ts';
import { openDatabase } from '../../../electron/core/database/database.ts';
import { WANTS_ATTENTION } from '../../../electron/core/ledger/list-indexes.ts';
import { RegisterStore } from '../../../electron/core/ledger/register-store.ts';
import { OFFICES } from '../../../shared/office/offices.ts';
import { shippedPlan } from '../../../shared/plan/plans.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { fillProjects } from '../ledger/random-projects.ts';

const scope = { offices: OFFICES, own: '370000', passesOn: false };

const LARGE = { large: 10, few: 30, patience: 60, window: 10, turn: 9 };

function large() {
  const database = openDatabase(':memory:', { create: true });
  fillProjects(database, 300);
  database.exec("UPDATE project SET programme = 'key-innovation' WHERE errors = 0");
  const stores = new Map<string, RegisterStore>();
  const store = (id: string) => {
    const kept = stores.get(id) ?? new RegisterStore(database, registerById(id)!, LARGE);
    stores.set(id, kept);
    return kept;
  };
  const planOf = (sql: string, parameters: readonly unknown[] = []) =>
    (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[]).map((row) => row.detail);
  return { database, store, planOf };
}

test('indicators of a large register are counted along an index that holds all they ask for, to the same numbers', () => {
  const { database, store, planOf } = large();
  const plan = shippedPlan('sd-it-2019-2021')!;
  const before = countIndicators(database, plan, scope);
  expect(before.some((one) => one.reported > 0)).toBe(true);
  indexIndicators({ store }, plan.indicators);
  expect(countIndicators(database, plan, scope)).toEqual(before);
  const counted = plan.indicators.filter((one) => one.register === 'project');
  expect(counted.length).toBeGreaterThan(3);
  for (const indicator of counted) {
    for (const asOf of [undefined, '2020-12-31']) {
      const { sql, parameters } = indicatorItems(indicator, scope, [], asOf);
      const steps = planOf(`${sql} SELECT count(*) FROM item`, parameters);
      expect(steps.filter((step) => /(SCAN|SEARCH) project\b/.test(step)).join()).toMatch(
        /^(SCAN|SEARCH) project USING COVERING INDEX list_project_by_/,
      );
    }
  }
  // A small register needs none.
  const kept = database
    .prepare("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'list_platform_by_%'")
    .pluck()
    .get();
  expect(kept).toBe(0);
  database.close();
});

test('what wants attention in a large register is read from its index alone', () => {
  const { database, store, planOf } = large();
  database.exec('CREATE INDEX list_project_to_attend ON project (owner) WHERE live = 1');
  const from = store('project').lists.indexes.toAttend();
  for (const [asked, condition] of [
    ['id', 'open_comments > 0'],
    ['sum(warnings)', 'warnings > 0 AND locked = 1'],
  ]) {
    expect(
      planOf(
        `SELECT ${asked} FROM ${from} WHERE live = 1 AND ${WANTS_ATTENTION} AND owner = '370200' AND ${condition}`,
      ),
    ).toEqual(['SEARCH project USING COVERING INDEX list_project_wanting_attention (owner=?)']);
  }
  // The index that a former version kept for this is gone.
  expect(database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'list_project_to_attend'").get()).toBeUndefined();
  database.close();
});
