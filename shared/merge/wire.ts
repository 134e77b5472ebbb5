import { type CanonicalValue, canonicalJson } from '../values/canonical-json.ts';
import {
  type CausalRecord,
  type CausalRow,
  type Context,
  type Dot,
  type FieldVersions,
  LIVE,
  type Scalar,
} from './causal-record.ts';
import { compareDots, covers, MAX_COUNTER } from './dot.ts';
import {
  FIELD_KEY,
  isScalar,
  OFFICE_CODE,
  RECORD_ID,
  REGISTER_ID,
  REPLICA_ID,
  sameScalar,
  TABLE_KEY,
} from './scalar.ts';

/** Most of each kind that one record may bring. */
export const WIRE_LIMITS = {
  replicas: 4_096,
  fields: 512,
  versions: 256,
  tables: 32,
  rows: 20_000,
  problems: 20,
} as const;

export type WireProblemCode =
  | 'not-json'
  | 'not-canonical'
  | 'wrong-shape'
  | 'wrong-key'
  | 'wrong-value'
  | 'wrong-dot'
  | 'dot-not-covered'
  | 'versions-unsorted'
  | 'dot-reused'
  | 'empty'
  | 'too-many';

/** `path` leads to the place, such as `fields.name.0`. */
export interface WireProblem {
  readonly path: string;
  readonly code: WireProblemCode;
}

export type WireResult =
  | { readonly ok: true; readonly record: CausalRecord }
  | { readonly ok: false; readonly problems: readonly WireProblem[] };

/** A record as one line of `records/<register>.ndjson`, without line end: canonical JSON, each version `[counter, replica, value]`. */
export function toWire(record: CausalRecord): string {
  const tables: Record<string, CanonicalValue> = {};
  for (const [table, rows] of Object.entries(record.tables)) {
    tables[table] = mapped(rows, (row) => ({ live: wireVersions(row.live), fields: mapped(row.fields, wireVersions) }));
  }
  return canonicalJson({
    id: record.id,
    register: record.register,
    owner: record.owner,
    context: record.context,
    live: wireVersions(record.live),
    fields: mapped(record.fields, wireVersions),
    tables,
  });
}

/** Reads one line. Only the very text that {@link toWire} would write is taken, so one content has one form. */
export function fromWireLine(line: string): WireResult {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return { ok: false, problems: [{ path: '', code: 'not-json' }] };
  }
  const result = fromWire(given);
  if (!result.ok || toWire(result.record) === line) return result;
  return { ok: false, problems: [{ path: '', code: 'not-canonical' }] };
}

/** Reads what came out of JSON.parse. Nothing unknown, unsorted, uncovered or beyond {@link WIRE_LIMITS} is taken. */
export function fromWire(given: unknown): WireResult {
  const reader = new WireReader();
  const record = reader.record(given);
  return record && reader.problems.length === 0
    ? { ok: true, record }
    : { ok: false, problems: reader.problems.slice(0, WIRE_LIMITS.problems) };
}

class WireReader {
  readonly problems: WireProblem[] = [];
  private context: Context = {};

  record(given: unknown): CausalRecord | undefined {
    const members = this.members(given, '', ['context', 'fields', 'id', 'live', 'owner', 'register', 'tables']);
    if (!members) return undefined;
    this.context = this.map(members.context, 'context', REPLICA_ID, WIRE_LIMITS.replicas, (counter, path) => {
      if (isCounter(counter)) return counter;
      return this.fail(path, 'wrong-dot');
    });
    if (isObject(members.context) && Object.keys(members.context).length === 0) this.fail('context', 'empty');
    return {
      id: this.key(members.id, 'id', RECORD_ID),
      register: this.key(members.register, 'register', REGISTER_ID),
      owner: this.key(members.owner, 'owner', OFFICE_CODE),
      context: this.context,
      ...this.part(members, ''),
      tables: this.map(members.tables, 'tables', TABLE_KEY, WIRE_LIMITS.tables, (rows, path) => {
        const read = this.map(rows, path, RECORD_ID, WIRE_LIMITS.rows, (row, rowPath) => {
          const parts = this.members(row, rowPath, ['fields', 'live']);
          return parts && this.part(parts, `${rowPath}.`);
        });
        if (isObject(rows) && Object.keys(rows).length === 0) this.fail(path, 'empty');
        return read;
      }),
    };
  }

