import { childTableName, columnName } from '../../../shared/registers/column-name.ts';
import { findField, type Register, type UnitFields } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { pinyinInitials } from '../../../shared/values/pinyin-initials.ts';
import { foldText } from '../../../shared/values/text.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface KnownUnit {
  readonly name: string;
  readonly code: string;
}

/** Up to which change the units of the registers have been gathered. */
const GATHERED = 'known_unit_change';

/** Adds the units of every record that changed since the last time, so that each record is looked at once. */
export function gatherUnits(workspace: Workspace): void {
  const { database, settings } = workspace;
  const from = settings.number(GATHERED);
  const to = settings.number('change_number');
  if (from >= to) return;
  const insert = database.prepare('INSERT OR IGNORE INTO known_unit (name, code, search) VALUES (?, ?, ?)');
  database.transaction(() => {
    for (const register of REGISTERS) {
      for (const unit of register.units) {
        const pairs = database.prepare(unitSql(register, unit)).raw().all(from, to) as [string, string][];
        for (const [name, code] of pairs) insert.run(name, code, searchText(name, code));
      }
    }
    settings.set(GATHERED, to);
  })();
}

function unitSql(register: Register, unit: UnitFields): string {
  const column = (key: string) => {
    const field = findField(register, key, unit.table);
    if (!field) throw new Error(`${register.id} has no ${key}`);
    return columnName(field);
  };
  const child = register.tables.find((table) => table.key === unit.table);
  const [name, code] = [column(unit.name), column(unit.code)];
  const from = child
    ? `${childTableName(register, child)} AS item JOIN ${register.id} AS held ON held.id = item.record`
    : `${register.id} AS item`;
  const changed = `${child ? 'held' : 'item'}.change_number`;
  return `SELECT DISTINCT item.${name}, item.${code} FROM ${from} WHERE ${changed} > ? AND ${changed} <= ? AND item.${name} IS NOT NULL AND item.${code} IS NOT NULL`;
}

function searchText(name: string, code: string): string {
  return [foldText(name), foldText(code), pinyinInitials(name)].join('\n');
}

/** Units whose name, code or initials hold the text; names that begin with it first. */
export function recallUnits(workspace: Workspace, text: string, limit: number): KnownUnit[] {
  gatherUnits(workspace);
  const wanted = foldText(text);
  if (wanted === '') return [];
  const escaped = wanted.replace(/[\\%_]/g, '\\$&');
  return workspace.database
    .prepare(
      `SELECT name, code FROM known_unit WHERE search LIKE ? ESCAPE '\\'
       ORDER BY search NOT LIKE ? ESCAPE '\\', length(name), name, code LIMIT ?`,
    )
    .all(`%${escaped}%`, `${escaped}%`, limit) as KnownUnit[];
}
