/**
 * The merge once more, written after shared/merge/README.md sentence by sentence, in another manner: a state is its line on the
 * wire, unfolded into cells. Slow and plain on purpose. It shares no code with shared/.
 */
type Value = string | number | boolean | null | string[];
type Version = [counter: number, replica: string, value: Value];
type Cells = Map<string, Version[]>;

interface Line {
  context: Record<string, number>;
  fields: Record<string, Version[]>;
  id: string;
  live: Version[];
  owner: string;
  register: string;
  tables: Record<string, Record<string, { fields: Record<string, Version[]>; live: Version[] }>>;
}

export interface Written {
  fields?: Record<string, Value>;
  rows?: { table: string; rowId: string; fields?: Record<string, Value>; live?: boolean }[];
  live?: boolean;
  again?: { table?: string; rowId?: string; field: string; versions: Version[] }[];
}

/** Canonical JSON: members sorted by code units, no white space. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

/** A cell's name: `["funds","r1","amount"]`; the life of the record or row has no field's name. */
const cell = (...path: (string | null)[]) => JSON.stringify(path);

function unfold(text: string): { line: Line; cells: Cells } {
  const line = JSON.parse(text) as Line;
  const cells: Cells = new Map([[cell(null), line.live]]);
  for (const [key, versions] of Object.entries(line.fields)) cells.set(cell(key), versions);
  for (const [table, rows] of Object.entries(line.tables))
    for (const [rowId, row] of Object.entries(rows)) {
      cells.set(cell(table, rowId, null), row.live);
      for (const [key, versions] of Object.entries(row.fields)) cells.set(cell(table, rowId, key), versions);
    }
  return { line, cells };
}

function fold(
  { id, owner, register }: Pick<Line, 'id' | 'owner' | 'register'>,
  context: Line['context'],
  cells: Cells,
) {
  const fields = new Map<string, Version[]>();
  const tables = new Map<string, Map<string, { fields: Map<string, Version[]>; live: Version[] }>>();
  for (const [name, versions] of cells) {
    const path = JSON.parse(name) as (string | null)[];
    if (path.length === 1) {
      if (path[0] != null) fields.set(path[0], versions);
      continue;
    }
    const [table, rowId, key] = path as [string, string, string | null];
    if (!tables.has(table)) tables.set(table, new Map());
    const rows = tables.get(table)!;
    if (!rows.has(rowId)) rows.set(rowId, { fields: new Map(), live: [] });
    if (key === null) rows.get(rowId)!.live = versions;
    else rows.get(rowId)!.fields.set(key, versions);
  }
  const plain = Object.fromEntries(
    [...tables].map(([table, rows]) => [
      table,
      Object.fromEntries([...rows].map(([id, row]) => [id, { ...row, fields: Object.fromEntries(row.fields) }])),
    ]),
  );
  const live = cells.get(cell(null))!;
  return canonical({ context, fields: Object.fromEntries(fields), id, live, owner, register, tables: plain });
}

const higher = (one: Version, other: Version) =>
  other[0] - one[0] || (one[1] < other[1] ? 1 : one[1] > other[1] ? -1 : 0);
const same = (one: Value | undefined, other: Value | undefined) => canonical(one ?? null) === canonical(other ?? null);
const seenBy = (context: Line['context'], [counter, replica]: Version) =>
  Object.hasOwn(context, replica) && context[replica]! >= counter;

/** Edit. */
export function edited(text: string, [counter, replica]: readonly [number, string], written: Written): string {
  const { line, cells } = unfold(text);
  const put = (name: string, value: Value) => cells.set(name, [[counter, replica, value]]);
  put(cell(null), written.live ?? true);
  for (const [key, value] of Object.entries(written.fields ?? {})) put(cell(key), value);
  for (const row of written.rows ?? []) {
    put(cell(row.table, row.rowId, null), row.live ?? true);
    for (const [key, value] of Object.entries(row.fields ?? {})) put(cell(row.table, row.rowId, key), value);
  }
  for (const { table, rowId, field, versions } of written.again ?? []) {
    const key = field === '$live' ? null : field;
    if (table !== undefined) put(cell(table, rowId!, null), true);
    cells.set(table === undefined ? cell(key) : cell(table, rowId!, key), versions);
  }
  return fold(line, { ...line.context, [replica]: counter }, cells);
}

