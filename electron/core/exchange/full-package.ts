import { z } from 'zod';
import { KEY_CHANGE_REASONS, keyChangeSchema, keyChangesSchema } from '../../../shared/exchange/key-change.ts';
import { PACKAGE_KINDS, packageManifestSchema } from '../../../shared/exchange/package-manifest.ts';
import { ALL_REGISTERS } from '../../../shared/registers/registers.ts';
import { type CanonicalValue, canonicalJson } from '../../../shared/values/canonical-json.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import { NewerStore, readKeptRecord } from '../newer/newer-store.ts';
import type { Session } from '../session.ts';
import { sealKeyFile } from '../workspace/key-file.ts';
import { GOVERNING } from '../workspace/settings.ts';
import { formatFact } from './fact-line.ts';
import { filesHere } from './filing-machine.ts';
import type { TextWriter } from './kept-text.ts';
import { OfficeKeys } from './office-keys.ts';
import { formatLine } from './package-line.ts';
import type { PackagePlan } from './package-plan.ts';
import { ReceivedPackages } from './received-packages.ts';
import { evidenceOf } from './record-evidence.ts';
import { SentPackages } from './sent-packages.ts';

/** The files of a full package that no other has, below `data/`. */
export const OFFICE_FILE = 'office.json';
export const SENT_FILE = 'sent.ndjson';
export const RECEIVED_FILE = 'received.ndjson';
/** The office's private keys: an age file under the passphrase that the officer gave. */
export const KEYS_FILE = 'keys.age';

const keyPair = { ageRecipient: z.string(), minisignPublicKey: z.string() };

/** What every part of a split one has, so that a new machine can begin with any of them. */
const OFFICE_FILES: ReadonlySet<string> = new Set([OFFICE_FILE, SENT_FILE, RECEIVED_FILE, KEYS_FILE]);

/** `data/office.json`: what governs the ledger, and the keys known here. */
export const fullOfficeSchema = z.looseObject({
  settings: z.record(z.string(), z.string().nullable()),
  officeKeys: z.array(
    z.looseObject({
      office: z.string(),
      ...keyPair,
      state: z.enum(['confirmed', 'unconfirmed', 'changed', 'succeeded']),
      seenAt: z.string(),
      endedAt: z.string().nullable(),
      endReason: z.enum(KEY_CHANGE_REASONS).nullable(),
      changes: keyChangesSchema,
    }),
  ),
  /** The newest first. */
  ownKeys: z.array(z.looseObject({ ...keyPair, madeAt: z.string(), change: keyChangeSchema.nullable() })),
  /** Whether the private keys were under a passphrase of their own. */
  keysSealed: z.boolean(),
});
export type FullOffice = z.infer<typeof fullOfficeSchema>;

/** Full packages are not told of: each is whole, and the machines of an office count their own. */
const otherKind = z.enum(PACKAGE_KINDS).exclude(['full']);

/** A line of `data/sent.ndjson`. */
export const fullSentSchema = z.looseObject({
  id: z.string(),
  fingerprint: z.string(),
  kind: otherKind,
  to: z.string().nullable(),
  period: z.string().nullable(),
  sequence: z.int(),
  manifest: packageManifestSchema,
  evidence: z.array(z.string()),
  acknowledgedAt: z.string().nullable(),
  at: z.string(),
  officer: z.string(),
});

/** A line of `data/received.ndjson`. */
export const fullReceivedSchema = z.looseObject({
  fingerprint: z.string(),
  kind: otherKind,
  from: z.string(),
  period: z.string().nullable(),
  sequence: z.int(),
  previous: z.string().nullable(),
  base: z.string().nullable(),
  part: packageManifestSchema.shape.part.unwrap().nullable().default(null),
  outcome: z.enum(['received', 'undone']),
  classes: z.object({
    new: z.int(),
    same: z.int(),
    changed: z.int(),
    parallel: z.int(),
    conflict: z.int(),
    deletedButEdited: z.int(),
  }),
  summary: z.string(),
  createdAt: z.string(),
  at: z.string(),
  officer: z.string(),
});

/** What a full package tells besides records and facts. */
export interface FullContent {
  readonly office: FullOffice;
  readonly sent: readonly z.infer<typeof fullSentSchema>[];
  readonly received: readonly z.infer<typeof fullReceivedSchema>[];
}

export const CARRIED_SETTINGS = [
  ...GOVERNING,
  'offices',
  'subordinates',
  'period',
  'plan_terms_at',
  'former_packages',
] as const;

export interface FullOptions {
  /** Seals the package and the private keys in it, for a machine that has no keys yet; null: for one that has the same. */
  readonly passphrase: string | null;
  /** The receiving machine files from now on, and this one no more. */
  readonly handsOver: boolean;
}

