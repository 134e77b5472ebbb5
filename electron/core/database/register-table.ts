import { childTableName, columnName } from '../../../shared/registers/column-name.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';

/** Columns that every register's table has beside its declared fields, with their SQL. */
export const SYSTEM_COLUMNS: readonly (readonly [name: string, sql: string])[] = [
  ['id', 'TEXT NOT NULL PRIMARY KEY'],
  ['owner', 'TEXT NOT NULL'],
  ['live', 'INTEGER NOT NULL'],
  ['filing_state', 'TEXT NOT NULL'],
  ['changed', 'INTEGER NOT NULL'],
  ['locked', 'INTEGER NOT NULL'],
  ['conflicted', 'INTEGER NOT NULL'],
  ['round', 'INTEGER NOT NULL'],
  ['open_comments', 'INTEGER NOT NULL'],
  ['natural_key', 'TEXT'],
  ['errors', 'INTEGER NOT NULL'],
  ['warnings', 'INTEGER NOT NULL'],
  ['problems', 'TEXT'],
  ['search', 'TEXT NOT NULL'],
  ['digest', 'TEXT NOT NULL'],
  ['versions', 'TEXT NOT NULL'],
  ['change_number', 'INTEGER NOT NULL'],
  ['edit_number', 'INTEGER NOT NULL'],
  ['updated_at', 'TEXT NOT NULL'],
  ['updated_by', 'TEXT NOT NULL'],
];

/** The SQL type that holds a field's value. */
export function sqlType(field: Field): 'TEXT' | 'INTEGER' {
  switch (field.type) {
    case 'money':
    case 'integer':
    case 'year':
    case 'decimal':
    case 'flag':
      return 'INTEGER';
    default:
      return 'TEXT';
  }
}

/**
 * The SQL that makes a register's typed tables, as the declaration asks. The migrations are committed text;
 * a test compares their outcome with this, so declaration and table cannot part.
 */
export function registerTableSql(register: Register): string {
  const [id, owner, live, ...others] = SYSTEM_COLUMNS.map(([name, sql]) => `  ${name} ${sql}`);
  const fields = register.fields.map((field) => `  ${columnName(field)} ${sqlType(field)}`);
  const statements = [
    `CREATE TABLE ${register.id} (\n${[id, owner, live, ...fields, ...others].join(',\n')}\n) STRICT;`,
    `CREATE INDEX ${register.id}_owner ON ${register.id} (owner, live, filing_state);`,
    `CREATE INDEX ${register.id}_natural_key ON ${register.id} (natural_key) WHERE natural_key IS NOT NULL;`,
    `CREATE INDEX ${register.id}_change_number ON ${register.id} (change_number);`,
    `CREATE INDEX ${register.id}_edit_number ON ${register.id} (edit_number);`,
    `CREATE INDEX ${register.id}_changed ON ${register.id} (owner) WHERE changed = 1;`,
    `CREATE INDEX ${register.id}_updated_at ON ${register.id} (updated_at, id);`,
  ];
  for (const table of register.tables) {
    const name = childTableName(register, table);
    const columns = table.fields.map((field) => `  ${columnName(field)} ${sqlType(field)}`);
    statements.push(
      `CREATE TABLE ${name} (\n${[`  record TEXT NOT NULL REFERENCES ${register.id} (id)`, '  row_id TEXT NOT NULL', ...columns, '  PRIMARY KEY (record, row_id)'].join(',\n')}\n) STRICT, WITHOUT ROWID;`,
    );
  }
  return `${statements.join('\n')}\n`;
}
