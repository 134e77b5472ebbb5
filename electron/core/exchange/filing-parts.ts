import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { isLargeJump } from '../../../shared/exchange/large-jump.ts';
import { filingKey, filingSequence, missingParts, missingText } from '../../../shared/exchange/package-part.ts';
import { entireAmong } from './package-chain.ts';
import type { ReceivedPackage } from './received-packages.ts';
import { NO_CLASSES } from './refused-desk.ts';

/**
 * The filings of an office of which parts are missing, by their keys, with the numbers that lack. One that a later package made up for is
 * none of them: it stands whole, and builds on nothing so late.
 */
export function incompleteFilings(taken: readonly ReceivedPackage[]): ReadonlyMap<string, readonly number[]> {
  const standing = taken.filter((one) => one.outcome === 'received');
  const entire = entireAmong(standing);
  const lacking = new Map<string, readonly number[]>();
  for (const one of standing) {
    const key = filingKey(one);
    if (key === null || one.part === null || entire.has(one.fingerprint) || lacking.has(key)) continue;
    const last = filingSequence(one) + one.part.of - 1;
    const madeUpFor = standing.some(
      (later) =>
        later.kind === one.kind &&
        entire.has(later.fingerprint) &&
        filingSequence(later) > last &&
        (later.base === null || standing.some((base) => base.fingerprint === later.base && base.sequence < last)),
    );
    if (madeUpFor) continue;
    const here = standing.filter((other) => filingKey(other) === key).map((other) => other.part?.number ?? 0);
    lacking.set(key, missingParts(one.part.of, here));
  }
  return lacking;
}

/** The same of all that was taken here, of whatever offices. */
export function allIncompleteFilings(taken: readonly ReceivedPackage[]): ReadonlyMap<string, readonly number[]> {
  const offices = new Set(taken.flatMap((one) => (one.part ? [one.from] : [])));
  return new Map([...offices].flatMap((office) => [...incompleteFilings(taken.filter((one) => one.from === office))]));
}

/** What the parts of one filing have in common on the desk; null for a package that came whole, or is no known package at all. */
export function deskKey({ kind, from, sequence, part, outcome }: DeskPackage): string | null {
  if (!part || kind === null || from === null || sequence === null || outcome === 'refused') return null;
  return filingKey({ kind, from, sequence, part });
}

/** The desk with one row for every filing, whatever number of files it came in; a row stands where its first part stood. */
export function gatherParts(
  packages: readonly DeskPackage[],
  lacking: (key: string) => readonly number[] | undefined = () => undefined,
): DeskPackage[] {
  const parts = new Map<string, DeskPackage[]>();
  for (const one of packages) {
    const key = deskKey(one);
    if (key !== null) parts.set(key, [...(parts.get(key) ?? []), one]);
  }
  const rows: DeskPackage[] = [];
  for (const one of packages) {
    const key = deskKey(one);
    const members = key === null ? undefined : parts.get(key);
    if (key === null) rows.push(one);
    else if (members) rows.push(gathered(members, lacking(key)));
    if (key !== null) parts.delete(key);
  }
  return rows;
}

/** The most telling first: what waits, what was taken, what was not. */
const TELLING: readonly DeskPackage['outcome'][] = ['pending', 'held', 'received', 'unchanged', 'declined', 'undone'];

/** A filing of which all the given are parts, some of them perhaps twice. `lacking`: what of it lacks by now, if that is known. */
function gathered(members: readonly DeskPackage[], lacking: readonly number[] | undefined): DeskPackage {
  const byNumber = new Map<number, DeskPackage>();
  for (const one of members.toSorted((a, b) => TELLING.indexOf(a.outcome) - TELLING.indexOf(b.outcome)))
    if (!byNumber.has(one.part?.number ?? 0)) byNumber.set(one.part?.number ?? 0, one);
  const files = [...byNumber.values()].sort((one, other) => (one.part?.number ?? 0) - (other.part?.number ?? 0));
  const outcome = TELLING.find((wanted) => files.some((one) => one.outcome === wanted)) ?? 'pending';
  const waiting = files.filter((one) => one.outcome === 'pending' || one.outcome === 'held');
  const told = waiting.length > 0 ? waiting : files.filter((one) => one.outcome === outcome);
  const [first] = told as [DeskPackage, ...DeskPackage[]];
  const { id, of } = first.part ?? { id: '', of: 1 };
  const absent = missingParts(of, byNumber.keys());
  // What a later package made up for lacks no more.
  const missing = waiting.length > 0 || outcome === 'undone' || outcome === 'declined' ? absent : (lacking ?? []);
  const sum = (figure: (one: DeskPackage) => number) => told.reduce((all, one) => all + figure(one), 0);
  return {
    ...first,
    sequence: filingSequence({ sequence: first.sequence ?? 0, part: first.part }),
    outcome,
    classes: Object.fromEntries(
      Object.keys(NO_CLASSES).map((name) => [name, sum((one) => one.classes[name as keyof typeof NO_CLASSES])]),
    ) as DeskPackage['classes'],
    withdrawn: sum((one) => one.withdrawn),
    duplicates: sum((one) => one.duplicates),
    evidence: { files: sum((one) => one.evidence.files), bytes: sum((one) => one.evidence.bytes) },
    warnings: { total: sum((one) => one.warnings.total), explained: sum((one) => one.warnings.explained) },
    jumps: sum((one) => one.jumps),
    errors: sum((one) => one.errors),
    evidenceMissing: sum((one) => one.evidenceMissing),
    leftOut: sum((one) => one.leftOut),
    registers: registersOf(told.map((part) => part.registers)),
    problems: problemsOf(first.kind, told, missing, of),
    receivedAt: files.reduce<string | null>((last, one) => latest(last, one.receivedAt), null),
    parts: {
      id,
      of,
      missing: [...missing],
      files: files.map((one) => ({
        number: one.part?.number ?? 0,
        file: one.file,
        fingerprint: one.fingerprint,
        outcome: one.outcome,
      })),
    },
  };
}

function latest(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other > one) ? other : one;
}

function problemsOf(
  kind: DeskPackage['kind'],
  told: readonly DeskPackage[],
  missing: readonly number[],
  of: number,
): DeskPackage['problems'] {
  const problems = new Map(told.flatMap((one) => one.problems.map((problem) => [problem.message, problem] as const)));
  if (missing.length === 0) return [...problems.values()];
  const then =
    kind === 'full'
      ? '全量包要各部分到齐才能装入，请把所缺的部分也放进来。'
      : '已到的部分可以先装入，所缺的到了再装入即可，先后不限。';
  return [{ code: 'CHAIN_PART_MISSING', message: `${missingText(of, missing)}。${then}` }, ...problems.values()];
}

/** Every part was looked at against the same ledger, so what each would add adds up. */
export function registersOf(parts: readonly DeskPackage['registers'][]): DeskPackage['registers'] {
  const registers = new Map<string, DeskPackage['registers'][number]>();
  for (const one of parts.flat()) {
    const former = registers.get(one.register);
    const after = (former?.after ?? one.before) + one.after - one.before;
    const sums = one.sums?.map((sum) => {
      const had = former?.sums?.find(({ field }) => field === sum.field);
      const before = had?.before ?? sum.before;
      const now = (had?.after ?? sum.before) + sum.after - sum.before;
      return { field: sum.field, before, after: now, jump: isLargeJump(before, now, 'money') };
    });
    registers.set(one.register, { ...one, before: former?.before ?? one.before, after, sums, jump: false });
  }
  return [...registers.values()].map((one) => ({ ...one, jump: isLargeJump(one.before, one.after, 'records') }));
}
