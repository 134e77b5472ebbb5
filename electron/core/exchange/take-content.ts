import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import { classifyIncoming } from '../../../shared/merge/classify-incoming.ts';
import { maxCounter } from '../../../shared/merge/dot.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import type { CommentEntry } from '../../../shared/status/comment-thread.ts';
import { readKept } from '../check/kept-problems.ts';
import type { ReviewFact } from '../ledger/fact-store.ts';
import { type PreparedRecord, writeNew } from '../ledger/new-records.ts';
import { NO_FACTS } from '../ledger/record-marks.ts';
import type { Told } from '../ledger/record-writer.ts';
import type { Session } from '../session.ts';
import { Pace } from '../work/pace.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { EditKeeper } from './edit-keeper.ts';
import { readComment, readReview } from './fact-line.ts';
import { FilingWithdrawals, takeWithdrawals } from './filing-withdrawals.ts';
import { leaveOut } from './leave-out.ts';
import { noteNewer, takeNewer, takeNewerFact } from './newer-content.ts';
import { OfficeKeys } from './office-keys.ts';
import { isOneChain } from './package-chain.ts';
import { dotsOf, type PackageLine, readStagedLine } from './package-line.ts';
import { rememberEvidence } from './receive-evidence.ts';
import type { Stage, StagedRecord } from './stage.ts';
import { speakersOf } from './travelling-facts.ts';

export interface TakingOptions {
  readonly signal?: AbortSignal;
  /** Told how many of the package's records are taken. */
  readonly onProgress?: (done: number) => void;
}

interface Taking {
  readonly stage: Stage;
  readonly manifest: PackageManifest;
  /** Under which rules, plan and period it was examined. */
  readonly judgedUnder: string;
  /** Reasons of the records that are not to be taken over, by id. */
  readonly leftOut: ReadonlyMap<string, string>;
}

/** Joins the records of a staged package and unites its facts, in slices; gives how many records there were of each class. */
export async function takeContent(
  session: Session,
  work: UnitOfWork,
  taking: Taking,
  { signal, onProgress }: TakingOptions,
): Promise<DeskPackage['classes']> {
  const taker = new ContentTaker(session, work, taking);
  const pace = new Pace(signal, onProgress);
  for (const page of taking.stage.pages()) {
    for (const _ of taker.takePage(page)) {
      const resting = pace.step(taker.done);
      if (resting) await resting;
    }
    // Neither gathered over the whole package nor left to its end.
    await work.settleInSlices(() => pace.step(taker.done));
  }
  for (const _ of taker.refreshTold()) {
    const resting = pace.step(taker.done);
    if (resting) await resting;
  }
  await work.settleInSlices(() => pace.step(taker.done));
  return taker.classes;
}

class ContentTaker {
  readonly classes = { new: 0, same: 0, changed: 0, parallel: 0, conflict: 0, deletedButEdited: 0 };
  done = 0;
  private readonly session: Session;
  private readonly work: UnitOfWork;
  private readonly taking: Taking;
  private readonly own: ReadonlySet<string>;
  private readonly edits: EditKeeper;
  /** Records whose status may have changed by a verdict, a comment or a withdrawal that came along. */
  private readonly told: Set<string>;
  private readonly anyWithdrawn: boolean;
  /** The verdicts of its examination still hold. */
  private readonly isJudged: boolean;
  private readonly orphaned: boolean;

  constructor(session: Session, work: UnitOfWork, taking: Taking) {
    this.session = session;
    this.work = work;
    this.taking = taking;
    this.own = new Set(speakersOf(session));
    this.edits = new EditKeeper(session.ledger.database);
    this.told = takeFacts(session, work, taking.stage);
    for (const id of takeWithdrawals(session, work, taking.manifest)) this.told.add(id);
    this.isJudged = taking.judgedUnder === session.ledger.checks.sign;
    this.anyWithdrawn = new FilingWithdrawals(session.ledger.database).list().length > 0;
    this.orphaned = comesFromLost(session, taking.manifest);
    noteNewer(session, taking.manifest, null);
  }

  /** Takes records of one register, step by step; those of which nothing is known here are written together. */
  *takePage(page: readonly StagedRecord[]): Generator<void> {
    const register = registerById(page[0]!.register);
    const known = register ? this.knownAmong(register, page) : null;
    const fresh: PreparedRecord[] = [];
    for (const staged of page) {
      const line = readStagedLine(staged.line);
      this.edits.keep(line.edits);
      for (const { dot } of line.filings) this.work.witness(dot[0]);
      this.work.witness(maxCounter(line.record));
      if (!register) takeNewer(this.session, this.work, line);
      else if (known?.has(staged.id)) this.takeKnown(register, line);
      else fresh.push(this.takeFresh(register, line, staged.judged));
      rememberEvidence(this.session, this.work, line.record);
      this.done += 1;
      yield;
    }
    if (!register || fresh.length === 0) return;
    for (const _ of writeNew(this.session.ledger, this.work, register, fresh)) yield;
  }

