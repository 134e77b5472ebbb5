import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { filingKey, filingSequence } from '../../../shared/exchange/package-part.ts';
import { periodDue, periodsOf } from '../../../shared/period/filing-schedule.ts';
import { periodLabel, periodStart } from '../../../shared/period/period.ts';
import { timelinessOf } from '../../../shared/period/timeliness.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { dayOf, today } from '../environment.ts';
import type { Session } from '../session.ts';
import { DeskDecisions } from './desk-decisions.ts';
import { incompleteFilings, registersOf } from './filing-parts.ts';
import { FilingWithdrawals } from './filing-withdrawals.ts';
import { type ReceivedPackage, ReceivedPackages } from './received-packages.ts';
import { stateOf } from './receiving-board.ts';
import { SentPackages } from './sent-packages.ts';
import { waitingManifests } from './waiting-packages.ts';

type Board = CallOutput<'receive.year-board'>;
type Cell = Board['cities'][number]['cells'][number];
type Figures = NonNullable<Cell['figures']>;

/** Offices that file here × the periods of a year: where each stands, whether in time, and what it comes to against the period before. */
export function yearBoard(session: Session, year: number): Board {
  const { workspace } = session;
  const { plan, database } = workspace;
  const all = periodsOf(plan);
  const years = [...new Set(all.map((period) => Number(period.slice(0, 4))))];
  const periods = all.filter((period) => Number(period.slice(0, 4)) === year);
  const received = new ReceivedPackages(database);
  const sent = new SentPackages(database);
  const withdrawals = new FilingWithdrawals(database);
  const waiting = new Set(waitingManifests(session).map(({ manifest }) => `${manifest.from} ${manifest.period}`));
  const declined = new Set(
    new DeskDecisions(database)
      .list()
      .filter((one) => one.decision === 'declined')
      .map(({ desk }) => `${desk.from} ${desk.period}`),
  );
  const toReview = countByPeriod(session, SUBMITTED);
  const returned = countByPeriod(session, RETURNED);
  const day = today(workspace.environment);
  const cities = workspace.subordinates.map(({ code: office, short: name }) => {
    const filings = received.filings(office);
    const lacking = incompleteFilings(received.from(office));
    const within = workspace.offices.within(office);
    const reply = sent.last(office);
    const takenBack = withdrawals.list([office]);
    const cells = periods.map((period): Cell => {
      const place = `${office} ${period}`;
      const ofPeriod = filings.filter((one) => one.period === period);
      const [first] = ofPeriod;
      const lacks = ofPeriod.some((one) => lacking.has(filingKey(one) ?? ''));
      const latest = ofPeriod.findLast((one) => !lacking.has(filingKey(one) ?? ''));
      const sum = (counts: ReadonlyMap<string, number>) =>
        within.reduce((found, owner) => found + (counts.get(`${owner} ${period}`) ?? 0), 0);
      const counts = { toReview: sum(toReview), returned: sum(returned) };
      const replied = reply !== undefined && latest !== undefined && reply.at > latest.at;
      const state = stateOf(waiting.has(place), latest !== undefined, lacks, counts.toReview, counts.returned, replied);
      const missing = state === 'missing';
      const due = periodDue(plan, period, office);
      return {
        period,
        state: missing && declined.has(place) ? 'declined' : state,
        takenBack: missing && takenBack.some((one) => one.period === period),
        ...counts,
        due,
        timeliness: timelinessOf(due, first ? dayOf(first.createdAt) : null, day),
        supplements: new Set(ofPeriod.filter((one) => deskOf(one).supplement).map(filingSequence)).size,
        packages: new Set(ofPeriod.map(filingSequence)).size,
        latest: latest ? { sequence: filingSequence(latest), stage: latest.fingerprint, at: latest.at } : null,
        figures: latest ? figuresOf(totalsOf(received, latest), totalsOf(received, formerOf(filings, first))) : null,
      };
    });
    return { office, name, cells };
  });
  return {
    year,
    years,
    periods: periods.map((id) => ({ id, label: periodLabel(id), due: periodDue(plan, id) })),
    cities,
  };
}

/** The last filing for an earlier period: what a filing is held against. */
function formerOf(
  filings: readonly ReceivedPackage[],
  first: ReceivedPackage | undefined,
): ReceivedPackage | undefined {
  if (!first?.period) return undefined;
  const from = periodStart(first.period);
  return filings.findLast((one) => one.period !== null && periodStart(one.period) < from);
}

function deskOf({ summary }: ReceivedPackage): Partial<DeskPackage> {
  return JSON.parse(summary) as Partial<DeskPackage>;
}

/** What a filing made of the registers, all its parts together. */
function totalsOf(received: ReceivedPackages, filing: ReceivedPackage | undefined): DeskPackage['registers'] {
  if (!filing) return [];
  return registersOf(received.filingOf(filing).map((part) => deskOf(part).registers ?? []));
}

/** Records and amounts by register as a filing made them, and as the former one had; null where an earlier version did not count them. */
function figuresOf(latest: DeskPackage['registers'], former: DeskPackage['registers']): Figures | null {
  if (latest.some((one) => one.sums === undefined)) return null;
  const before = new Map(former.map((one) => [one.register, one]));
  return latest
    .map(({ register, after, sums = [] }) => {
      const had = before.get(register);
      return {
        register,
        records: { now: after, before: had?.after ?? null },
        sums: sums.map((sum) => ({
          field: sum.field,
          now: sum.after,
          before: had?.sums?.find((one) => one.field === sum.field)?.after ?? null,
        })),
      };
    })
    .filter(({ records }) => records.now > 0 || (records.before ?? 0) > 0);
}

const LAST_PERIOD =
  '(SELECT period FROM filing WHERE filing.record = found.id ORDER BY change_number DESC, counter DESC LIMIT 1)';
// By the owner, so that a register is read along its index and not from end to end.
const FROM_BELOW = 'owner IN (SELECT value FROM json_each(@owners))';
const SUBMITTED = `SELECT record AS id, owner FROM awaiting_review WHERE ${FROM_BELOW}`;
const RETURNED = REGISTERS.map(
  ({ id }) => `SELECT id, owner FROM ${id} WHERE ${FROM_BELOW} AND live = 1 AND filing_state = 'returned'`,
).join(' UNION ALL ');

/** Records from below by their owner and the period for which they were last filed. */
function countByPeriod({ ledger, workspace }: Session, records: string): ReadonlyMap<string, number> {
  const owners = workspace.subordinates.flatMap(({ code }) => workspace.offices.within(code));
  const rows = ledger.database
    .prepare<[{ owners: string }], [string, string, number]>(
      `SELECT owner, ${LAST_PERIOD} AS period, count(*) FROM (${records}) found GROUP BY 1, 2`,
    )
    .raw()
    .all({ owners: JSON.stringify(owners) });
  return new Map(rows.map(([owner, period, count]) => [`${owner} ${period}`, count]));
}
