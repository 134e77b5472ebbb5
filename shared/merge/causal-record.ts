/** One workspace in one place; a restored or copied workspace is another replica. */
export type ReplicaId = string;

/** Name of one edit: its Lamport counter and the replica that made it. One edit of several fields is one dot. */
export type Dot = readonly [counter: number, replica: ReplicaId];

/** For each replica, the newest of its dots that this state of the record has seen. */
export type Context = Readonly<Record<ReplicaId, number>>;

/** A field's value. Lists (several codes) are in canonical order already; null is a cleared field. */
export type Scalar = string | number | boolean | null | readonly string[];

export interface Sibling {
  readonly dot: Dot;
  readonly value: Scalar;
}

/** The versions of one field that nobody has superseded: highest dot first, normally one, never none. */
export type FieldVersions = readonly Sibling[];

/** A child row. It is never dropped: a deleted row keeps its fields and has `live` false. */
export interface CausalRow {
  readonly live: FieldVersions;
  readonly fields: Readonly<Record<string, FieldVersions>>;
}

/** One state of a record, with what is needed to join it with any other state of the same record (DESIGN §4). */
export interface CausalRecord {
  readonly id: string;
  readonly register: string;
  /** Code of the owner office; never changes. */
  readonly owner: string;
  readonly context: Context;
  readonly live: FieldVersions;
  readonly fields: Readonly<Record<string, FieldVersions>>;
  /** Table key, then row id. A table without rows is left out. */
  readonly tables: Readonly<Record<string, Readonly<Record<string, CausalRow>>>>;
}

/** The name under which `live` is listed among changes and conflicts. */
export const LIVE = '$live';

/** The own member of an object used as a map; keys such as `constructor` are ordinary ids here. */
export function memberOf<T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Every key of two maps, once. */
export function keysOfBoth(left: object | undefined, right: object | undefined): Iterable<string> {
  return new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
}
