import {
  type CausalRecord,
  type CausalRow,
  type Context,
  type Dot,
  type FieldVersions,
  memberOf,
  type Scalar,
} from './causal-record.ts';
import { sameDot } from './dot.ts';
import { showsLive } from './scalar.ts';
import type { ShownRow } from './shown-values.ts';

/** The fields that have a column of their own; every other field is kept with its values in the compact text. */
export interface TypedKeys {
  readonly fields: ReadonlySet<string>;
  readonly tables: Readonly<Record<string, ReadonlySet<string>>>;
}

/** What the typed tables hold of a record: its identity and the values shown (null or missing where empty), living rows only. */
export interface TypedRecord {
  readonly id: string;
  readonly register: string;
  readonly owner: string;
  readonly fields: Readonly<Record<string, Scalar>>;
  readonly tables: Readonly<Record<string, readonly ShownRow[]>>;
}

type ListedVersion = readonly [counter: number, replica: string, value: Scalar];
/** 0: cleared under the base dot. A dot: one version with the shown value. A list: every version in full. */
type CompactField = 0 | Dot | readonly ListedVersion[];

interface CompactPart {
  /** Left out: one version, living, under the base dot. */
  l?: CompactField;
  /** Left out: one version under the base dot, with the (non-null) value of the typed table. */
  f?: Record<string, CompactField>;
}

interface CompactVersions extends CompactPart {
  c: Context;
  /** The dot that most versions bear. Left out when it is the only dot of the context. */
  b?: Dot;
  t?: Record<string, Record<string, CompactPart>>;
}

const NO_KEYS: ReadonlySet<string> = new Set();

/**
 * What the typed tables do not say about a record: context, dots, contending versions, deleted rows, fields without a column.
 * Together with the values shown it gives the record back exactly ({@link decodeVersions}).
 */
export function encodeVersions(record: CausalRecord, typed: TypedKeys): string {
  const base = commonestDot(record);
  const compact: CompactVersions = { c: record.context };
  if (!isOnlyDot(record.context, base)) compact.b = base;
  encodePart(compact, record, base, typed.fields, true);
  for (const table of Object.keys(record.tables)) {
    const rows = record.tables[table] ?? {};
    const keys = memberOf(typed.tables, table);
    const parts: Record<string, CompactPart> = {};
    for (const rowId of Object.keys(rows)) {
      const row = rows[rowId];
      if (!row) continue;
      const part: CompactPart = {};
      // A deleted row, or one of a table we do not know, is in no typed table, so it stands here in full.
      const isTyped = keys !== undefined && showsLive(row.live);
      encodePart(part, row, base, isTyped ? keys : NO_KEYS, isTyped);
      if (part.l !== undefined || part.f !== undefined) parts[rowId] = part;
    }
    if (Object.keys(parts).length > 0) {
      compact.t ??= {};
      compact.t[table] = parts;
    }
  }
  return JSON.stringify(compact);
}

/** The record of which `typed` holds the values shown and `text` the rest. `text` must come from {@link encodeVersions}. */
export function decodeVersions(text: string, typed: TypedRecord): CausalRecord {
  const compact = JSON.parse(text) as CompactVersions;
  const base = compact.b ?? onlyDot(compact.c);
  const tables: Record<string, Record<string, CausalRow>> = {};
  for (const [table, rows] of Object.entries(typed.tables)) {
    const decoded: Record<string, CausalRow> = {};
    for (const row of rows) {
      decoded[row.id] = decodePart(memberOf(memberOf(compact.t, table), row.id) ?? {}, base, row.fields);
    }
    if (rows.length > 0) tables[table] = decoded;
  }
  for (const [table, rows] of Object.entries(compact.t ?? {})) {
    const decoded = memberOf(tables, table) ?? {};
    for (const [rowId, part] of Object.entries(rows)) {
      if (!memberOf(decoded, rowId)) decoded[rowId] = decodePart(part, base, {});
    }
    tables[table] = decoded;
  }
  const { id, register, owner } = typed;
  return { id, register, owner, context: compact.c, ...decodePart(compact, base, typed.fields), tables };
}

function encodePart(into: CompactPart, part: CausalRow, base: Dot, keys: ReadonlySet<string>, isTyped: boolean): void {
  const live = part.live[0];
  if (part.live.length !== 1 || !live || live.value !== true || !isTyped) into.l = listed(part.live);
  else if (!sameDot(live.dot, base)) into.l = live.dot;
  for (const key of Object.keys(part.fields)) {
    const versions = part.fields[key] ?? [];
    const coded = encodeField(versions, base, keys.has(key));
    if (coded === undefined) continue;
    into.f ??= {};
    into.f[key] = coded;
  }
}

function encodeField(versions: FieldVersions, base: Dot, isTyped: boolean): CompactField | undefined {
  const only = versions[0];
  if (versions.length !== 1 || !only || !isTyped) return listed(versions);
  if (!sameDot(only.dot, base)) return only.dot;
  return only.value === null ? 0 : undefined;
}

function decodePart(part: CompactPart, base: Dot, shown: Readonly<Record<string, Scalar>>): CausalRow {
  const fields: Record<string, FieldVersions> = {};
  for (const key of Object.keys(shown)) {
    const value = shown[key];
    if (value !== null && value !== undefined) fields[key] = [{ dot: base, value }];
  }
  for (const [key, coded] of Object.entries(part.f ?? {})) {
    fields[key] = decodeField(coded, base, memberOf(shown, key) ?? null);
  }
  return { live: part.l === undefined ? [{ dot: base, value: true }] : decodeField(part.l, base, true), fields };
}

function decodeField(coded: CompactField, base: Dot, shown: Scalar): FieldVersions {
  if (coded === 0) return [{ dot: base, value: null }];
  if (isDot(coded)) return [{ dot: coded, value: shown }];
  return coded.map(([counter, replica, value]) => ({ dot: [counter, replica], value }));
}

function isDot(coded: Dot | readonly ListedVersion[]): coded is Dot {
  return typeof coded[0] === 'number';
}

function listed(versions: FieldVersions): readonly ListedVersion[] {
  return versions.map(({ dot, value }) => [dot[0], dot[1], value]);
}

function isOnlyDot(context: Context, dot: Dot): boolean {
  return context[dot[1]] === dot[0] && Object.keys(context).length === 1;
}

function onlyDot(context: Context): Dot {
  const [entry] = Object.entries(context);
  if (!entry) throw new TypeError('a record without context');
  return [entry[1], entry[0]];
}

/** Few distinct dots are the rule, so a short list searched in order beats a map. */
function commonestDot(record: CausalRecord): Dot {
  const tallies: { readonly dot: Dot; count: number }[] = [];
  const tally = (versions: FieldVersions): void => {
    const dot = versions[0]?.dot;
    if (!dot || versions.length !== 1) return;
    const first = tallies[0];
    const known = first && sameDot(first.dot, dot) ? first : tallies.find((entry) => sameDot(entry.dot, dot));
    if (known) known.count += 1;
    else tallies.push({ dot, count: 1 });
  };
  const tallyPart = (part: CausalRow): void => {
    tally(part.live);
    for (const key of Object.keys(part.fields)) tally(part.fields[key] ?? []);
  };
  tallyPart(record);
  for (const rows of Object.values(record.tables)) for (const row of Object.values(rows)) tallyPart(row);
  let best = tallies[0];
  for (const entry of tallies) if (best && entry.count > best.count) best = entry;
  return best?.dot ?? record.live[0]?.dot ?? onlyDot(record.context);
}
