import type { Values } from '../../../shared/contract/shapes.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import { type Field, findField, type Register, type UnitFields } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { prepared } from '../database/prepared.ts';
import { fromSql, type SqlRow } from '../ledger/register-store.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What is told of a unit beside its name and code: by the part it has in the declaration, and by key where all registers call it alike. */
const PARTS = ['nature', 'county', 'highTechZone'] as const;
const ALIKE = ['contact', 'contactPhone'] as const;
/** Records of a unit that are looked at, the newest first: what one leaves empty, another tells. */
const LOOKED_AT = 20;

type Detail = (typeof PARTS)[number] | (typeof ALIKE)[number];

/** The fields in which a register tells of its own unit; undefined where it has none. */
function detailFields(register: Register): { unit: UnitFields; fields: ReadonlyMap<Detail, Field> } | undefined {
  const unit = register.units.find((one) => !one.table);
  if (!unit) return undefined;
  const fields = new Map<Detail, Field>();
  const add = (detail: Detail, key: string | undefined) => {
    const field = key === undefined ? undefined : findField(register, key);
    if (field && field.authority !== 'province') fields.set(detail, field);
  };
  for (const part of PARTS) add(part, unit[part]);
  for (const key of ALIKE) add(key, key);
  return { unit, fields };
}

/** What the office's own records last said of a unit, for the fields of a register: from its own records first, then from the others'. */
export function unitDetails({ database, office }: Workspace, register: Register, code: string): Values {
  const asked = detailFields(register);
  if (!asked || code === '无') return {};
  const told = new Map<Detail, Values[string]>();
  for (const source of [register, ...REGISTERS.filter((one) => one !== register)]) {
    const { unit, fields } = detailFields(source) ?? {};
    if (!unit || !fields) continue;
    const [codeColumn, nameColumn] = [unit.code, unit.name].map((key) => columnName({ key }));
    // The terms of the index that finds the records of a unit.
    const rows = prepared<[string, string, number], SqlRow>(
      database,
      `SELECT * FROM ${source.id} WHERE live = 1 AND ${codeColumn} <> '' AND ${nameColumn} <> '' AND ${codeColumn} <> '无'
         AND owner = ? AND ${codeColumn} = ? ORDER BY updated_at DESC, id LIMIT ?`,
    ).all(office.code, code, LOOKED_AT);
    for (const row of rows) {
      for (const [detail, field] of fields) {
        const value = fromSql(field, row[columnName(field)]);
        if (value !== null && !told.has(detail)) told.set(detail, value);
      }
    }
    if ([...asked.fields.keys()].every((detail) => told.has(detail))) break;
  }
  const values: Record<string, Values[string]> = {};
  for (const [detail, field] of asked.fields) {
    const value = told.get(detail);
    if (value !== undefined) values[field.key] = value;
  }
  return values;
}