  /** Works out the status of records anew that came with facts alone. */
  *refreshTold(): Generator<void> {
    for (const id of this.told) {
      this.session.writer.refresh(this.work, id, this.taking.manifest.kind === 'reply' ? 'by-receiver' : 'by-us');
      yield;
    }
  }

  /** Those of the records of which something is here already, or is to be done besides taking them. */
  private knownAmong(register: Register, page: readonly StagedRecord[]): ReadonlySet<string> {
    const { ledger } = this.session;
    const ids = page.map(({ id }) => id);
    const here = [...ledger.store(register.id).hereAmong(ids), ...ledger.facts.knownAmong(ids)];
    return new Set([...here, ...this.taking.leftOut.keys()]);
  }

  private takeFresh(register: Register, line: PackageLine, judged: string | null): PreparedRecord {
    const { session, work } = this;
    const { record, filings } = line;
    for (const filing of filings) session.ledger.facts.addFiling(filing, work.change);
    if (REGISTERS.includes(register)) this.classes.new += 1;
    noteNewer(session, this.taking.manifest, record);
    // Packages that were taken back are known by now, whatever came first.
    const facts = this.anyWithdrawn ? session.ledger.facts.factsOf(record.id) : { ...NO_FACTS, filings };
    // What was filed before is looked at only here, where it is kept by now.
    const stands = this.isJudged && judged !== null && !session.ledger.checks.anyBefore(facts.filings);
    const told = this.toldBy(line, undefined, filings.length > 0);
    return session.writer.arriving(work, record, facts, told, stands ? readKept(judged) : null);
  }

  private takeKnown(register: Register, line: PackageLine): void {
    const { session, work, taking } = this;
    const { ledger, writer } = session;
    const { id } = line.record;
    let news = false;
    for (const filing of line.filings) news = ledger.facts.addFiling(filing, work.change) || news;
    const local = ledger.store(register.id).load(id);
    const examination = classifyIncoming(local, line.record);
    if (REGISTERS.includes(register)) this.classes[examination.class] += 1;
    const tell = this.toldBy(line, local, news);
    if (examination.advances) {
      writer.keepJoined(work, examination.joined, local, tell);
      const reason = taking.leftOut.get(id);
      if (reason !== undefined) leaveOut(session, work, examination, reason);
      noteNewer(session, taking.manifest, examination.joined);
    } else if (news) writer.refresh(work, id, tell);
    if (examination.advances || news) this.told.delete(id);
  }

  /** Whose news it is: what another machine of this office edited is to be told on from here as if it were edited here. */
  private toldBy({ record }: PackageLine, local: CausalRecord | undefined, news: boolean): Told {
    const { kind } = this.taking.manifest;
    if (this.orphaned) return 'by-twin';
    // A filing of its own that an office had forgotten makes its record travel again: what was done since was never told.
    if (kind !== 'full') return kind === 'reply' && !news ? 'by-receiver' : 'by-us';
    const known = new Set([...(local ? dotsOf(local) : [])].map(([counter, replica]) => `${counter}@${replica}`));
    const edited = [...dotsOf(record)].some(
      (dot) => !known.has(`${dot[0]}@${dot[1]}`) && this.own.has(this.session.ledger.editOf(dot)?.office ?? ''),
    );
    return edited ? 'by-twin' : 'by-us';
  }
}

/** Whether a package that came late was written in a workspace that its office lost since: what it brings is news there too. */
function comesFromLost({ workspace }: Session, manifest: PackageManifest): boolean {
  const keys = new OfficeKeys(workspace.database);
  const current = keys.current(manifest.from);
  return (
    manifest.kind === 'submission' &&
    current !== undefined &&
    !isOneChain(manifest, { keyFingerprint: current.fingerprint }, keys.of(manifest.from))
  );
}

/** Adds the verdicts and comments; gives the records whose status may have changed by them. */
function takeFacts(session: Session, work: UnitOfWork, stage: Stage): Set<string> {
  const { facts } = session.ledger;
  const touched = new Set<string>();
  const take = <Fact extends ReviewFact | CommentEntry>(
    kind: 'review' | 'comment',
    read: (given: unknown) => Fact | null,
    add: (fact: Fact) => boolean,
  ) => {
    for (const line of stage.facts(`${kind}s`)) {
      const fact = read(JSON.parse(line));
      if (!fact) continue;
      work.witness(fact.dot[0]);
      if (takeNewerFact(session, work, kind, fact)) continue;
      if (add(fact)) touched.add(fact.record);
      work.tell(`${kind}s`);
    }
  };
  take('review', readReview, (review) => facts.addReview(review, work.change));
  take('comment', readComment, (comment) => facts.addComment(comment, work.change));
  return touched;
}
