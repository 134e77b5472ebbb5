import { canonicalJson } from '../values/canonical-json.ts';
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
  const { id, register, owner, context, tables } = record;
  const rows = (table: Readonly<Record<string, CausalRow>>) =>
    membersOf(table, (row) => `{"fields":${membersOf(row.fields, versionsText)},"live":${versionsText(row.live)}}`);
  return `{"context":${canonicalJson(context)},"fields":${membersOf(record.fields, versionsText)},"id":${canonicalJson(id)},"live":${versionsText(record.live)},"owner":${canonicalJson(owner)},"register":${canonicalJson(register)},"tables":${membersOf(tables, rows)}}`;
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

const RECORD_MEMBERS = ['context', 'fields', 'id', 'live', 'owner', 'register', 'tables'];
const ROW_MEMBERS = ['fields', 'live'];

class WireReader {
  readonly problems: WireProblem[] = [];
  private context: Context = {};
  /** Where it reads; put together only where something is wrong there. */
  private readonly path: (string | number)[] = [];

  record(given: unknown): CausalRecord | undefined {
    const members = this.members(given, RECORD_MEMBERS);
    if (!members) return undefined;
    this.context = this.map('context', members.context, REPLICA_ID, WIRE_LIMITS.replicas, this.counter);
    if (isObject(members.context) && Object.keys(members.context).length === 0) this.fail('empty', 'context');
    return {
      id: this.key('id', members.id, RECORD_ID),
      register: this.key('register', members.register, REGISTER_ID),
      owner: this.key('owner', members.owner, OFFICE_CODE),
      context: this.context,
      ...this.part(members),
      tables: this.map('tables', members.tables, TABLE_KEY, WIRE_LIMITS.tables, this.rows),
    };
  }

  private readonly counter = (given: unknown): number | undefined =>
    isCounter(given) ? given : this.fail('wrong-dot');

  private readonly rows = (given: unknown, table: string): Record<string, CausalRow> => {
    this.path.pop();
    const read = this.map(table, given, RECORD_ID, WIRE_LIMITS.rows, this.row);
    this.path.push(table);
    if (isObject(given) && Object.keys(given).length === 0) this.fail('empty');
    return read;
  };

  private readonly row = (given: unknown): CausalRow | undefined => {
    const members = this.members(given, ROW_MEMBERS);
    return members && this.part(members);
  };

  private readonly field = (given: unknown, key: string): FieldVersions | undefined =>
    key === LIVE ? this.fail('wrong-key') : this.versions(given, isScalar);

  private part(members: Record<string, unknown>): CausalRow {
    this.path.push('live');
    const live = this.versions(members.live, isLife);
    this.path.pop();
    return { live, fields: this.map('fields', members.fields, FIELD_KEY, WIRE_LIMITS.fields, this.field) };
  }

  private versions(given: unknown, isValue: (value: unknown) => boolean): FieldVersions {
    if (!Array.isArray(given)) return this.fail('wrong-shape') ?? [];
    if (given.length === 0) return this.fail('empty') ?? [];
    if (given.length > WIRE_LIMITS.versions) return this.fail('too-many') ?? [];
    const read: { dot: Dot; value: Scalar }[] = [];
    for (let index = 0; index < given.length; index += 1) {
      const version: unknown = given[index];
      if (!Array.isArray(version) || version.length !== 3) {
        this.fail('wrong-shape', index);
        continue;
      }
      const [counter, replica, value] = version as unknown[];
      if (!isCounter(counter) || typeof replica !== 'string' || !REPLICA_ID.test(replica))
        this.fail('wrong-dot', index);
      else if (!isValue(value)) this.fail('wrong-value', index);
      else read.push({ dot: [counter, replica], value: value as Scalar });
      const last = read.at(-1);
      if (last && !covers(this.context, last.dot)) this.fail('dot-not-covered', index);
    }
    if (read.length > 1) this.requireOrder(read);
    return read;
  }

  private requireOrder(versions: FieldVersions): void {
    versions.forEach((version, index) => {
      const former = versions[index - 1];
      if (!former) return;
      const order = compareDots(former.dot, version.dot);
      if (order < 0) this.fail('versions-unsorted', index);
      if (order === 0) this.fail(sameScalar(former.value, version.value) ? 'versions-unsorted' : 'dot-reused', index);
    });
  }

  /** The members of an object that stands under a name, each read in its place. */
  private map<T>(
    name: string,
    given: unknown,
    shape: RegExp,
    limit: number,
    read: (member: unknown, key: string) => T | undefined,
  ): Record<string, T> {
    const taken: Record<string, T> = {};
    this.path.push(name);
    const keys = isObject(given) ? Object.keys(given) : null;
    if (!keys) this.fail('wrong-shape');
    else if (keys.length > limit) this.fail('too-many');
    else {
      for (const key of keys) {
        if (!shape.test(key)) {
          this.fail('wrong-key');
          continue;
        }
        this.path.push(key);
        const member = read((given as Record<string, unknown>)[key], key);
        this.path.pop();
        if (member !== undefined) taken[key] = member;
      }
    }
    this.path.pop();
    return taken;
  }

  private members(given: unknown, names: readonly string[]): Record<string, unknown> | undefined {
    const fits = isObject(given) && Object.keys(given).length === names.length;
    if (!fits || !names.every((name) => Object.hasOwn(given, name))) return this.fail('wrong-shape');
    return given;
  }

  private key(name: string, given: unknown, shape: RegExp): string {
    if (typeof given === 'string' && shape.test(given)) return given;
    this.fail('wrong-key', name);
    return '';
  }

  private fail(code: WireProblemCode, ...within: (string | number)[]): undefined {
    if (this.problems.length < WIRE_LIMITS.problems)
      this.problems.push({ path: [...this.path, ...within].join('.'), code });
  }
}

function versionsText(versions: FieldVersions): string {
  let text = '';
  for (const { dot, value } of versions)
    text += `${text === '' ? '' : ','}[${canonicalJson(dot[0])},${canonicalJson(dot[1])},${canonicalJson(value)}]`;
  return `[${text}]`;
}

/** An object in canonical JSON, of members that are written one by one. */
function membersOf<T>(map: Readonly<Record<string, T>>, write: (member: T) => string): string {
  let members = '';
  for (const key of Object.keys(map).sort())
    members += `${members === '' ? '' : ','}${canonicalJson(key)}:${write(map[key]!)}`;
  return `{${members}}`;
}

function isLife(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isCounter(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= MAX_COUNTER;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
