import type { Change } from '../../shared/contract/record-calls.ts';
import type { Values } from '../../shared/contract/shapes.ts';
import type { Register, UnitFields } from '../../shared/registers/register.ts';
import { isEmptyValue } from '../../shared/values/field-value.ts';
import { call } from '../client/bridge.ts';

/**
 * What taking a known unit writes: its name and code, and for the register's own unit what the ledger last said of it, where the record
 * leaves that empty.
 */
export async function unitChanges(
  register: Register,
  unit: UnitFields,
  known: { readonly name: string; readonly code: string },
  held: Values,
): Promise<readonly (Change & { readonly field: string })[]> {
  const own = [
    { field: unit.name, value: known.name },
    { field: unit.code, value: known.code },
  ];
  if (unit !== register.units.find((one) => !one.table)) return own;
  const { values } = await call('unit.details', { register: register.id, code: known.code });
  const more = Object.entries(values).filter(([key]) => isEmptyValue(held[key] ?? null));
  return [...own, ...more.map(([field, value]) => ({ field, value }))];
}