/** Join. */
export function joined(left: string, right: string): string {
  const [ours, theirs] = [unfold(left), unfold(right)];
  const cells: Cells = new Map();
  for (const name of new Set([...ours.cells.keys(), ...theirs.cells.keys()])) {
    const [mine, yours] = [ours.cells.get(name) ?? [], theirs.cells.get(name) ?? []];
    const both = (version: Version) => [mine, yours].every((side) => side.some((one) => higher(one, version) === 0));
    const kept = new Map<string, Version>();
    for (const version of mine)
      if (both(version) || !seenBy(theirs.line.context, version)) kept.set(canonical(version.slice(0, 2)), version);
    for (const version of yours)
      if (both(version) || !seenBy(ours.line.context, version)) kept.set(canonical(version.slice(0, 2)), version);
    cells.set(name, [...kept.values()].sort(higher));
  }
  const context = { ...ours.line.context };
  for (const [replica, counter] of Object.entries(theirs.line.context))
    context[replica] = Math.max(Object.hasOwn(context, replica) ? context[replica]! : 0, counter);
  return fold(ours.line, context, cells);
}

const lives = (versions: Version[] | undefined) => (versions ?? []).some(([, , value]) => value === true);
const different = (versions: Version[] | undefined) =>
  (versions ?? [])
    .map(([, , value]) => value)
    .filter((value, index, all) => all.findIndex((one) => same(one, value)) === index);

/** The cells that people see: none of a row that does not live. */
function seenCells(cells: Cells): [path: (string | null)[], versions: Version[]][] {
  return [...cells]
    .map(([name, versions]) => [JSON.parse(name) as (string | null)[], versions] as [(string | null)[], Version[]])
    .filter(([path]) => path.length === 1 || lives(cells.get(cell(path[0]!, path[1]!, null))));
}

/** Conflicts by cell, with their values. */
export function conflicts(text: string): Record<string, Value[]> {
  const { cells } = unfold(text);
  if (!lives(cells.get(cell(null)))) return {};
  return Object.fromEntries(
    seenCells(cells).flatMap(([path, versions]) => {
      const values = different(versions);
      return values.length > 1 ? [[cell(...path), values]] : [];
    }),
  );
}

