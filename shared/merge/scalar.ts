import { hasLoneSurrogate } from '../values/canonical-json.ts';
import type { FieldVersions, Scalar, Sibling } from './causal-record.ts';

/** Longest text of one value, in UTF-16 code units. */
export const MAX_TEXT_LENGTH = 200_000;
/** Most items of a list value. */
export const MAX_LIST_LENGTH = 1_000;

export const FIELD_KEY = /^[A-Za-z$][A-Za-z0-9_]{0,63}$/;
export const TABLE_KEY = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
export const REGISTER_ID = /^[a-z][a-z0-9_-]{0,63}$/;
/** Record and row ids. */
export const RECORD_ID = /^[0-9A-Za-z][0-9A-Za-z_.:-]{0,63}$/;
export const OFFICE_CODE = /^[0-9A-Za-z][0-9A-Za-z-]{0,31}$/;
export const REPLICA_ID = /^[0-9a-z]{4,26}$/;

/** True when two values are the same: lists item by item, text code unit by code unit. */
export function sameScalar(left: Scalar | undefined, right: Scalar | undefined): boolean {
  if (left === right) return true;
  if (!Array.isArray(left) || !Array.isArray(right)) return false;
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

/** True when the value can be kept and sent: well-formed text of bounded length, a safe integer, a flag, null or a list of texts. */
export function isScalar(value: unknown): value is Scalar {
  switch (typeof value) {
    case 'string':
      return isText(value);
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0);
    case 'boolean':
      return true;
    default:
      return value === null || (Array.isArray(value) && value.length <= MAX_LIST_LENGTH && value.every(isText));
  }
}

/** The versions that differ in value, each by its highest dot, highest first. More than one is a conflict. */
export function distinctVersions(versions: FieldVersions): readonly Sibling[] {
  if (versions.length < 2) return versions;
  return versions.filter(
    (version, index) => versions.findIndex((other) => sameScalar(other.value, version.value)) === index,
  );
}

/** The value everybody shows: the one with the highest dot. */
export function shownValue(versions: FieldVersions): Scalar {
  return versions[0]?.value ?? null;
}

/** A record or row shows as living as long as one unsuperseded version says so: an edit outlives a concurrent deletion. */
export function showsLive(live: FieldVersions): boolean {
  return live.some((version) => version.value === true);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT_LENGTH && !hasLoneSurrogate(value);
}