  private part(members: Record<string, unknown>, prefix: string): CausalRow {
    return {
      live: this.versions(members.live, `${prefix}live`, (value) => typeof value === 'boolean'),
      fields: this.map(members.fields, `${prefix}fields`, FIELD_KEY, WIRE_LIMITS.fields, (versions, path, key) => {
        if (key === LIVE) return this.fail(path, 'wrong-key');
        return this.versions(versions, path, isScalar);
      }),
    };
  }

  private versions(given: unknown, path: string, isValue: (value: unknown) => boolean): FieldVersions {
    if (!Array.isArray(given)) return this.fail(path, 'wrong-shape') ?? [];
    if (given.length === 0) return this.fail(path, 'empty') ?? [];
    if (given.length > WIRE_LIMITS.versions) return this.fail(path, 'too-many') ?? [];
    const read: { dot: Dot; value: Scalar }[] = [];
    for (const [index, version] of given.entries()) {
      const at = `${path}.${index}`;
      if (!Array.isArray(version) || version.length !== 3) {
        this.fail(at, 'wrong-shape');
        continue;
      }
      const [counter, replica, value] = version as unknown[];
      if (!isCounter(counter) || typeof replica !== 'string' || !REPLICA_ID.test(replica)) this.fail(at, 'wrong-dot');
      else if (!isValue(value)) this.fail(at, 'wrong-value');
      else read.push({ dot: [counter, replica], value: value as Scalar });
      const last = read.at(-1);
      if (last && !covers(this.context, last.dot)) this.fail(at, 'dot-not-covered');
    }
    this.requireOrder(read, path);
    return read;
  }

  private requireOrder(versions: FieldVersions, path: string): void {
    versions.forEach((version, index) => {
      const former = versions[index - 1];
      if (!former) return;
      const order = compareDots(former.dot, version.dot);
      if (order < 0) this.fail(`${path}.${index}`, 'versions-unsorted');
      if (order === 0)
        this.fail(`${path}.${index}`, sameScalar(former.value, version.value) ? 'versions-unsorted' : 'dot-reused');
    });
  }

  private map<T>(
    given: unknown,
    path: string,
    shape: RegExp,
    limit: number,
    read: (member: unknown, path: string, key: string) => T | undefined,
  ): Record<string, T> {
    const taken: Record<string, T> = {};
    if (!isObject(given)) {
      this.fail(path, 'wrong-shape');
      return taken;
    }
    const keys = Object.keys(given);
    if (keys.length > limit) {
      this.fail(path, 'too-many');
      return taken;
    }
    for (const key of keys) {
      if (!shape.test(key)) {
        this.fail(path, 'wrong-key');
        continue;
      }
      const member = read(given[key], `${path}.${key}`, key);
      if (member !== undefined) taken[key] = member;
    }
    return taken;
  }

  private members(given: unknown, path: string, names: readonly string[]): Record<string, unknown> | undefined {
    if (!isObject(given) || Object.keys(given).sort().join() !== names.join()) return this.fail(path, 'wrong-shape');
    return given;
  }

  private key(given: unknown, path: string, shape: RegExp): string {
    if (typeof given === 'string' && shape.test(given)) return given;
    this.fail(path, 'wrong-key');
    return '';
  }

  private fail(path: string, code: WireProblemCode): undefined {
    if (this.problems.length < WIRE_LIMITS.problems) this.problems.push({ path, code });
  }
}

function wireVersions(versions: FieldVersions): CanonicalValue {
  return versions.map(({ dot, value }) => [dot[0], dot[1], value]);
}

function mapped<T>(
  map: Readonly<Record<string, T>>,
  write: (member: T) => CanonicalValue,
): Record<string, CanonicalValue> {
  return Object.fromEntries(Object.entries(map).map(([key, member]) => [key, write(member)]));
}

function isCounter(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= MAX_COUNTER;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
