import { mkdirSync } from 'node:fs';
import type { DeskPackage, Finding } from '../../../shared/contract/receive-calls.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { anyRefusal, describeProblem, type PackageProblem } from '../../../shared/exchange/problem-code.ts';
import { classifyIncoming, type IncomingClass } from '../../../shared/merge/classify-incoming.ts';
import { leapsTooFar, maxCounter } from '../../../shared/merge/dot.ts';
import { MergeRefusal } from '../../../shared/merge/merge-refusal.ts';
import { type ShownRecord, shownValues } from '../../../shared/merge/shown-values.ts';
import { hasPeriod } from '../../../shared/period/filing-schedule.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { countUnknownFields } from '../../../shared/registers/unknown-fields.ts';
import { readKept } from '../check/kept-problems.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import { type OpenedPackage, openPackage } from '../package/package-reader.ts';
import { PackageRefusal } from '../package/package-refusal.ts';
import type { Session } from '../session.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import { baselineSchema } from './baseline.ts';
import { declinedIn } from './declined-packages.ts';
import { differenceOf } from './difference.ts';
import { readComment, readReview } from './fact-line.ts';
import { newlyWithdrawn, requireOwnWithdrawals } from './filing-withdrawals.ts';
import { findingsOf } from './finding.ts';
import { keepClaimedKey, keyFindings, keyStateOf } from './key-findings.ts';
import { classifyNewer, registerOfFile, requireNewer } from './newer-content.ts';
import { Authority, fits } from './office-authority.ts';
import { OfficeKeys } from './office-keys.ts';
import { readLine } from './package-line.ts';
import { readFullContent } from './receive-full.ts';
import { type ReceivedPackage, ReceivedPackages } from './received-packages.ts';
import { NO_CLASSES, NO_FINDINGS, refusedDesk } from './refused-desk.ts';
import { RegisterTotals } from './register-totals.ts';
import { SentPackages } from './sent-packages.ts';
import { Stage } from './stage.ts';
import { chainFindings, stagingFolder, waitingManifests } from './waiting-packages.ts';
import { isWellTyped } from './well-typed.ts';

export interface ExamineOptions {
  /** Of a full package that is sealed by one. */
  readonly passphrase?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (records: number, total: number) => void;
}

/** Opens a package, verifies it whole and works out what it would change. Nothing is written to the ledger. */
export async function examinePackage(
  session: Session,
  file: string,
  options: ExamineOptions = {},
): Promise<DeskPackage> {
  const { workspace } = session;
  const keys = new OfficeKeys(workspace.database);
  const tempDir = stagingFolder(session);
  mkdirSync(tempDir, { recursive: true });
  const result = await openPackage(file, {
    identities: () => workspace.keys.privateKeys().ageIdentities,
    resolveKey: (office) =>
      office === workspace.office.code
        ? workspace.keys.list().map((key) => key.minisignPublicKey)
        : keys.signingKeys(office),
    receiver: workspace.office.code,
    tempDir,
    passphrase: options.passphrase,
    // It waits on the desk until somebody has confirmed the key.
    changedKey: 'open',
    ...(options.signal ? { signal: options.signal } : {}),
  });
  if (!result.ok) {
    const changed =
      result.keys && result.problems.some((problem) => problem.code === 'KEY_CHANGED') ? result.keys : null;
    return refusedDesk(session, file, result.claim, result.problems, changed && keyFingerprint(changed));
  }
  const opened = result.package;
  try {
    return await stagePackage(session, file, opened, options);
  } catch (error) {
    if (!(error instanceof PackageRefusal)) throw error;
    const { kind, from, to, period, sequence } = opened.manifest;
    return refusedDesk(
      session,
      file,
      { kind, from, to, period, sequence, fingerprint: opened.fingerprint },
      [error.problem],
      null,
    );
  } finally {
    await opened.close();
  }
}

