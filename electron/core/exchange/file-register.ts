import { shownValues } from '../../../shared/merge/shown-values.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { prepared } from '../database/prepared.ts';
import { newId } from '../environment.ts';
import type { FilingFact } from '../ledger/fact-store.ts';
import { contentOf } from '../ledger/record-content.ts';
import { digestOf, NO_FACTS } from '../ledger/record-marks.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { HELD } from './held-records.ts';
import { formatLine } from './package-line.ts';
import type { NewsCount } from './package-plan.ts';
import { type PassingOn, passingOn } from './passing-on.ts';
import { evidenceOf, namesAsked } from './record-evidence.ts';

/** Records that are read and filed together: more at once would outlive the young generation of the heap. */
const FILED_AT_ONCE = 100;
/** Up to so many that are news are listed beforehand; of more, the whole register is gone through. */
const LISTED = 20_000;

export interface RegisterFiling {
  readonly period: string;
  readonly sequence: number;
  /** The local commit since which everything is news to the receiver; 0 for all there is. */
  readonly since: number;
  /** Digests of evidence that the receiver asks for, as JSON. */
  readonly asked: string;
  readonly withdrawn: number;
  /** Takes a line of the package, and the digests of the evidence that it names. */
  readonly write: (line: string, evidence: readonly string[]) => void;
}

/** How many records the package stands for, and what of them is news. */
export interface FiledRegister {
  readonly count: number;
  readonly news: NewsCount;
}

type News = { -readonly [Kind in keyof NewsCount]: NewsCount[Kind] };
type Given = Readonly<Record<string, string | number>>;

/** Which records of a register go along: those that are filed now, and those that are news whatever they are. Conditions in SQL. */
interface Going {
  readonly due: readonly string[];
  readonly told: readonly string[];
}

/**
 * Files every live record whose content was not filed yet, of this office and of what it passes on, and writes the lines of all that is
 * news since `since`: those of this office first, each by id. No more than a page of records is held.
 */
export function fileRegister(
  session: Session,
  work: UnitOfWork,
  register: Register,
  filing: RegisterFiling,
): FiledRegister {
  const { ledger, workspace } = session;
  const { since, asked } = filing;
  const people = REGISTERS.includes(register);
  const pass = people ? passingOn(session, register.id) : null;
  const given = {
    office: workspace.office.code,
    since,
    asked,
    ...(pass ? { own: pass.own, above: pass.above } : {}),
  };
  const news: News = { added: 0, changed: 0, withdrawn: filing.withdrawn };
  const groups = [ownGoing(register, people, asked), ...(pass ? [goingFromBelow(register, pass, asked)] : [])];
  for (const going of groups)
    for (const page of pagesOf(session, register, going, given))
      filePage(session, work, register, { going, given, page, filing, news });
  const count = (from: string, where: string) =>
    ledger.database.prepare(`SELECT count(*) FROM ${from} WHERE ${where}`).pluck().get(given) as number;
  const ours = 'owner = @office AND live = 1';
  const held = people
    ? count(`held_record CROSS JOIN ${register.id} ON id = held_record.record`, `${ours} AND filing_state = 'draft'`)
    : 0;
  const fromBelow = pass ? count(register.id, `live = 1 AND ${pass.carried}`) : 0;
  return { count: count(register.id, ours) - held + fromBelow, news };
}

function ownGoing(register: Register, people: boolean, asked: string): Going {
  const own = 'owner = @office';
  // Not by the owner, who has nearly all records: by the commit, or by the evidence.
  if (!people) return { due: [], told: ['+owner = @office AND change_number > @since'] };
  const filed = `+owner = @office AND (live = 1 OR filing_state = 'withdrawn') AND NOT ${HELD}`;
  const draft = `${own} AND live = 1 AND NOT ${HELD}`;
  return {
    due: [`${draft} AND filing_state IN ('draft', 'returned')`, `${own} AND +live = 1 AND changed = 1 AND NOT ${HELD}`],
    told: toldIn(filed, register, asked),
  };
}

function goingFromBelow(register: Register, pass: PassingOn, asked: string): Going {
  return {
    due: [pass.due],
    told: toldIn(pass.carried, register, asked),
  };
}

