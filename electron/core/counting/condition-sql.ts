import type { PlanCondition } from '../../../shared/plan/plan.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import { type Field, findField, type Register } from '../../../shared/registers/register.ts';
import { earliestDay, latestDay } from '../../../shared/values/partial-date.ts';

/** A piece of SQL with the values of its placeholders, in order. */
export interface SqlPiece {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** The field of a register; throws when a plan names one that does not exist, which its check rules out. */
export function needField(register: Register, key: string): Field {
  const field = findField(register, key);
  if (!field) throw new Error(`register ${register.id} has no field ${key}`);
  return field;
}

/** The SQL that holds exactly where a condition of an indicator's filter does. */
export function conditionSql(register: Register, condition: PlanCondition): SqlPiece {
  const field = needField(register, condition.field);
  const column = columnName(field);
  if ('exists' in condition) {
    const sql = `coalesce(${column}, '') ${condition.exists ? 'NOT IN' : 'IN'} ('', '[]')`;
    return { sql, parameters: [] };
  }
  if ('between' in condition) return betweenSql(field, column, condition.between);
  const wanted = 'in' in condition ? condition.in : condition.containsAny;
  const places = wanted.map(() => '?').join(', ');
  if (field.type === 'codes') {
    return {
      sql: `EXISTS (SELECT 1 FROM json_each(${column}) WHERE json_each.value IN (${places}))`,
      parameters: wanted,
    };
  }
  return { sql: `${column} IN (${places})`, parameters: wanted };
}

/** Both bounds belong. A partial date counts by its first possible day, an upper bound reaches to its last. */
function betweenSql(field: Field, column: string, [low, high]: readonly [string | number, string | number]): SqlPiece {
  if (field.type !== 'date') return { sql: `${column} BETWEEN ? AND ?`, parameters: [low, high] };
  return {
    sql: `substr(${column} || '-01-01', 1, 10) BETWEEN ? AND ?`,
    parameters: [earliestDay(String(low)), latestDay(String(high))],
  };
}
