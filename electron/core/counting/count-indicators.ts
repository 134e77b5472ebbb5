import { codeLabel, codeTable } from '../../../shared/codes/code-tables.ts';
import type { IndicatorCounts, Triple } from '../../../shared/contract/indicator-calls.ts';
import type { Plan, PlanIndicator } from '../../../shared/plan/plan.ts';
import type { Database } from '../database/database.ts';
import { COUNT_SQL, COUNTS, type CountScope, indicatorItems, storedPerUnit } from './indicator-query.ts';
import { type RuledItem, ruledItems } from './ruled-items.ts';

interface SplitRow extends Record<'reported' | 'submitted' | 'accepted', number> {
  readonly owner: string;
  readonly part: string;
}

const SUMS = COUNTS.map((count) => `coalesce(sum(item.amount) FILTER (WHERE ${COUNT_SQL[count]}), 0) AS ${count}`).join(
  ',\n  ',
);

/**
 * Every indicator of the plan, counted three ways and split by office and by year, one query each.
 * 填报: every live record that fits. 报送: those submitted or accepted. 认定: those accepted, where records of one natural
 * key, or ruled to be one item, count once: in the office and year of the one ruled to count, else of the one accepted first. Sums are
 * in the indicator's unit.
 * What offices below another own counts in `byCity` for the one through which it reports here. With `owner` the shares of that office
 * and of those below it, the same numbers as its entry in `byCity`. With `asOf`, the last day of a period,
 * figures as of that day.
 */
export function countIndicators(
  database: Database,
  plan: Plan,
  scope: CountScope,
  options: { owner?: string | undefined; asOf?: string | undefined } = {},
): IndicatorCounts[] {
  const ruled = new Map<string, readonly RuledItem[]>();
  for (const { register } of plan.indicators)
    if (!ruled.has(register)) ruled.set(register, ruledItems(database, register));
  return plan.indicators.map((indicator) =>
    countIndicator(database, plan, indicator, scope, { ...options, ruled: ruled.get(indicator.register) ?? [] }),
  );
}

function countIndicator(
  database: Database,
  plan: Plan,
  indicator: PlanIndicator,
  scope: CountScope,
  { owner, asOf, ruled }: { owner?: string | undefined; asOf?: string | undefined; ruled: readonly RuledItem[] },
): IndicatorCounts {
  const target = owner ? (indicator.cityTargets?.[owner] ?? null) : indicator.target;
  const yearly = indicator.per === 'year' ? target : null;
  const total = nothing();
  const byCity: Record<string, Triple> = {};
  const byYear: Record<string, Triple & { target: number | null }> = {};
  for (const year of plan.years) byYear[String(year)] = { ...nothing(), target: yearly };
  for (const row of split(database, indicator, 'year', scope, { owner, asOf, ruled })) {
    const branch = scope.offices.branchOf(row.owner, scope.own);
    byCity[branch] ??= nothing();
    byYear[row.part] ??= { ...nothing(), target: null };
    for (const sum of [total, byCity[branch]!, byYear[row.part]!]) add(sum, row);
  }
  const unit = storedPerUnit(indicator);
  for (const sum of [total, ...Object.values(byCity), ...Object.values(byYear)]) scale(sum, unit);
  return {
    id: indicator.id,
    name: indicator.name,
    task: indicator.task,
    register: indicator.register,
    unit: indicator.unit,
    definition: indicator.definition,
    per: indicator.per,
    target,
    ...total,
    byCity,
    byYear,
  };
}

/**
 * One indicator split by main technology field (the first of a record's list), so that the parts add up to the whole.
 * Every field of the code table is listed; records without one stand under the code ''.
 */
export function countByTechField(
  database: Database,
  indicator: PlanIndicator,
  scope: CountScope,
  options: { year?: number | undefined; owner?: string | undefined; asOf?: string | undefined } = {},
): (Triple & { code: string; label: string })[] {
  const sums = new Map<string, Triple>(codeTable('tech-field').items.map((item) => [item.code, nothing()]));
  for (const row of split(database, indicator, 'tech', scope, {
    ...options,
    ruled: ruledItems(database, indicator.register),
  })) {
    const sum = sums.get(row.part) ?? nothing();
    sums.set(row.part, sum);
    add(sum, row);
  }
  const unit = storedPerUnit(indicator);
  return [...sums].map(([code, sum]) => {
    scale(sum, unit);
    return { code, label: code === '' ? '未填' : codeLabel('tech-field', code), ...sum };
  });
}

function split(
  database: Database,
  indicator: PlanIndicator,
  part: 'year' | 'tech',
  scope: CountScope,
  {
    owner,
    year,
    asOf,
    ruled,
  }: {
    owner?: string | undefined;
    year?: number | undefined;
    asOf?: string | undefined;
    ruled: readonly RuledItem[];
  },
): readonly SplitRow[] {
  const items = indicatorItems(indicator, scope, ruled, asOf);
  const narrow = narrowing({ owners: owner === undefined ? undefined : scope.offices.within(owner), year });
  return database
    .prepare<(string | number)[], SplitRow>(
      `${items.sql}
SELECT item.owner, item.${part} AS part,
  ${SUMS}
FROM item${narrow.sql ? ` WHERE ${narrow.sql}` : ''}
GROUP BY item.owner, item.${part}`,
    )
    .all(...items.parameters, ...narrow.parameters);
}

/** The conditions on `item` that pick some offices, a year or technology field; an empty text when none is asked for. */
export function narrowing(parts: {
  owners?: readonly string[] | undefined;
  year?: number | undefined;
  tech?: string | undefined;
}): { sql: string; parameters: string[] } {
  const asked: [string, string][] = [];
  if (parts.owners !== undefined)
    asked.push(['item.owner IN (SELECT value FROM json_each(?))', JSON.stringify(parts.owners)]);
  if (parts.year !== undefined) asked.push(['item.year = ?', parts.year === 0 ? '' : String(parts.year)]);
  if (parts.tech !== undefined) asked.push(['item.tech = ?', parts.tech]);
  return { sql: asked.map(([sql]) => sql).join(' AND '), parameters: asked.map(([, value]) => value) };
}

function nothing(): Triple {
  return { reported: 0, submitted: 0, accepted: 0 };
}

function add(sum: Triple, row: Triple): void {
  for (const count of COUNTS) sum[count] += row[count];
}

function scale(sum: Triple, unit: number): void {
  if (unit === 1) return;
  for (const count of COUNTS) sum[count] /= unit;
}
