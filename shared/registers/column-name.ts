import type { ChildTable, Field, Register } from './register.ts';

/** The snake_case form of a camelCase key: `leadUnitCode` → `lead_unit_code`. */
export function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const known = new Map<string, string>();

/** SQL column that holds a field; asked for every cell of every row that is read, so told once. */
export function columnName(field: Pick<Field, 'key'>): string {
  let name = known.get(field.key);
  if (name === undefined) {
    name = snakeCase(field.key);
    known.set(field.key, name);
  }
  return name;
}

/** SQL table that holds the rows of a child table: `project` + `yearlyFunds` → `project_yearly_funds`. */
export function childTableName(register: Pick<Register, 'id'>, table: Pick<ChildTable, 'key'>): string {
  return `${snakeCase(register.id)}_${snakeCase(table.key)}`;
}
