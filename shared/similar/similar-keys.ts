import { foldedValue } from '../check/duplicate-key.ts';
import { findField, type Register } from '../registers/register.ts';
import { isEmptyValue, type RecordValues } from '../values/field-value.ts';
import { bareName, tellingNumbers } from './similar-name.ts';

/** What of a record is compared with others of its register and office. */
export interface SimilarKeys {
  readonly id: string;
  /** Folded numbers by field: each natural key that is one field and not the name. */
  readonly numbers: readonly (readonly [field: string, number: string])[];
  readonly name: string;
  readonly telling: string;
  /** The record's own unit, by code and by name. */
  readonly units: readonly string[];
}

/** The fields that number an item of a register. */
export function numberFields(register: Register): readonly string[] {
  return register.naturalKeys.flatMap((keys) => {
    const [only, ...more] = keys;
    return only !== undefined && more.length === 0 && only !== register.titleField ? [only] : [];
  });
}

/** The fields {@link similarKeys} reads. */
export function similarFields(register: Register): readonly string[] {
  const unit = ownUnit(register);
  return [...new Set([register.titleField, ...numberFields(register), ...(unit ? [unit.name, unit.code] : [])])];
}

/** The keys of a record's values. */
export function similarKeys(register: Register, id: string, values: RecordValues): SimilarKeys {
  const name = bareName(textOf(values, register.titleField));
  const numbers = numberFields(register).flatMap((key): [string, string][] => {
    const folded = foldedNumber(register, key, values);
    return folded === '' ? [] : [[key, folded]];
  });
  return { id, numbers, name, telling: tellingNumbers(name), units: unitsOf(register, values) };
}

function ownUnit(register: Register) {
  // An enterprise is its own unit: its code is its number already.
  return register.units.find((unit) => unit.table === undefined && unit.name !== register.titleField);
}

function unitsOf(register: Register, values: RecordValues): readonly string[] {
  const unit = ownUnit(register);
  if (!unit) return [];
  const code = foldedNumber(register, unit.code, values);
  const name = bareName(textOf(values, unit.name));
  return [...(code ? [`code ${code}`] : []), ...(name ? [`name ${name}`] : [])];
}

function foldedNumber(register: Register, key: string, values: RecordValues): string {
  const field = findField(register, key);
  return (field && foldedValue(field, values)) ?? '';
}

function textOf(values: RecordValues, key: string): string {
  const value = values[key];
  return isEmptyValue(value) ? '' : String(value);
}
