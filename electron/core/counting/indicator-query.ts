import type { OfficeTree } from '../../../shared/office/office-tree.ts';
import type { PlanIndicator } from '../../../shared/plan/plan.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { conditionSql, needField, type SqlPiece } from './condition-sql.ts';
import type { RuledItem } from './ruled-items.ts';

/** The three counts of DESIGN §7: 填报, 报送, 认定. */
export type Count = 'reported' | 'submitted' | 'accepted';

export const COUNTS: readonly Count[] = ['reported', 'submitted', 'accepted'];

/** Which items of {@link indicatorItems} a count takes. */
export const COUNT_SQL: Readonly<Record<Count, string>> = {
  reported: '1',
  submitted: "item.state IN ('submitted', 'accepted')",
  accepted:
    "item.state = 'accepted' AND item.place < 2 AND (item.key IS NULL OR item.key NOT IN rival OR item.id IN recognised)",
};

/** The register an indicator counts. */
export function registerOf(indicator: PlanIndicator): Register {
  const register = registerById(indicator.register);
  if (!register) throw new Error(`no register ${indicator.register}`);
  return register;
}

/**
 * The common table expressions every count of an indicator starts from, so that a number and the records behind it cannot
 * part: `item` holds the live records that fit the filter, `rival` the natural keys accepted for more than one of them,
 * `recognised` the one record of each rival key that 认定 counts: the one ruled to count, else the one accepted first, by the dot of
 * its first acceptance (the Lamport order all offices agree on), and the lowest id where that says nothing.
 * What people ruled about duplicates (`ruled`, see ruledItems) gives items their key; a linked one counts where the one it is linked
 * to does not, so that an item never counts twice and is never lost.
 * With `asOf`, the last day of a period: only what is dated up to that day, in the state it had by the filings of the periods up to
 * then (see `standingsOf`); what was not filed by then is a draft, what has no date is left out.
 * Columns of `item`: id, owner, state, key, place (1 linked, 2 counted by another office), year (text, '' without one), tech (first technology field, '' without one), amount.
 */
export function indicatorItems(
  indicator: PlanIndicator,
  scope: CountScope,
  ruled: readonly RuledItem[],
  asOf?: string,
): SqlPiece {
  const register = registerOf(indicator);
  const conditions = indicator.filter.map((condition) => conditionSql(register, condition));
  if (asOf !== undefined) conditions.push(datedUpTo(register, indicator, asOf));
  const where = ['live = 1', ...conditions.map((condition) => condition.sql)].join('\n    AND ');
  const [key, place, joined] =
    ruled.length === 0
      ? ['natural_key', '0', '']
      : ['coalesce(ruled.key, natural_key)', 'coalesce(ruled.place, 0)', 'LEFT JOIN ruled ON ruled.record = id'];
  // As text, or SQLite would not look rulings up by an index that it makes for them.
  const sql = `WITH ruled AS MATERIALIZED (
  SELECT CAST(value ->> 0 AS TEXT) AS record, value ->> 1 AS key, value ->> 2 AS place FROM json_each(?)
),
item AS MATERIALIZED (
  SELECT id, owner, ${asOf === undefined ? stateNow(scope) : STATE_BY} AS state, ${key} AS key, ${place} AS place,
    ${yearSql(register, indicator)} AS year, ${techSql(register)} AS tech, ${amountSql(register, indicator)} AS amount
  FROM ${register.id} ${joined}
  WHERE ${where}
),
rival AS MATERIALIZED (
  SELECT key FROM item WHERE state = 'accepted' AND place < 2 AND key IS NOT NULL GROUP BY key HAVING count(*) > 1
),
recognised AS MATERIALIZED (
  SELECT id FROM (
    SELECT item.id, row_number() OVER (
      PARTITION BY item.key
      ORDER BY item.place, coalesce((
        SELECT min(printf('%016d %s', counter, replica)) FROM review
        WHERE review.record = item.id AND review.verdict = 'accept'
      ), '~'), item.id
    ) AS rank
    FROM item WHERE item.state = 'accepted' AND item.place < 2 AND item.key IN rival
  ) WHERE rank = 1
)`;
  const parameters = conditions.flatMap((condition) => condition.parameters);
  const rulings = JSON.stringify(ruled.map((one) => [one.id, one.key, one.elsewhere ? 2 : Number(one.linked)]));
  return { sql, parameters: [rulings, ...(asOf === undefined ? [] : [asOf]), ...parameters] };
}

/** How the records of a ledger are counted: as the office counting stands in the tree. */
export interface CountScope {
  readonly offices: OfficeTree;
  readonly own: string;
  /** It files what offices below it own: those count as this office filed them and its superior judged them. */
  readonly passesOn: boolean;
}

/** How a workspace's office counts. */
export function scopeOf({ offices, office, superior, subordinates }: Workspace): CountScope {
  return { offices, own: office.code, passesOn: superior !== undefined && subordinates.length > 0 };
}

function stateNow({ own, passesOn }: CountScope): string {
  if (!passesOn) return 'filing_state';
  const passed = "coalesce((SELECT state FROM standing WHERE record = id ORDER BY since DESC LIMIT 1), 'draft')";
  return `CASE WHEN owner = '${own}' THEN filing_state ELSE ${passed} END`;
}

/** The state by the filings of the periods that ended by a day. */
const STATE_BY =
  "coalesce((SELECT state FROM standing WHERE record = id AND since <= ? ORDER BY since DESC LIMIT 1), 'draft')";

/** What belongs to a year or date up to a day; a partial date counts by its first possible day. */
function datedUpTo(register: Register, indicator: PlanIndicator, day: string): SqlPiece {
  const field = needField(register, indicator.yearField ?? register.yearField);
  const column = columnName(field);
  return field.type === 'date'
    ? { sql: `substr(${column} || '-01-01', 1, 10) <= ?`, parameters: [day] }
    : { sql: `${column} <= ?`, parameters: [Number(day.slice(0, 4))] };
}

/** How many of the stored whole units make one of the indicator's unit: 分 in 万元, 10^scale of a decimal. */
export function storedPerUnit(indicator: PlanIndicator): number {
  if (indicator.aggregate !== 'sum' || !indicator.field) return 1;
  const field = needField(registerOf(indicator), indicator.field);
  if (field.type === 'decimal') return 10 ** (field.scale ?? 0);
  if (field.type !== 'money') return 1;
  return { 亿元: 10_000_000_000, 万元: 1_000_000, 元: 100 }[indicator.unit] ?? 1_000_000;
}

function yearSql(register: Register, indicator: PlanIndicator): string {
  const field = needField(register, indicator.yearField ?? register.yearField);
  return `coalesce(substr(${columnName(field)}, 1, 4), '')`;
}

/** A record belongs to its main technology field, the first of its list, so that fields add up to the whole. */
function techSql(register: Register): string {
  const known = register.fields.some((field) => field.key === 'techField');
  return known ? "coalesce(json_extract(tech_field, '$[0]'), '')" : "''";
}

function amountSql(register: Register, indicator: PlanIndicator): string {
  if (indicator.aggregate !== 'sum' || !indicator.field) return '1';
  return `coalesce(${columnName(needField(register, indicator.field))}, 0)`;
}