async function stagePackage(
  session: Session,
  file: string,
  opened: OpenedPackage,
  options: ExamineOptions,
): Promise<DeskPackage> {
  const { manifest, fingerprint } = opened;
  const taken = new ReceivedPackages(session.workspace.database).from(manifest.from);
  const problems: PackageProblem[] = [
    ...keyFindings(session, opened),
    ...chainFindings(session, manifest, fingerprint, taken, waitingManifests(session)).map((code) =>
      describeProblem(code),
    ),
  ];
  problems.push(...belongs(session, manifest));
  const replay = problems.some((problem) => problem.code === 'CHAIN_REPLAY');
  if (anyRefusal(problems.filter(({ code }) => code !== 'KEY_CHANGED'))) {
    const { kind, from, to, period, sequence } = manifest;
    return refusedDesk(session, file, { kind, from, to, period, sequence, fingerprint }, problems, null);
  }
  const before = taken.find((one) => one.fingerprint === fingerprint && one.outcome === 'received');
  const judgedUnder = session.ledger.checks.sign;
  const stage = Stage.create(stagingFolder(session), fingerprint);
  try {
    const found =
      manifest.kind === 'baseline'
        ? await stageBaseline(opened, stage)
        : before
          ? nothingNew(before)
          : await stageContent(session, opened, stage, options);
    const evidence = opened.entries().filter((entry) => entry.path.startsWith('data/evidence/'));
    await keepEvidence(session, opened);
    const wanted = [...found.named].filter((sha256) => !session.evidence.has(sha256));
    const desk: DeskPackage = {
      stage: fingerprint,
      file,
      from: manifest.from,
      fromName: session.workspace.offices.nameOf(manifest.from),
      kind: manifest.kind,
      period: manifest.period,
      sequence: manifest.sequence,
      fingerprint,
      createdAt: manifest.createdAt,
      officer: manifest.officer,
      outcome: replay ? 'unchanged' : 'pending',
      genuine: true,
      complete: true,
      keyState: keyStateOf(session, manifest),
      keyFingerprint: keyFingerprint(manifest.keys),
      classes: found.classes,
      withdrawn: found.withdrawn,
      duplicates: found.duplicates,
      evidence: { files: evidence.length, bytes: evidence.reduce((sum, entry) => sum + entry.size, 0) },
      warnings: found.warnings,
      problems: problems.map(({ code, message }) => ({
        code,
        message: code === 'FORMAT_NEWER_MINOR' ? newerMessage(found.newer, message) : message,
      })),
      receivedAt: replay ? (taken.find((one) => one.fingerprint === fingerprint)?.at ?? null) : null,
      ...NO_FINDINGS,
      supplement: manifest.supplement === true,
      declined: declinedIn(manifest, session.workspace.office.code),
      takesBack: newlyWithdrawn(session, manifest)
        .filter((one) => one.office === manifest.from)
        .map(({ sequence, period, reason }) => ({ sequence, period, reason })),
      registers: found.registers,
      jumps: found.jumps,
      errors: found.errors,
      evidenceMissing: wanted.length,
      part: manifest.part ? { id: manifest.part.id, number: manifest.part.number, of: manifest.part.of } : null,
    };
    stage.want(wanted);
    stage.finish({ desk, manifest, judgedUnder });
    keepClaimedKey(session, manifest);
    return desk;
  } catch (error) {
    stage.discard();
    throw error;
  }
}

/** How much of the package this version only keeps. */
function newerMessage(newer: number, message: string): string {
  return newer === 0
    ? message
    : `报送包由稍新版本的软件传出，其中来自较新版本的内容 ${newer} 项，已原样保留，更新本软件后即可查看。`;
}

/** Evidence is stored under its digest as soon as it is verified; what no record names in the end is swept up later. */
async function keepEvidence(session: Session, opened: OpenedPackage): Promise<void> {
  for (const { path: entry, sha256 } of opened.entries()) {
    if (!entry.startsWith('data/evidence/') || session.evidence.claim(sha256)) continue;
    await session.evidence.keep(opened.openEntry(entry));
  }
}

/** What stands against taking a package of this plan and period here. */
function belongs(session: Session, manifest: PackageManifest): PackageProblem[] {
  const { workspace } = session;
  const { kind, period } = manifest;
  if (!fits(workspace, manifest)) return [describeProblem('ADDRESSEE_WRONG')];
  // A city that has not filed yet takes its plan from the baseline, whatever plan it began with.
  const free = kind === 'baseline' && new SentPackages(workspace.database).list().length === 0;
  if (manifest.plan !== workspace.plan.id && !free) return [describeProblem('PLAN_OTHER')];
  if (kind !== 'submission' || (period !== null && hasPeriod(workspace.plan, period))) return [];
  const problem = describeProblem('PERIOD_NOT_PLANNED');
  return [period === null ? problem : { ...problem, message: `${periodLabel(period)}：${problem.message}` }];
}

