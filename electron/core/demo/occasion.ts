import { codeLabel } from '../../../shared/codes/code-tables.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import type { Units } from './invented-items.ts';
import { type InventedUnit, inventPerson, inventPhone } from './invented-units.ts';
import type { Random } from './random.ts';
import { SCENES, TECH_FIELDS, TECHNIQUES } from './vocabulary.ts';

/** Where and when an invented item belongs; `serial` is unique within the city. */
export interface Occasion {
  readonly random: Random;
  readonly city: string;
  readonly units: Units;
  readonly year: number;
  readonly month: number;
  readonly serial: number;
}

const TEN_THOUSAND_YUAN = 1_000_000;
const MARKS = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];

/** A day of the occasion's month, or of one some months later. */
export function day({ random, year, month }: Occasion, later = 0): string {
  const months = year * 12 + month - 1 + later;
  const inMonth = String((months % 12) + 1).padStart(2, '0');
  return `${Math.floor(months / 12)}-${inMonth}-${String(random.whole(1, 28)).padStart(2, '0')}`;
}

/** Between two amounts in 万元; 分. */
export function amount(random: Random, low: number, high: number): number {
  return random.whole(low, high) * TEN_THOUSAND_YUAN;
}

/** What every item carries: a technology field, the task it serves, whom to ask. */
export function common({ random }: Occasion, field: string, planTask: string): RecordValues {
  return {
    techField: [field],
    planTask,
    contact: inventPerson(random),
    contactPhone: inventPhone(random),
    secrecy: 'none',
  };
}

/** An academy or, more often, a firm of the city. */
export function anyUnit({ random, units }: Occasion): InventedUnit {
  return random.chance(0.4) ? random.pick(units.academies) : random.pick(units.firms);
}

/** The fields that tell of a unit, under the key of its name. */
export function unitOf(key: string, unit: InventedUnit): RecordValues {
  return { [key]: unit.name, [`${key}Code`]: unit.code, unitNature: unit.nature, county: unit.county };
}

/** A mark that keeps two items of one city apart. */
export function mark(serial: number): string {
  const tens = Math.floor((serial - 1) / MARKS.length);
  return `${tens > 0 ? MARKS[(tens - 1) % MARKS.length] : ''}${MARKS[(serial - 1) % MARKS.length]}`;
}

/** A technology field, a technique of it, and a scene to use it in. */
export function topic({ random }: Occasion): readonly [field: string, technique: string, scene: string] {
  const field = random.pick(TECH_FIELDS);
  return [field, random.pick(TECHNIQUES[field]!), random.pick(SCENES[random.pick(Object.keys(SCENES))]!)];
}

/** The city's full name. */
export function cityName(city: string): string {
  return codeLabel('city', city);
}