/** What is news since the last package, and what bears evidence that is asked for. */
function toldIn(records: string, register: Register, asked: string): readonly string[] {
  const news = `${records} AND change_number > @since`;
  return asked === '[]' ? [news] : [news, `${records} AND ${namesAsked(register)}`];
}

/** The ids of what goes along, in order, a page at a time. */
function* pagesOf(session: Session, register: Register, going: Going, given: Given): Generator<readonly string[]> {
  const { database } = session.ledger;
  const branches = [...going.due, ...going.told];
  if (given.since !== 0) {
    const listed = database
      .prepare<object[], string>(
        `${branches.map((one) => `SELECT id FROM ${register.id} WHERE ${one}`).join(' UNION ')} ORDER BY id LIMIT ${LISTED + 1}`,
      )
      .pluck()
      .all(given);
    if (listed.length <= LISTED) {
      for (let start = 0; start < listed.length; start += FILED_AT_ONCE)
        yield listed.slice(start, start + FILED_AT_ONCE);
      return;
    }
  }
  // By the ids alone, so that the pages follow each other without being sorted.
  const next = database
    .prepare<object[], string>(
      `SELECT id FROM ${register.id} WHERE id > @after AND +(${branches.map((one) => `(${one})`).join(' OR ')}) ORDER BY id LIMIT ${FILED_AT_ONCE}`,
    )
    .pluck();
  let page = next.all({ ...given, after: '' });
  while (page.length > 0) {
    yield page;
    page = next.all({ ...given, after: page.at(-1) });
  }
}

interface Page {
  readonly going: Going;
  readonly given: Given;
  readonly page: readonly string[];
  readonly filing: RegisterFiling;
  readonly news: News;
}

function filePage(
  session: Session,
  work: UnitOfWork,
  register: Register,
  { going, given, page, filing, news }: Page,
): void {
  const { ledger } = session;
  const { facts } = ledger;
  const store = ledger.store(register.id);
  const due = dueAmong(session, register, going, given, page);
  const known = due.size > 0 ? facts.knownAmong([...due]) : due;
  const former = facts.filingsBy(
    work.office,
    page.filter((id) => !due.has(id) || known.has(id)),
  );
  const first: string[] = [];
  let one: FilingFact | undefined;
  for (const { row, record } of store.read(page)) {
    const { id } = record;
    const filings = former.get(id) ?? [];
    if (!due.has(id)) {
      filing.write(formatLine(ledger, record, filings), evidenceOf(session, record));
      continue;
    }
    const fact = filingOf(session, work, contentOf(register, shownValues(record)), {
      record: id,
      register: register.id,
      round: Number(row.round),
      period: filing.period,
      sequence: filing.sequence,
    });
    const before =
      known.has(id) && facts.factsOf(id).filings.some((each) => each.office === work.office && !each.withdrawn);
    facts.addFiling(fact, work.change);
    news[before ? 'changed' : 'added'] += 1;
    if (known.has(id)) session.writer.saveStatus(work, store, row, facts.factsOf(id));
    else {
      first.push(id);
      one ??= fact;
    }
    filing.write(formatLine(ledger, record, [...filings, fact]), evidenceOf(session, record));
  }
  // What was never filed before stands alike.
  if (one) session.writer.saveFirstStatus(work, store, first, { ...NO_FACTS, filings: [one] });
}

function dueAmong(
  { ledger }: Session,
  register: Register,
  { due }: Going,
  given: Given,
  page: readonly string[],
): ReadonlySet<string> {
  if (due.length === 0) return new Set();
  const among = prepared<[object], { id: string }>(
    ledger.database,
    `SELECT id FROM ${register.id} WHERE id IN (SELECT value FROM json_each(@page)) AND +(${due.map((one) => `(${one})`).join(' OR ')})`,
  );
  return new Set(among.all({ ...given, page: JSON.stringify(page) }).map(({ id }) => id));
}

function filingOf(
  { workspace }: Session,
  work: UnitOfWork,
  content: string,
  about: Pick<FilingFact, 'record' | 'register' | 'round' | 'period' | 'sequence'>,
): FilingFact {
  return {
    id: `filing-${newId(workspace.environment, 16)}`,
    ...about,
    digest: digestOf(content),
    content,
    dot: work.dotAbove(0),
    at: work.at,
    office: work.office,
    officer: work.officer,
  };
}
