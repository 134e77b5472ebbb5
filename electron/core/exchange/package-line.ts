import type { CausalRecord, Dot, FieldVersions } from '../../../shared/merge/causal-record.ts';
import { fromWire, toWire } from '../../../shared/merge/wire.ts';
import { PERIOD_PATTERN } from '../../../shared/period/period.ts';
import { canonicalJson } from '../../../shared/values/canonical-json.ts';
import type { FilingFact } from '../ledger/fact-store.ts';
import type { EditMeta, Ledger } from '../ledger/ledger.ts';
import { digestOf } from '../ledger/record-marks.ts';

/** A record as it travels: its versions, who wrote them, and the filings that are news to the receiver. */
export interface PackageLine {
  readonly record: CausalRecord;
  readonly edits: readonly (EditMeta & { readonly dot: Dot })[];
  readonly filings: readonly FilingFact[];
}

/** One line of `records/<register>.ndjson`, without its line end. */
export function formatLine(ledger: Ledger, record: CausalRecord, filings: readonly FilingFact[]): string {
  const edits: Record<string, [string, string, string]> = {};
  for (const dot of dotsOf(record)) {
    const meta = ledger.editOf(dot);
    if (meta) edits[`${dot[0]}@${dot[1]}`] = [meta.at, meta.officer, meta.office];
  }
  const facts = filings.map(({ register: _, record: __, dot, ...filing }) => ({ ...filing, dot: [...dot] }));
  return `{"edits":${canonicalJson(edits)},"filings":${canonicalJson(facts)},"record":${toWire(record)}}`;
}

/** Reads a line that was staged, and so found right. */
export function readStagedLine(line: string): PackageLine {
  return readLine(JSON.parse(line), false) as PackageLine;
}

/** Reads a parsed line; null when it is not one. */
export function readLine(given: unknown, holdsAgainstDigest = true): PackageLine | null {
  if (!isObject(given) || !hasOnly(given, LINE)) return null;
  if (!isObject(given.edits) || !Array.isArray(given.filings)) return null;
  const wired = fromWire(given.record);
  if (!wired.ok) return null;
  const { record } = wired;
  const edits: (EditMeta & { dot: Dot })[] = [];
  for (const [key, meta] of Object.entries(given.edits)) {
    const match = /^(\d{1,16})@([0-9a-z]{4,26})$/.exec(key);
    if (!match || !Array.isArray(meta) || meta.length !== 3 || !meta.every(isShortText)) return null;
    if (!isMoment(meta[0])) return null;
    if (!/^\d{6}$/.test(String(meta[2]))) return null;
    edits.push({
      dot: [Number(match[1]), match[2] as string],
      at: meta[0] as string,
      officer: meta[1] as string,
      office: meta[2] as string,
    });
  }
  const filings: FilingFact[] = [];
  for (const one of given.filings) {
    const filing = readFiling(one, record, holdsAgainstDigest);
    if (!filing) return null;
    filings.push(filing);
  }
  return { record, edits, filings };
}

function readFiling(given: unknown, record: CausalRecord, holdsAgainstDigest: boolean): FilingFact | null {
  if (!isObject(given) || !hasOnly(given, FILING)) return null;
  const dot = readDot(given.dot);
  const { id, round, digest, content, period, sequence, at, office, officer } = given;
  if (!dot || !isShortText(id) || !isPeriod(period) || !isMoment(at) || !isShortText(office) || !isShortText(officer))
    return null;
  if (!isCount(round) || !isCount(sequence) || typeof digest !== 'string' || typeof content !== 'string') return null;
  // What was filed is kept as text and read again by comparisons: it must be what its digest says, and readable.
  if (holdsAgainstDigest && (digestOf(content) !== digest || !isFiledContent(content))) return null;
  return {
    id,
    record: record.id,
    register: record.register,
    round,
    digest,
    content,
    period,
    sequence,
    dot,
    at,
    office,
    officer,
  };
}

function isFiledContent(content: string): boolean {
  try {
    const read: unknown = JSON.parse(content);
    return isObject(read) && isObject(read.fields) && isObject(read.tables);
  } catch {
    return false;
  }
}

export function readDot(given: unknown): Dot | null {
  if (
    !Array.isArray(given) ||
    given.length !== 2 ||
    !isCount(given[0]) ||
    typeof given[1] !== 'string' ||
    !/^[0-9a-z]{4,26}$/.test(given[1])
  )
    return null;
  return [given[0], given[1]];
}

export function isCount(given: unknown): given is number {
  return Number.isSafeInteger(given) && (given as number) > 0;
}

export function isShortText(given: unknown): given is string {
  return typeof given === 'string' && given.length <= 4000;
}

/** An instant as programs write it; what sorts and shows by it relies on its form. */
export function isMoment(given: unknown): given is string {
  return typeof given === 'string' && MOMENT.test(given) && !Number.isNaN(Date.parse(given));
}

function isPeriod(given: unknown): given is string {
  return typeof given === 'string' && PERIOD_PATTERN.test(given);
}

export function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const LINE = new Set(['edits', 'filings', 'record']);
const FILING = new Set(['id', 'round', 'digest', 'content', 'period', 'sequence', 'dot', 'at', 'office', 'officer']);

/** Whether an object has no members but these: what nobody reads would be lost on the way. */
export function hasOnly(given: object, names: ReadonlySet<string>): boolean {
  return Object.keys(given).every((name) => names.has(name));
}

/** Every dot that a version of the record bears, once. */
export function dotsOf(record: CausalRecord): Iterable<Dot> {
  const dots = new Map<string, Dot>();
  let last: Dot | undefined;
  const take = (versions: FieldVersions): void => {
    for (const { dot } of versions) {
      // Most versions of a record bear the same one.
      if (last && last[0] === dot[0] && last[1] === dot[1]) continue;
      dots.set(`${dot[0]}@${dot[1]}`, dot);
      last = dot;
    }
  };
  const takePart = (part: {
    readonly live: FieldVersions;
    readonly fields: Readonly<Record<string, FieldVersions>>;
  }): void => {
    take(part.live);
    for (const key in part.fields) take(part.fields[key]!);
  };
  takePart(record);
  for (const rows of Object.values(record.tables)) for (const row of Object.values(rows)) takePart(row);
  return dots.values();
}