/** What was joined once is covered for ever: a package that was taken brings nothing, and need not be read again. */
function nothingNew({ classes }: ReceivedPackage) {
  const same = Object.values(classes).reduce((sum, count) => sum + count, 0);
  return { ...NOTHING_FOUND, classes: { ...NO_CLASSES, same } };
}

/** A 下发 takes effect whole, so nothing in it may be passed over. */
const BASELINE_FILES: ReadonlySet<string> = new Set(['data/package.json', 'data/baseline.json']);

async function stageBaseline(opened: OpenedPackage, stage: Stage) {
  const other = opened.entries().find((entry) => !BASELINE_FILES.has(entry.path));
  if (other) throw new PackageRefusal('FORMAT_NEWER', other.path);
  const parsed = baselineSchema.safeParse(await opened.readJson('data/baseline.json'));
  if (!parsed.success)
    throw new PackageRefusal('FORMAT_INVALID', `baseline.json ${parsed.error.issues[0]?.path.join('.') ?? ''}`.trim());
  stage.setBaseline(parsed.data);
  return NOTHING_FOUND;
}

/** What is found in a package without records. */
const NOTHING_FOUND = {
  classes: NO_CLASSES,
  withdrawn: 0,
  duplicates: 0,
  warnings: { total: 0, explained: 0 },
  newer: 0,
  registers: [] as DeskPackage['registers'],
  jumps: 0,
  errors: 0,
  named: new Set<string>(),
};

async function stageContent(session: Session, opened: OpenedPackage, stage: Stage, options: ExamineOptions) {
  const { manifest } = opened;
  requireOwnWithdrawals(session, manifest);
  if (manifest.kind === 'full') stage.setBaseline(await readFullContent(opened));
  const authority = new Authority(session, manifest);
  const owner = manifest.kind === 'reply' ? session.workspace.office.code : manifest.from;
  const classes = { ...NO_CLASSES };
  const warnings = { total: 0, explained: 0 };
  const total = Object.values(manifest.counts).reduce((sum, count) => sum + count, 0);
  let withdrawn = 0;
  let duplicates = 0;
  let done = 0;
  let newer = 0;
  let jumps = 0;
  let errors = 0;
  const named = new Set<string>();
  const registers: DeskPackage['registers'] = [];
  stage.begin();
  for (const { path: entry } of opened.entries()) {
    const register = registerOfFile(entry, manifest);
    if (register === null) continue;
    const declared = registerById(register);
    const totals = declared && new RegisterTotals(session, declared, owner);
    for await (const given of opened.readLines(entry)) {
      options.signal?.throwIfAborted();
      const place = `${entry}:${done + 1}`;
      const examined = examineLine(session, manifest, authority, register, given, place);
      if (examined.shown) totals?.add(examined.row, examined.shown);
      newer += examined.newer;
      if (declared && REGISTERS.includes(declared)) classes[examined.class] += 1;
      const { difference } = examined;
      if (difference?.kind === 'withdrawn') withdrawn += 1;
      if (difference?.fields.some((field) => field.jump !== undefined)) jumps += 1;
      errors += examined.findings.filter((one) => one.severity === 'error').length;
      for (const one of examined.findings) stage.addFinding(one);
      for (const sha256 of examined.evidence) named.add(sha256);
      if (examined.difference?.duplicateOf) duplicates += 1;
      warnings.total += examined.warnings.total;
      warnings.explained += examined.warnings.explained;
      const staged = {
        id: examined.id,
        register,
        class: examined.class,
        line: JSON.stringify(given),
        judged: examined.judged,
      };
      if (!stage.addRecord(staged, examined.difference)) throw new PackageRefusal('FORMAT_INVALID', place);
      done += 1;
      if (done % 200 === 0) options.onProgress?.(done, total);
    }
    if (totals && declared && REGISTERS.includes(declared)) {
      registers.push(totals.total());
    }
  }
  for (const part of ['reviews', 'comments'] as const) {
    if (!opened.has(`data/${part}.ndjson`)) continue;
    for await (const given of opened.readLines(`data/${part}.ndjson`)) {
      const fact = part === 'reviews' ? readReview(given) : readComment(given);
      if (!fact || !authority.mayTell(fact)) throw new PackageRefusal('FORMAT_INVALID', `${part}.ndjson`);
      requireNear(session, fact.dot[0], `${part}.ndjson`);
      stage.addFact(part, JSON.stringify(given));
    }
  }
  stage.commit();
  return { classes, withdrawn, duplicates, warnings, newer, registers, jumps, errors, named };
}

