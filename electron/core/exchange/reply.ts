import type { CallOutput } from '../../../shared/contract/contract.ts';
import { ALL_REGISTERS, REGISTERS } from '../../../shared/registers/registers.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import type { Session } from '../session.ts';
import { carryNewer } from './newer-content.ts';
import { OfficeKeys } from './office-keys.ts';
import { formatLine } from './package-line.ts';
import type { PackagePlan } from './package-plan.ts';
import { evidenceOf, namesAsked } from './record-evidence.ts';
import { footingOf } from './requests.ts';
import { SentPackages } from './sent-packages.ts';
import { speakersOf, writeFactsDown } from './travelling-facts.ts';

/**
 * The plan of a 批复 to an office that files here: what was judged, asked and corrected here and above about its records and those
 * below it, since the last reply that it is known to have. A full one gives back all that is known here of these records, their
 * filings too: for an office that was set back to an old backup, or lacks a reply.
 */
export function planReply(
  session: Session,
  to: string,
  period: string,
  options: { asksFull: boolean; full: boolean },
): PackagePlan {
  const { workspace, ledger } = session;
  const receivers = new Set(workspace.offices.within(to));
  const owners = JSON.stringify([...receivers]);
  const footing = footingOf(session, to, options.full);
  const { base, since, asked, whole } = footing;
  return {
    kind: 'reply',
    to,
    period,
    label: `传出批复包（${workspace.offices.shortOf(to)}）`,
    base,
    asksFull: options.asksFull,
    fill(_work, text) {
      const counts: Record<string, number> = {};
      const evidence = new Set<string>();
      for (const register of ALL_REGISTERS) {
        const store = ledger.store(register.id);
        const rows = ledger.database
          .prepare<object[], SqlRow>(
            `SELECT * FROM ${register.id} WHERE owner IN (SELECT value FROM json_each(@owners))
               AND (edit_number > @since${REGISTERS.includes(register) ? ` OR ${namesAsked(register)}` : ''}) ORDER BY id`,
          )
          .all({ owners, since: whole ? -1 : since, asked });
        counts[register.id] = rows.length;
        for (const row of rows) {
          const record = store.fromRow(row);
          const filings = whole ? ledger.facts.filings(record.id).filter((one) => receivers.has(one.office)) : [];
          text.line(`records/${register.id}.ndjson`, formatLine(ledger, record, filings));
          for (const sha256 of evidenceOf(session, record)) evidence.add(sha256);
        }
      }
      const editedBy = speakersOf(session);
      carryNewer(session, text, { owners: workspace.offices.within(to), since, editedBy }, evidence);
      writeFactsDown(session, text, to, since, whole);
      return { counts, news: {}, evidence: footing.evidence(evidence), nilReports: [] };
    },
  };
}

/** What the next reply to each office that has filed here would carry. */
export function previewReplies(session: Session): CallOutput<'reply.preview'> {
  const { workspace } = session;
  const { database } = workspace;
  const sent = new SentPackages(database);
  const keys = new OfficeKeys(database);
  const cities = workspace.subordinates
    .map(({ code }) => code)
    .filter((office) => keys.current(office) !== undefined || hasRecords(session, office));
  const last = new Map(cities.map((office) => [office, sent.last(office)]));
  const news = newsSince(session, new Map(cities.map((office) => [office, last.get(office)?.changeNumber ?? 0])));
  return {
    cities: cities.map((office) => ({
      office,
      name: workspace.offices.nameOf(office),
      accepted: news.get(office)?.accept ?? 0,
      returned: news.get(office)?.return ?? 0,
      comments: news.get(office)?.comment ?? 0,
      corrected: news.get(office)?.corrected ?? 0,
      ruled: news.get(office)?.ruled ?? 0,
      lastReplyAt: last.get(office)?.at ?? null,
      keyKnown: keys.current(office) !== undefined,
    })),
  };
}

type News = Record<'accept' | 'return' | 'comment' | 'corrected' | 'ruled', number>;

/**
 * Per office, what was judged, asked, corrected and ruled to be a duplicate here and above since a commit of its own, in its records and those below it. One
 * pass over what is newer than the oldest of these commits, however many offices and records there are: the rail asks for it after
 * every change.
 */
function newsSince({ workspace, ledger }: Session, since: ReadonlyMap<string, number>): ReadonlyMap<string, News> {
  const { offices } = workspace;
  const news = new Map(
    [...since.keys()].map((office): [string, News] => [
      office,
      { accept: 0, return: 0, comment: 0, corrected: 0, ruled: 0 },
    ]),
  );
  const receiverOf = new Map(
    [...since.keys()].flatMap((office) => offices.within(office).map((owner): [string, string] => [owner, office])),
  );
  const given = {
    speakers: JSON.stringify(speakersOf({ workspace })),
    least: Math.min(...since.values()),
    marks: JSON.stringify(Object.fromEntries([...receiverOf].map(([owner, office]) => [owner, since.get(office)]))),
  };
  const add = (sql: string): void => {
    const rows = ledger.database.prepare(sql).all(given) as { owner: string; what: keyof News; found: number }[];
    for (const { owner, what, found } of rows) {
      const counts = news.get(receiverOf.get(owner) ?? '');
      if (counts && Object.hasOwn(counts, what)) counts[what] += found;
    }
  };
  const ofRulings = (
    id: string,
  ) => `JOIN ${id} record ON record.id = fact.record JOIN json_each(@marks) mark ON mark.key = record.owner
      WHERE fact.register = '${id}' AND @speakers IS NOT NULL AND fact.change_number > @least AND fact.change_number > mark.value`;
  for (const { id } of ALL_REGISTERS) {
    const ofRecords = `JOIN ${id} record ON record.id = fact.record JOIN json_each(@marks) mark ON mark.key = record.owner
      WHERE fact.register = '${id}' AND fact.office IN (SELECT value FROM json_each(@speakers))
        AND fact.change_number > @least AND fact.change_number > mark.value`;
    add(
      `SELECT record.owner, fact.verdict AS what, count(DISTINCT fact.record) AS found FROM review fact ${ofRecords} GROUP BY 1, 2`,
    );
    add(`SELECT record.owner, 'comment' AS what, count(*) AS found FROM comment fact ${ofRecords} GROUP BY 1`);
    add(`SELECT owner, 'corrected' AS what, count(*) AS found FROM ${id} JOIN json_each(@marks) mark ON mark.key = owner
      WHERE edit_number > @least AND edit_number > mark.value AND @speakers IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM duplicate_ruling WHERE record = ${id}.id AND change_number = edit_number) GROUP BY 1`);
    add(
      `SELECT record.owner, 'ruled' AS what, count(*) AS found FROM duplicate_ruling fact ${ofRulings(id)} GROUP BY 1`,
    );
  }
  return news;
}

/** Whether an office or one below it has records here. */
export function hasRecords(session: Session, office: string): boolean {
  const owners = JSON.stringify(session.workspace.offices.within(office));
  return ALL_REGISTERS.some(({ id }) =>
    session.ledger.database
      .prepare(`SELECT 1 FROM ${id} WHERE owner IN (SELECT value FROM json_each(?)) LIMIT 1`)
      .pluck()
      .get(owners),
  );
}
