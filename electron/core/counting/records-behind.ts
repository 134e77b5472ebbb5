import type { PlanIndicator } from '../../../shared/plan/plan.ts';
import type { Database } from '../database/database.ts';
import { narrowing } from './count-indicators.ts';
import { COUNT_SQL, type Count, type CountScope, indicatorItems } from './indicator-query.ts';
import { ruledItems } from './ruled-items.ts';

export interface BehindQuery {
  /** An office, with all below it. */
  readonly owner?: string | undefined;
  /** Year the number belongs to; 0 for records without one. */
  readonly year?: number | undefined;
  /** Main technology field; '' for records without one. */
  readonly techField?: string | undefined;
  /** Last day of the period as of whose end the number was counted. */
  readonly asOf?: string | undefined;
  /** Id of the last record of the former page. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

export interface RecordsBehind {
  /** Ids in the register, in their order. */
  readonly ids: string[];
  readonly next: string | null;
  /** How many records there are on all pages. */
  readonly total: number;
}

/** The very records that make up a number: as many as it counts, or those whose amounts it sums. */
export function recordsBehind(
  database: Database,
  indicator: PlanIndicator,
  count: Count,
  scope: CountScope,
  query: BehindQuery = {},
): RecordsBehind {
  const items = indicatorItems(indicator, scope, ruledItems(database, indicator.register), query.asOf);
  const narrow = narrowing({
    owners: query.owner === undefined ? undefined : scope.offices.within(query.owner),
    year: query.year,
    tech: query.techField,
  });
  const where = [COUNT_SQL[count], narrow.sql].filter((sql) => sql !== '').join(' AND ');
  const limit = query.limit ?? 100;
  const rows = database
    .prepare<(string | number)[], { id: string | null; total: number }>(
      `${items.sql},
counted AS MATERIALIZED (SELECT item.id FROM item WHERE ${where})
SELECT id, total FROM (SELECT count(*) AS total FROM counted)
LEFT JOIN (SELECT id FROM counted WHERE id > ? ORDER BY id LIMIT ?) ORDER BY id`,
    )
    .all(...items.parameters, ...narrow.parameters, query.after ?? '', limit + 1);
  const ids = rows.flatMap((row) => (row.id === null ? [] : [row.id]));
  const more = ids.length > limit;
  if (more) ids.pop();
  return { ids, next: more ? ids.at(-1)! : null, total: rows[0]?.total ?? 0 };
}