/** A counter that runs far ahead of ours is damage or malice, and would use the counters up. */
function requireNear(session: Session, counter: number, place: string): void {
  if (leapsTooFar(session.workspace.settings.number('counter'), counter))
    throw new PackageRefusal('FORMAT_NUMBER', place);
}

const UNKNOWN = {
  judged: null,
  difference: null,
  warnings: { total: 0, explained: 0 },
  findings: [],
  evidence: [],
  row: undefined,
  shown: undefined,
} as const;

interface ExaminedLine {
  readonly id: string;
  readonly class: IncomingClass;
  readonly difference: ReturnType<typeof differenceOf>;
  readonly warnings: { readonly total: number; readonly explained: number };
  /** Records and fields that are not declared here. */
  readonly newer: number;
  readonly findings: readonly Finding[];
  /** What is wrong with it by itself, as JSON, where nothing of it was known here. */
  readonly judged: string | null;
  /** Digests of the evidence it names. */
  readonly evidence: readonly string[];
  /** As it stands here, and as it will once it is taken; of a register that is not declared here neither. */
  readonly row: SqlRow | undefined;
  readonly shown: ShownRecord | undefined;
}

function examineLine(
  session: Session,
  manifest: PackageManifest,
  authority: Authority,
  registerId: string,
  given: unknown,
  place: string,
): ExaminedLine {
  const { ledger } = session;
  const line = readLine(given);
  const ours =
    line?.record.register === registerId && line.record.id.startsWith(`${registerId}-`) && authority.mayCarry(line);
  if (!line || !ours) throw new PackageRefusal('FORMAT_INVALID', place);
  const counters = [maxCounter(line.record), ...line.filings.map((filing) => filing.dot[0])];
  requireNear(session, Math.max(...counters), place);
  const { id } = line.record;
  const register = registerById(registerId);
  if (register && !isWellTyped(register, line.record)) throw new PackageRefusal('FORMAT_INVALID', place);
  const newer = register ? countUnknownFields(register, line.record) : 1;
  if (newer > 0) requireNewer(manifest, place);
  try {
    if (!register) return { ...UNKNOWN, id, class: classifyNewer(session, line.record), newer };
    const store = ledger.store(register.id);
    const row = store.row(id);
    const examination = classifyIncoming(row && store.fromRow(row), line.record);
    const shown = shownValues(examination.joined);
    const { owner: office } = examination.joined;
    const filed = row !== undefined;
    const checked = { id, owner: office, shown, filed, changeNumber: Number.POSITIVE_INFINITY };
    const kept = row?.problems;
    const { problems } =
      examination.class === 'same' ? { problems: kept } : ledger.checks.marksOf(register, checked, kept);
    const found = readKept(problems);
    const warned = found.filter((problem) => problem.severity === 'warning');
    return {
      id,
      class: examination.class,
      judged: row ? null : String(problems ?? '[]'),
      difference: REGISTERS.includes(register) ? differenceOf(session, register, examination) : null,
      warnings: { total: warned.length, explained: warned.filter((problem) => problem.explained).length },
      newer,
      findings: REGISTERS.includes(register) ? findingsOf(register, id, shown, found) : [],
      evidence: (shown.tables[EVIDENCE_TABLE] ?? []).map((proof) => String(proof.fields.sha256 ?? '')),
      row,
      shown,
    };
  } catch (error) {
    if (error instanceof MergeRefusal) throw new PackageRefusal('FORMAT_INVALID', `${place} ${error.reason}`);
    throw error;
  }
}
