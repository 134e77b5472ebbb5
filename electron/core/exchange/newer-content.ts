import { PACKAGE_FORMAT_VERSION } from '../../../shared/exchange/format-version.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import { classifyIncoming, type IncomingClass } from '../../../shared/merge/classify-incoming.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { countUnknownFields } from '../../../shared/registers/unknown-fields.ts';
import type { CommentEntry } from '../../../shared/status/comment-thread.ts';
import type { ReviewFact } from '../ledger/fact-store.ts';
import { NewerStore, readKeptRecord } from '../newer/newer-store.ts';
import { PackageRefusal } from '../package/package-refusal.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import type { Settings } from '../workspace/settings.ts';
import type { TextWriter } from './kept-text.ts';
import { dotsOf, formatLine, type PackageLine } from './package-line.ts';
import { evidenceOf } from './record-evidence.ts';

/** How the files of registers are named; one that is not declared here comes from a newer version. */
const REGISTER_FILE = /^data\/records\/([a-z][a-z_]{0,31})\.ndjson$/u;
const OTHER_FILE = /^data\/(package\.json|baseline\.json|reviews\.ndjson|comments\.ndjson|evidence\/[0-9a-f]{64})$/u;
const FULL_FILE = /^data\/(office\.json|sent\.ndjson|received\.ndjson|keys\.age)$/u;

/**
 * The register whose records a payload file holds; null for the other files of the format. A newer minor version adds registers
 * and fields, never files of another kind: reading on without one would be a partial import, so it is refused as FORMAT_NEWER.
 */
export function registerOfFile(entry: string, manifest: PackageManifest): string | null {
  const register = REGISTER_FILE.exec(entry)?.[1];
  const known = OTHER_FILE.test(entry) || (manifest.kind === 'full' && FULL_FILE.test(entry));
  if (register === undefined && !known) throw new PackageRefusal('FORMAT_NEWER', entry);
  if (register !== undefined && !registerById(register)) requireNewer(manifest, entry);
  return register ?? null;
}

/** Whether the sender's version may know what this one does not. */
export function isFromNewer({ formatVersion }: PackageManifest): boolean {
  return formatVersion.minor > PACKAGE_FORMAT_VERSION.minor;
}

/** What is unknown here in a package of our own version is a mistake of the sender's; of a newer one it is kept. */
export function requireNewer(manifest: PackageManifest, place: string): void {
  if (!isFromNewer(manifest)) throw new PackageRefusal('FORMAT_NEWER', place);
}

/** The class of an incoming record of a register that is not declared here; throws as joining does. */
export function classifyNewer(session: Session, record: CausalRecord): IncomingClass {
  return classifyIncoming(new NewerStore(session.workspace.database).record(record.id), record).class;
}

/** Joins and keeps such a record with its filings. */
export function takeNewer(session: Session, work: UnitOfWork, { record, filings }: PackageLine): void {
  const store = new NewerStore(session.workspace.database);
  for (const filing of filings) store.keepFact('filing', filing, work.change);
  const { joined, advances } = classifyIncoming(store.record(record.id), record);
  if (advances) store.keepRecord(joined, work.change);
}

/** Keeps a verdict or a comment where its record's register is not declared here; false where it is. */
export function takeNewerFact(
  session: Session,
  work: UnitOfWork,
  part: 'review' | 'comment',
  fact: ReviewFact | CommentEntry,
): boolean {
  if (registerById(fact.register)) return false;
  new NewerStore(session.workspace.database).keepFact(part, fact, work.change);
  return true;
}

/** Remembers how much of an ordinary record nobody here can read, and of how new a version that is. */
export function noteNewer(session: Session, manifest: PackageManifest, record: CausalRecord | null): void {
  if (!isFromNewer(manifest)) return;
  const { settings, database } = session.workspace;
  const register = record && registerById(record.register);
  if (register) {
    const fields = countUnknownFields(register, record);
    if (fields > 0) new NewerStore(database).noteFields(record.id, fields);
  }
  settings.set('newest_minor', Math.max(settings.number('newest_minor'), manifest.formatVersion.minor));
}

/** The version of what this workspace sends: as new as the newest content that it carries on. */
export function carriedVersion(settings: Settings): PackageManifest['formatVersion'] {
  const { major, minor } = PACKAGE_FORMAT_VERSION;
  return { major, minor: Math.max(minor, settings.number('newest_minor')) };
}

export interface Carrying {
  readonly owners: readonly string[];
  readonly since: number;
  /** Only what these offices edited, and no filings: a reply. Null: all of it, with its filings. */
  readonly editedBy: readonly string[] | null;
}

/** Writes the records of undeclared registers that are news to the receiver; adds to the package's evidence. */
export function carryNewer(
  session: Session,
  text: TextWriter,
  { owners, since, editedBy }: Carrying,
  evidence: Set<string>,
): void {
  const { workspace, ledger } = session;
  const store = new NewerStore(workspace.database);
  for (const owner of owners)
    for (const row of store.recordsSince(owner, since)) {
      const record = readKeptRecord(row);
      const edited = () => [...dotsOf(record)].some((dot) => editedBy?.includes(ledger.editOf(dot)?.office ?? ''));
      if (editedBy && !edited()) continue;
      const filings = editedBy ? [] : store.filings(record.id).filter((fact) => fact.office === owner);
      text.line(`records/${row.register}.ndjson`, formatLine(ledger, record, filings));
      for (const sha256 of evidenceOf(session, record)) evidence.add(sha256);
    }
}

/** Writes what some offices said of such records since a commit, about those of some owners. */
export function carryNewerFacts(
  session: Session,
  text: TextWriter,
  told: { readonly offices: readonly string[]; readonly since: number; readonly owners: readonly string[] },
): void {
  const store = new NewerStore(session.workspace.database);
  for (const [part, file] of [
    ['review', 'reviews.ndjson'],
    ['comment', 'comments.ndjson'],
  ] as const)
    for (const office of told.offices)
      for (const { record, content } of store.factsSince(part, office, told.since))
        if (told.owners.includes(store.owner(record) ?? '')) text.line(file, content);
}
