import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { PACKAGE_FORMAT_VERSION } from '../../../shared/exchange/format-version.ts';
import type { PackageKind, PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { newId } from '../environment.ts';
import { headOfHistory } from '../ledger/history-store.ts';
import type { MinisignKeyPair } from '../package/minisign.ts';
import { type PackageOptions, writePackage } from '../package/package-writer.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { signerFor } from '../workspace/key-file.ts';
import { unshipped } from '../workspace/offices-in-force.ts';
import { noteUnderway } from '../workspace/underway.ts';
import { requireFilesHere } from './filing-machine.ts';
import { withdrawalsTold } from './filing-withdrawals.ts';
import { carriedVersion } from './newer-content.ts';
import { OfficeKeys } from './office-keys.ts';
import { keptEntries, PartsWriter, partsFolder } from './package-parts.ts';
import { ReceivedPackages } from './received-packages.ts';
import { requestsTo } from './requests.ts';
import { type SentPackage, SentPackages } from './sent-packages.ts';
import { rememberCopy } from './written-copies.ts';

const PACKAGE_WORDS: Readonly<Record<PackageKind, string>> = {
  submission: '报送包',
  reply: '批复包',
  baseline: '下发包',
  full: '全量包',
  withdrawal: '撤回包',
};

export const GENERATOR = 'taizhang 0.1.0';

/** What is news in a package, for a register: shown on its cover sheet and carried in its manifest. */
export interface NewsCount {
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
}

/** What the filling of a package gives for its manifest. */
export interface PackageFilling {
  readonly counts: Record<string, number>;
  readonly news: Record<string, NewsCount>;
  readonly evidence: readonly string[];
  readonly nilReports: { register: string; reason: string }[];
}

export interface PackagePlan {
  readonly kind: PackageKind;
  readonly to: string | null;
  readonly period: string | null;
  readonly label: string;
  readonly base: SentPackage | null;
  /** Whether it is a 补报. */
  readonly supplement?: boolean;
  /** Asks the receiver for a full package, also where nothing is known to be missing. */
  readonly asksFull?: boolean;
  /** What the manifest of a full package says of its machine. */
  readonly full?: PackageManifest['full'];
  /** Seals the file in place of the receiver's key. */
  readonly passphrase?: string | null;
  /** Writes the parts inside the unit of work; gives counts, evidence digests and empty registers. */
  readonly fill: (work: UnitOfWork, parts: PartsWriter, sequence: number) => PackageFilling;
}

/** For whom a file is encrypted: by keys, or by a passphrase alone. */
type Sealing = Pick<PackageOptions, 'recipients' | 'passphrase'>;

export interface SentFile {
  readonly file: string;
  readonly bytes: number;
  readonly sent: SentPackage & { readonly fingerprint: string };
}

/** Writes packages: first the record of the sending with its parts, then the sealed file, read back before it gets its name. */
export class PackageSender {
  private readonly session: Session;
  readonly sent: SentPackages;

  constructor(session: Session) {
    this.session = session;
    this.sent = new SentPackages(session.workspace.database);
  }

  /**
   * Prepares and writes a package into a folder. When the file cannot be written, the sending is taken back as if it had never
   * been: nothing of it left this machine. Errors: `FILED_ELSEWHERE`, `RECEIVER_KEY_UNKNOWN`, `FILE_WRITE_FAILED`, `DISK_FULL`.
   */
  async send(plan: PackagePlan, folder: string, alsoFor: readonly string[]): Promise<SentFile> {
    if (plan.kind !== 'full') requireFilesHere(this.session.workspace.settings);
    const sealing = { recipients: this.recipients(plan.to, alsoFor), passphrase: plan.passphrase ?? null };
    // Asks for the passphrase before anything is prepared.
    this.session.workspace.keys.privateKeys();
    this.abandonUnfinished();
    const id = newId(this.session.workspace.environment, 12);
    const end = this.begin(id, plan.kind, folder);
    try {
      return await this.sendAs(id, plan, folder, sealing);
    } finally {
      end();
    }
  }

  private async sendAs(id: string, plan: PackagePlan, folder: string, sealing: Sealing): Promise<SentFile> {
    const prepared = this.prepare(id, plan);
    try {
      const written = await this.write(prepared, folder, sealing);
      // It holds everything anew: nobody wants a former one again.
      if (plan.kind === 'full') rmSync(partsFolder(this.session.workspace.folder, prepared.id), { recursive: true });
      // It counts as sent only now that the file stands; what was told with its preparing showed it unsent.
      this.session.workspace.tell('packages');
      return written;
    } catch (error) {
      // Also when the file was whole but could not get its name.
      this.sent.reopen(prepared.id);
      this.abandonUnfinished();
      throw error;
    }
  }

  /** Writes a package of former times again, from its kept parts: the same content under the same fingerprint. */
  async repeat(sent: SentPackage, folder: string, alsoFor: readonly string[]): Promise<SentFile> {
    if (!existsSync(partsFolder(this.session.workspace.folder, sent.id))) throw incompleteArchive();
    const sealing = { recipients: this.recipients(sent.to, alsoFor), passphrase: null };
    const end = this.begin(sent.id, sent.kind, folder);
    try {
      return await this.write(sent, folder, sealing);
    } finally {
      end();
    }
  }

  private begin(id: string, kind: PackageKind, folder: string): () => void {
    return noteUnderway(this.session.workspace.folder, { kind: 'send', id, folder, what: PACKAGE_WORDS[kind] });
  }

  /** Takes back sendings whose file never got its name: the power went, or the medium was full. */
  abandonUnfinished(): void {
    const { workspace, ledger, writer } = this.session;
    for (const sent of this.sent.unfinished()) {
      workspace.work({ label: '收回未写出的报送', action: 'file' }, (work) => {
        const records = workspace.database
          .prepare<[string, number], string>('SELECT record FROM filing WHERE office = ? AND sequence = ?')
          .pluck();
        const filed = sent.kind === 'submission' ? (records.all(work.office, sent.sequence) as string[]) : [];
        workspace.database
          .prepare('DELETE FROM filing WHERE office = ? AND sequence = ? AND change_number >= ?')
          .run(work.office, sent.sequence, sent.changeNumber);
        if (sent.manifest.full?.handsOver) workspace.settings.set('files_here', 1);
        this.sent.remove(sent.id);
        for (const id of filed) if (ledger.storeOf(id).row(id)) writer.refresh(work, id);
        work.tell('packages');
      });
      rmSync(partsFolder(workspace.folder, sent.id), { recursive: true, force: true });
    }
  }

  private recipients(to: string | null, alsoFor: readonly string[]): readonly string[] {
    if (to === null) return [];
    if (to === this.session.workspace.office.code)
      return [this.session.workspace.keys.current().ageRecipient, ...alsoFor];
    const key = new OfficeKeys(this.session.workspace.database).current(to);
    if (!key) {
      throw new AppError(
        'RECEIVER_KEY_UNKNOWN',
        `还没有${this.session.workspace.offices.shortOf(to)}的密钥，不能加密传出。请先装入对方的下发包或报送包。`,
      );
    }
    return [key.ageRecipient, ...alsoFor];
  }

  private prepare(id: string, plan: PackagePlan): SentPackage {
    const { workspace } = this.session;
    return workspace.work({ label: plan.label, action: 'file' }, (work) => {
      const last = this.sent.last(plan.to);
      const sequence = (last?.sequence ?? 0) + 1;
      const parts = new PartsWriter(partsFolder(workspace.folder, id));
      const { counts, news, evidence, nilReports } = plan.fill(work, parts, sequence);
      parts.close();
      const acknowledges =
        plan.to === null || plan.kind === 'full'
          ? []
          : new ReceivedPackages(workspace.database)
              .standing(plan.to)
              .map(({ sequence: number, fingerprint }) => ({ sequence: number, fingerprint }));
      const requests =
        plan.to === null || plan.kind === 'full' ? null : requestsTo(this.session, plan.to, plan.asksFull ?? false);
      const withdrawn = withdrawalsTold(workspace, plan).map((one) => ({ ...one }));
      const history = headOfHistory(this.session.ledger);
      const below = workspace.offices.subordinatesOf(work.office);
      const offices = plan.kind === 'submission' ? unshipped(below).map(({ code, name }) => ({ code, name })) : [];
      const { ageRecipient, minisignPublicKey } = workspace.keys.current();
      const changes = [...workspace.keys.changes()];
      const manifest: PackageManifest = {
        formatVersion: plan.kind === 'baseline' ? PACKAGE_FORMAT_VERSION : carriedVersion(workspace.settings),
        kind: plan.kind,
        from: workspace.office.code,
        to: plan.to,
        plan: workspace.plan.id,
        period: plan.period,
        sequence,
        previous: last?.fingerprint ?? null,
        base: plan.base?.fingerprint ?? null,
        baseSequence: plan.base?.sequence ?? null,
        acknowledges,
        ...(requests ? { requests } : {}),
        ...(history ? { history } : {}),
        ...(plan.full ? { full: plan.full } : {}),
        ...(withdrawn.length > 0 ? { withdrawn } : {}),
        createdAt: work.at,
        officer: work.officer,
        generator: GENERATOR,
        counts,
        news,
        nilReports,
        ...(offices.length > 0 ? { offices } : {}),
        keys: { ageRecipient, minisignPublicKey, ...(changes.length > 0 ? { changes } : {}) },
        ...(plan.supplement ? { supplement: true } : {}),
      };
      const sent: SentPackage = {
        id,
        fingerprint: null,
        kind: plan.kind,
        to: plan.to,
        period: plan.period,
        sequence,
        manifest,
        evidence,
        changeNumber: work.change,
        acknowledgedAt: null,
        writtenHere: true,
        at: work.at,
        officer: work.officer,
      };
      this.sent.add(sent);
      work.tell('packages');
      return sent;
    });
  }

  /** The key that a package says it is signed with: of an earlier one, the one that was in use then. */
  private signerOf({ manifest }: SentPackage): MinisignKeyPair {
    const signer = signerFor(this.session.workspace.keys.privateKeys(), manifest.keys.minisignPublicKey);
    if (signer) return signer;
    throw new AppError(
      'PACKAGE_MISSING',
      '这份包是用以前的密钥签名的，那个密钥已不在本机，不能原样重新写出。请传出一份全量包。',
    );
  }

  private async write(sent: SentPackage, folder: string, sealing: Sealing): Promise<SentFile> {
    const { workspace } = this.session;
    const { evidence } = this.session;
    const target = path.join(folder, packageFileName(sent));
    const written = await writePackage({
      target,
      ...sealing,
      manifest: sent.manifest,
      signer: this.signerOf(sent),
      entries: keptEntries(partsFolder(workspace.folder, sent.id), sent.evidence, (sha256) => evidence.pathOf(sha256)),
      onVerified: ({ fingerprint, manifest, fileSha256, bytes }) => {
        if (sent.fingerprint !== null && sent.fingerprint !== fingerprint) throw incompleteArchive();
        const { database } = workspace;
        const at = workspace.environment.now().toISOString();
        database.transaction(() => {
          if (sent.fingerprint === null) this.sent.finish(sent.id, fingerprint, manifest);
          rememberCopy(database, { package: sent.id, file: target, sha256: fileSha256, bytes, at });
        })();
      },
    });
    return { file: written.file, bytes: written.bytes, sent: { ...sent, fingerprint: written.fingerprint } };
  }
}

function incompleteArchive(): AppError {
  return new AppError('PACKAGE_MISSING', '这份包的存档已不完整，不能原样重新写出。请传出一份全量包。');
}

/** `370200_2020Q2_0006.tzb`: plain letters, so that every medium and program takes it. */
export function packageFileName(sent: SentPackage): string {
  const sequence = String(sent.sequence).padStart(4, '0');
  const { from } = sent.manifest;
  if (sent.kind === 'full') return `${from}_full_${sent.manifest.full?.replica ?? ''}_${sequence}.tzb`;
  if (sent.kind === 'baseline') return `${from}_baseline_${sequence}.tzb`;
  if (sent.kind === 'withdrawal') return `${from}_${sent.period ?? 'all'}_withdrawal_${sequence}.tzb`;
  if (sent.kind === 'reply') return `${from}_${sent.to}_reply_${sequence}.tzb`;
  return `${from}_${sent.period ?? 'all'}_${sequence}.tzb`;
}
