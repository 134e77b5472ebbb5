import type { CallOutput } from '../../../shared/contract/contract.ts';
import { filingKey, filingSequence, partsText } from '../../../shared/exchange/package-part.ts';
import { periodDue } from '../../../shared/period/filing-schedule.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { dayOf, today } from '../environment.ts';
import type { Session } from '../session.ts';
import { incompleteFilings } from './filing-parts.ts';
import { type FilingWithdrawal, FilingWithdrawals } from './filing-withdrawals.ts';
import { ReceivedPackages } from './received-packages.ts';
import { SentPackages } from './sent-packages.ts';
import { waitingManifests } from './waiting-packages.ts';

type City = CallOutput<'receive.board'>['cities'][number];

/** Where each office that files here stands in a period: 未报, 未收齐, 已收, 待审, 已退回, 已通过. */
export function receivingBoard(session: Session, period: string): CallOutput<'receive.board'> {
  const { workspace } = session;
  const received = new ReceivedPackages(workspace.database);
  const sent = new SentPackages(workspace.database);
  const waiting = waitingOffices(session);
  const withdrawals = new FilingWithdrawals(workspace.database);
  const cities = workspace.subordinates.map(({ code: office, short }): City => {
    const packages = received.filings(office);
    const ofPeriod = packages.filter((one) => one.period === period);
    const lacking = incompleteFilings(received.from(office));
    const lacks = ofPeriod.findLast((one) => lacking.has(filingKey(one) ?? ''));
    const latest = ofPeriod.findLast((one) => !lacking.has(filingKey(one) ?? ''));
    const toReview = countIn(session, office, 'submitted');
    const returned = countIn(session, office, 'returned');
    const reply = sent.last(office);
    return {
      office,
      name: short,
      state: stateOf(
        waiting.has(office),
        latest !== undefined,
        lacks !== undefined,
        toReview,
        returned,
        reply !== undefined && latest !== undefined && reply.at > latest.at,
      ),
      toReview,
      returned,
      receivedAt: latest?.at ?? null,
      late:
        (ofPeriod[0] ? dayOf(ofPeriod[0].createdAt) : today(workspace.environment)) >
        periodDue(workspace.plan, period, office),
      sequence: latest ? filingSequence(latest) : null,
      partsMissing: lacks ? `缺${partsText(lacking.get(filingKey(lacks) ?? '') ?? [])}` : null,
      takenBack: latest ? null : toldOf(withdrawals.list([office]).findLast((one) => one.period === period)),
      replyDue:
        packages.length > 0 && (reply === undefined || reply.at < (packages.at(-1)?.at ?? '')) && toReview === 0,
    };
  });
  return { cities };
}

function toldOf(one: FilingWithdrawal | undefined): City['takenBack'] {
  return one ? { reason: one.reason, at: one.at, officer: one.officer } : null;
}

/** Where an office stands in a period, by what was found of it. */
export function stateOf(
  waiting: boolean,
  received: boolean,
  lacks: boolean,
  toReview: number,
  returned: number,
  replied: boolean,
): City['state'] {
  if (waiting) return 'pending';
  if (!received) return lacks ? 'incomplete' : 'missing';
  if (toReview > 0) return 'reviewing';
  if (returned > 0) return 'returned';
  return replied ? 'accepted' : 'received';
}

function countIn(session: Session, office: string, state: string): number {
  return REGISTERS.reduce(
    (sum, register) =>
      sum +
      (session.ledger.database
        .prepare(
          `SELECT count(*) FROM ${register.id} WHERE owner IN (SELECT value FROM json_each(?)) AND live = 1 AND filing_state = ?`,
        )
        .pluck()
        .get(JSON.stringify(session.workspace.offices.within(office)), state) as number),
    0,
  );
}

/** Offices with an examined package that was not taken yet. */
export function waitingOffices(session: Session): Set<string> {
  return new Set(waitingManifests(session).map(({ manifest }) => manifest.from));
}