/** The plan of a 全量包: all that this workspace knows, for another machine of the same office. */
export async function planFull(session: Session, { passphrase, handsOver }: FullOptions): Promise<PackagePlan> {
  const { workspace } = session;
  const sealed = passphrase === null ? null : await sealKeyFile(workspace.keys.openFile().plain, passphrase);
  const files = filesHere(workspace.settings);
  return {
    kind: 'full',
    to: workspace.office.code,
    period: null,
    label: '传出全量包',
    base: null,
    full: { replica: workspace.replica, files, handsOver },
    everywhere: OFFICE_FILES,
    passphrase,
    fill(work, text) {
      const evidence = new Set<string>();
      const counts = writeRecords(session, text, evidence);
      writeAllFacts(session, text);
      writeRegisters(session, text);
      if (sealed !== null) for (const line of sealed.trimEnd().split('\n')) text.line(KEYS_FILE, line);
      if (handsOver) {
        workspace.settings.set('files_here', 0);
        work.tell('workspace');
      }
      return { counts, news: {}, evidence: [...evidence].sort(), nilReports: [] };
    },
  };
}

const PAGE = 500;

function writeRecords(session: Session, text: TextWriter, evidence: Set<string>): Record<string, number> {
  const { ledger, workspace } = session;
  const counts: Record<string, number> = {};
  for (const { id: register } of ALL_REGISTERS) {
    const store = ledger.store(register);
    const page = ledger.database.prepare<[string], SqlRow>(
      `SELECT * FROM ${register} WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
    );
    counts[register] = ledger.database.prepare(`SELECT count(*) FROM ${register}`).pluck().get() as number;
    for (let rows = page.all(''); rows.length > 0; rows = page.all(String(rows.at(-1)?.id)))
      for (const row of rows) {
        const record = store.fromRow(row);
        text.line(`records/${register}.ndjson`, formatLine(ledger, record, ledger.facts.filings(record.id)));
        for (const sha256 of evidenceOf(session, record)) evidence.add(sha256);
      }
  }
  const newer = new NewerStore(workspace.database);
  for (const register of newer.registers()) {
    const rows = newer.recordsOf(register);
    counts[register] = rows.length;
    for (const row of rows) {
      const record = readKeptRecord(row);
      text.line(`records/${register}.ndjson`, formatLine(ledger, record, newer.filings(record.id)));
      for (const sha256 of evidenceOf(session, record)) evidence.add(sha256);
    }
  }
  return counts;
}

function writeAllFacts({ ledger, workspace }: Session, text: TextWriter): void {
  const recordsIn = (table: string) =>
    workspace.database.prepare(`SELECT DISTINCT record FROM ${table} ORDER BY record`).pluck().all() as string[];
  for (const id of recordsIn('review'))
    for (const fact of ledger.facts.reviews(id)) text.line('reviews.ndjson', formatFact(fact));
  for (const id of recordsIn('comment'))
    for (const fact of ledger.facts.comments(id)) text.line('comments.ndjson', formatFact(fact));
  const kept = workspace.database.prepare<[string], string>(
    'SELECT content FROM newer_fact WHERE part = ? ORDER BY record, id',
  );
  for (const content of kept.pluck().all('review') as string[]) text.line('reviews.ndjson', content);
  for (const content of kept.pluck().all('comment') as string[]) text.line('comments.ndjson', content);
}

function writeRegisters({ workspace }: Session, text: TextWriter): void {
  const { database, settings, keys } = workspace;
  const json = (value: unknown) => canonicalJson(value as CanonicalValue);
  const office: FullOffice = {
    settings: Object.fromEntries(CARRIED_SETTINGS.map((name) => [name, settings.get(name)])),
    officeKeys: new OfficeKeys(database)
      .list()
      .map(({ fingerprint: _, changes, ...key }) => ({ ...key, changes: [...changes] })),
    ownKeys: keys.list().map(({ ageRecipient, minisignPublicKey, madeAt, change }) => ({
      ageRecipient,
      minisignPublicKey,
      madeAt,
      change,
    })),
    keysSealed: keys.protection !== 'none',
  };
  text.line(OFFICE_FILE, json(office));
  for (const { slices: _, changeNumber: __, writtenHere: ___, ...sent } of new SentPackages(database).packages())
    if (sent.kind !== 'full') text.line(SENT_FILE, json(sent));
  for (const { act: _, ...received } of new ReceivedPackages(database).list())
    if (received.kind !== 'full') text.line(RECEIVED_FILE, json(received));
}