/** What the digest is taken of. */
export function content(text: string, ofProvince: (field: string) => boolean): string {
  const fields: Record<string, Value> = {};
  const tables: Record<string, Record<string, Record<string, Value>>> = {};
  const { cells } = unfold(text);
  const put = (target: Record<string, Value>, key: string, value: Value) =>
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  for (const [path, versions] of seenCells(cells)) {
    const value = versions[0]![2];
    const key = path.at(-1);
    if (key == null || value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    if (path.length === 1) {
      if (!ofProvince(key)) put(fields, key, value);
      continue;
    }
    const [table, rowId] = path as [string, string];
    tables[table] ??= {};
    tables[table][rowId] ??= {};
    put(tables[table][rowId], key, value);
  }
  return canonical({ fields, tables });
}

/** Class of an incoming state. */
export function classified(ours: string | null, theirs: string): string {
  if (ours === null) return 'new';
  const after = joined(ours, theirs);
  const [was, is] = [unfold(ours), unfold(after)];
  const dead = !lives(is.cells.get(cell(null)));
  let changed = false;
  let row = false;
  let life = false;
  for (const [name, versions] of is.cells) {
    const path = JSON.parse(name) as (string | null)[];
    const isLife = path.at(-1) === null;
    const rowLife = path.length === 1 ? undefined : cell(path[0]!, path[1]!, null);
    const [livedBefore, livesNow] = [was, is].map(({ cells }) => rowLife === undefined || lives(cells.get(rowLife)));
    // Deleted in both: nobody's concern. Going: only its life counts. Coming: compared with nothing.
    if (!livesNow && !(livedBefore && isLife)) continue;
    const before = livedBefore || isLife ? was.cells.get(name) : undefined;
    const shown = (list: Version[] | undefined) => (isLife ? lives(list) : list?.[0]?.[2]);
    const [valuesBefore, values] = [different(before), different(versions)];
    const other =
      before === undefined ||
      (!isLife && !same(shown(before), shown(versions))) ||
      valuesBefore.length !== values.length ||
      values.some((value) => !valuesBefore.some((one) => same(one, value)));
    if (!other) continue;
    changed = true;
    const news = values.some((value) => !(before ?? []).some(([, , one]) => same(one, value)));
    if (dead || values.length < 2 || !news) continue;
    if (path.length === 1 && isLife) life = true;
    else row = true;
  }
  if (life) return 'deletedButEdited';
  if (row) return 'conflict';
  if (!changed) return 'same';
  const { context } = unfold(theirs).line;
  const covered = Object.entries(was.line.context).every(([replica, counter]) =>
    seenBy(context, [counter, replica, null]),
  );
  return covered ? 'changed' : 'parallel';
}

interface Fact {
  id: string;
  dot: readonly [number, string];
}
type JudgedFact = Fact & { round: number; digest: string };
type FilingFact = JudgedFact & { withdrawn?: boolean };
type ReviewFact = JudgedFact & { verdict: 'accept' | 'return' | 'unlock' };

const byDot = (one: Fact, other: Fact) =>
  higher([...other.dot, null], [...one.dot, null]) || (one.id < other.id ? -1 : Number(one.id > other.id));
const below = (one: Fact['dot'], other: Fact['dot']) => higher([...one, null], [...other, null]) > 0;

/** Status. */
export function statusOf(given: {
  live: boolean;
  digest: string;
  filings: readonly FilingFact[];
  reviews: readonly ReviewFact[];
}): { state: string; changed: boolean; round: number; locked: boolean } {
  const { live, digest } = given;
  const submissions: { digest: string; round: number; from: Fact['dot']; to: Fact['dot'] }[] = [];
  const any = [...given.filings].sort(byDot);
  const kept = new Set<string>();
  for (const { verdict, dot, round, digest } of given.reviews) {
    if (verdict === 'unlock') continue;
    const before = any.filter((one) => below(one.dot, dot) && one.round <= round);
    const alike = before.filter((one) => one.digest === digest);
    const judged = alike.filter((one) => one.round === round).at(-1) ?? alike.at(-1) ?? before.at(-1);
    if (judged) kept.add(judged.id);
  }
  const passedOver = (one: FilingFact) => one.withdrawn === true && !kept.has(one.id);
  for (const filing of any.filter((one) => !passedOver(one))) {
    const last = submissions.at(-1);
    if (last && last.digest === filing.digest && last.round === filing.round) last.to = filing.dot;
    else submissions.push({ digest: filing.digest, round: filing.round, from: filing.dot, to: filing.dot });
  }
  const reviews = [...given.reviews].sort(byDot);
  const round = 1 + Math.max(0, ...reviews.filter((one) => one.verdict === 'return').map((one) => one.round));
  const answer = (state: string, changed: boolean, locked = false) => ({ state, changed, round, locked });
  const newest = any.at(-1);
  if (!newest) return answer('draft', false);
  const last = submissions.at(-1);
  const changed = digest !== last?.digest;
  if (!live) return answer('withdrawn', changed);
  if (!last) return answer('draft', false);
  const submitted = (differs: boolean) => (passedOver(newest) ? answer('draft', false) : answer('submitted', differs));
  const judgements = reviews
    .filter((one) => one.verdict !== 'unlock')
    .map((review) => {
      const candidates = [...submissions.keys()].filter(
        (at) => below(submissions[at]!.from, review.dot) && submissions[at]!.round <= review.round,
      );
      const sameDigest = candidates.filter((at) => submissions[at]!.digest === review.digest);
      const exact = sameDigest.filter((at) => submissions[at]!.round === review.round);
      return { review, on: exact.at(-1) ?? sameDigest.at(-1) ?? candidates.at(-1) };
    })
    .filter(({ on }) => on !== undefined)
    .sort((one, other) => one.on! - other.on! || byDot(one.review, other.review));
  const accepted = (accept: ReviewFact) =>
    answer('accepted', false, !reviews.some((one) => one.verdict === 'unlock' && below(accept.dot, one.dot)));
  const latest = judgements.at(-1);
  if (latest && latest.on === submissions.length - 1) {
    if (latest.review.verdict === 'return') return answer('returned', changed);
    if (latest.review.digest === digest) return accepted(latest.review);
    return submitted(changed || !below(latest.review.dot, last.to));
  }
  const at = judgements.findLastIndex(({ review }) => review.verdict === 'accept');
  const accept = judgements[at]?.review;
  const stands = accept && !judgements.slice(at + 1).some(({ review }) => review.digest === accept.digest);
  return accept && stands && accept.digest === last.digest && !changed ? accepted(accept) : submitted(changed);
}

/** State of a thread of comments. */
export function threadState(entries: readonly (Fact & { kind: 'open' | 'answer' | 'close' })[]): string {
  const sorted = [...entries].sort(byDot);
  const since = sorted.slice(sorted.findLastIndex((one) => one.kind === 'open') + 1).map((one) => one.kind);
  return since.includes('close') ? 'closed' : since.includes('answer') ? 'answered' : 'open';
}
