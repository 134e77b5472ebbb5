import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { AppError } from '../../../shared/errors.ts';
import { MOST_PARTS, type PackageKind, type PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { filingSequence } from '../../../shared/exchange/package-part.ts';
import { newId } from '../environment.ts';
import type { MinisignKeyPair } from '../package/minisign.ts';
import { type FinishedPackage, finishPackage, type PackageOptions } from '../package/package-writer.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { signerFor } from '../workspace/key-file.ts';
import { noteUnderway } from '../workspace/underway.ts';
import { type DealtPart, dealParts, type PartRoom, partRoom } from './deal-parts.ts';
import { requireFilesHere } from './filing-machine.ts';
import { nextSequence } from './former-packages.ts';
import { keptEntries, keptTextFolder, TextWriter } from './kept-text.ts';
import { OfficeKeys } from './office-keys.ts';
import { packageFileName } from './package-file-name.ts';
import type { PackagePlan } from './package-plan.ts';
import { manifestOf } from './sent-manifest.ts';
import { keptTextOf, type SentPackage, SentPackages } from './sent-packages.ts';
import { rememberCopy } from './written-copies.ts';

const PACKAGE_WORDS: Readonly<Record<PackageKind, string>> = {
  submission: '报送包',
  reply: '批复包',
  baseline: '下发包',
  full: '全量包',
  withdrawal: '撤回包',
};

/** For whom a file is encrypted: by keys, or by a passphrase alone. */
type Sealing = Pick<PackageOptions, 'recipients' | 'passphrase'>;

export interface SentFile {
  readonly file: string;
  readonly bytes: number;
  readonly sent: SentPackage & { readonly fingerprint: string };
}

export interface SendOptions {
  /** age recipients besides the receiver. */
  readonly alsoFor?: readonly string[];
  /** The largest file wanted, in bytes: what is larger is split into parts. Null: one file, however large. */
  readonly partSize?: number | null;
}

/**
 * Writes packages: first the record of the sending with its text, then the sealed files, one or one for every part, each read back; they get
 * their names only once all of them are whole.
 */
export class PackageSender {
  private readonly session: Session;
  readonly sent: SentPackages;

  constructor(session: Session) {
    this.session = session;
    this.sent = new SentPackages(session.workspace.database);
  }

  /**
   * Prepares and writes a package into a folder. When a file cannot be written, the sending is taken back as if it had never
   * been: nothing of it left this machine. Errors: `FILED_ELSEWHERE`, `RECEIVER_KEY_UNKNOWN`, `PART_TOO_SMALL`, `FILE_WRITE_FAILED`, `DISK_FULL`.
   */
  async send(plan: PackagePlan, folder: string, options: SendOptions = {}): Promise<readonly SentFile[]> {
    if (plan.kind !== 'full') requireFilesHere(this.session.workspace.settings);
    const recipients = this.recipients(plan.to, options.alsoFor ?? []);
    // Asks for the passphrase before anything is prepared.
    this.session.workspace.keys.privateKeys();
    this.abandonUnfinished();
    const id = newId(this.session.workspace.environment, 12);
    const end = this.begin(id, plan.kind, folder);
    try {
      const room = partRoom(options.partSize ?? null, recipients.length);
      return await this.sendAs(id, plan, folder, room, { recipients, passphrase: plan.passphrase ?? null });
    } finally {
      end();
    }
  }

  private async sendAs(
    id: string,
    plan: PackagePlan,
    folder: string,
    room: PartRoom | null,
    sealing: Sealing,
  ): Promise<readonly SentFile[]> {
    const prepared = this.prepare(id, plan, room);
    let written: readonly SentFile[];
    try {
      written = await this.write(prepared, folder, sealing);
    } catch (error) {
      // Also when every file was whole but none could get its name.
      if (!(error instanceof PartlyNamed)) {
        for (const { id } of prepared) this.sent.reopen(id);
        this.abandonUnfinished();
      }
      throw error instanceof PartlyNamed ? error.told() : error;
    }
    // It holds everything anew: nobody wants a former one again.
    if (plan.kind === 'full') for (const sent of prepared) this.removeText(sent);
    // It counts as sent only now that the files stand; what was told with its preparing showed it unsent.
    this.session.workspace.tell('packages');
    return written;
  }

  /**
   * Writes a package of former times again, from its kept text: the same content under the same fingerprint. Of a filing in parts all of
   * them, or the one of this number.
   */
  async repeat(sent: SentPackage, folder: string, number: number | null = null): Promise<readonly SentFile[]> {
    if (!existsSync(keptTextFolder(this.session.workspace.folder, keptTextOf(sent)))) throw incompleteArchive();
    const parts = this.sent.filingOf(sent);
    const wanted = number === null ? parts : parts.filter((one) => (one.manifest.part?.number ?? 1) === number);
    if (wanted.length === 0) throw new AppError('PACKAGE_MISSING', `这份包没有第 ${number} 部分。请核对部分号。`);
    const sealing = { recipients: this.recipients(sent.to, []), passphrase: null };
    const end = this.begin(keptTextOf(sent), sent.kind, folder);
    try {
      return await this.write(wanted, folder, sealing);
    } catch (error) {
      throw error instanceof PartlyNamed ? error.told() : error;
    } finally {
      end();
    }
  }

  private begin(id: string, kind: PackageKind, folder: string): () => void {
    return noteUnderway(this.session.workspace.folder, { kind: 'send', id, folder, what: PACKAGE_WORDS[kind] });
  }

  /** Takes back sendings whose file never got its name: the power went, or the medium was full. */
  abandonUnfinished(): void {
    const { workspace, ledger, writer, takeBack } = this.session;
    // 零报告 that were written because it was filed.
    const wrote = workspace.database
      .prepare<[string], string>("SELECT id FROM act WHERE action = 'file' AND at = ? ORDER BY number DESC LIMIT 1")
      .pluck();
    const unfinished = this.sent.unfinished().map((sent) => ({ sent, act: wrote.get(sent.at) }));
    for (const { sent, act } of unfinished) {
      workspace.work({ label: '收回未写出的报送', action: 'file' }, (work) => {
        if (act !== undefined) takeBack.reverse(work, act);
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
      this.removeText(sent);
    }
  }

  private removeText(sent: SentPackage): void {
    rmSync(keptTextFolder(this.session.workspace.folder, keptTextOf(sent)), { recursive: true, force: true });
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

  /** Records the sending with its text; where it cannot be recorded, no text stays. */
  private prepare(id: string, plan: PackagePlan, room: PartRoom | null): readonly SentPackage[] {
    const { workspace } = this.session;
    const text = new TextWriter(keptTextFolder(workspace.folder, id), room?.size);
    try {
      return workspace.work({ label: plan.label, action: 'file' }, (work) => this.record(work, id, plan, text, room));
    } catch (error) {
      text.discard();
      throw error;
    }
  }

  private record(
    work: UnitOfWork,
    id: string,
    plan: PackagePlan,
    text: TextWriter,
    room: PartRoom | null,
  ): readonly SentPackage[] {
    const { workspace } = this.session;
    const last = this.sent.last(plan.to);
    const files = plan.kind === 'submission' || plan.kind === 'withdrawal';
    const sequence = files && plan.to !== null ? nextSequence(workspace, plan.to) : (last?.sequence ?? 0) + 1;
    const filling = plan.fill(work, text, sequence);
    text.close();
    const { evidence } = filling;
    const manifest = manifestOf(this.session, work, plan, { sequence, previous: last?.fingerprint ?? null, filling });
    const dealt = room && this.deal(plan, manifest, text, evidence, room);
    const packages = (dealt ?? [null]).map((part, index): SentPackage => {
      const split = dealt && part ? { part: { id, number: index + 1, of: dealt.length } } : {};
      return {
        id: index === 0 ? id : `${id}-${index + 1}`,
        fingerprint: null,
        kind: plan.kind,
        to: plan.to,
        period: plan.period,
        sequence: sequence + index,
        manifest: { ...manifest, sequence: sequence + index, ...split },
        evidence: part ? part.evidence : evidence,
        slices: part?.slices ?? null,
        changeNumber: work.change,
        acknowledgedAt: null,
        writtenHere: true,
        at: work.at,
        officer: work.officer,
      };
    });
    for (const one of packages) this.sent.add(one);
    work.tell('packages');
    return packages;
  }

  /** The parts of a package; null where it fits into one file. */
  private deal(
    plan: PackagePlan,
    manifest: PackageManifest,
    text: TextWriter,
    evidence: readonly string[],
    room: PartRoom,
  ): readonly DealtPart[] | null {
    const dealt = dealParts({
      pieces: text.pieces(),
      evidence: evidence.map((sha256) => ({ sha256, size: this.sizeOf(sha256) })),
      everywhere: plan.everywhere ?? new Set(),
      room: room.content - deflateRawSync(JSON.stringify(manifest)).length,
    });
    if (dealt.length > MOST_PARTS)
      throw new AppError('PART_TOO_SMALL', `每部分的大小定得太小，要分成 ${dealt.length} 部分。请选大一些再传出。`);
    return dealt.length === 1 ? null : dealt;
  }

  private sizeOf(sha256: string): number {
    return statSync(this.session.evidence.pathOf(sha256), { throwIfNoEntry: false })?.size ?? 0;
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

  private async write(
    packages: readonly SentPackage[],
    folder: string,
    sealing: Sealing,
  ): Promise<readonly SentFile[]> {
    // The pages of the ledger that were read are not needed while files are written.
    this.session.workspace.database.pragma('shrink_memory');
    const finished: FinishedPackage[] = [];
    try {
      for (const sent of packages) finished.push(await this.finish(sent, finished.at(-1), folder, sealing));
      this.remember(packages, finished);
      for (const [index, file] of finished.entries())
        await file.name().catch((error) => {
          throw index === 0 ? error : new PartlyNamed(packages, index, error);
        });
    } catch (error) {
      for (const file of finished) await file.discard();
      throw error;
    }
    return packages.map((sent, index) => {
      const { file, bytes, fingerprint, manifest } = finished[index] as FinishedPackage;
      return { file, bytes, sent: { ...sent, manifest, fingerprint } };
    });
  }

  /** Writes one file as far as its name. A part names the one before, whose fingerprint is known only once it is written. */
  private async finish(
    sent: SentPackage,
    before: FinishedPackage | undefined,
    folder: string,
    sealing: Sealing,
  ): Promise<FinishedPackage> {
    const { workspace, evidence } = this.session;
    const known = sent.fingerprint !== null;
    const finished = await finishPackage({
      target: path.join(folder, packageFileName(sent)),
      ...sealing,
      manifest: known || !before ? sent.manifest : { ...sent.manifest, previous: before.fingerprint },
      signer: this.signerOf(sent),
      entries: keptEntries(keptTextFolder(workspace.folder, keptTextOf(sent)), sent, (sha256) =>
        evidence.pathOf(sha256),
      ),
    });
    if (!known || sent.fingerprint === finished.fingerprint) return finished;
    await finished.discard();
    throw incompleteArchive();
  }

  /** Commits the fingerprints of files that are all whole, before the first of them gets its name. */
  private remember(packages: readonly SentPackage[], finished: readonly FinishedPackage[]): void {
    const { database, environment } = this.session.workspace;
    const at = environment.now().toISOString();
    database.transaction(() => {
      for (const [index, { id, fingerprint: known }] of packages.entries()) {
        const { file, fingerprint, manifest, fileSha256, bytes } = finished[index] as FinishedPackage;
        if (known === null) this.sent.finish(id, fingerprint, manifest);
        rememberCopy(database, { package: id, file, sha256: fileSha256, bytes, at });
      }
    })();
  }
}

/** The medium went while files that belong together were being named: some of them are out already, so the sending stands. */
class PartlyNamed extends Error {
  private readonly packages: readonly SentPackage[];
  private readonly named: number;

  constructor(packages: readonly SentPackage[], named: number, cause: unknown) {
    super('some parts have their names', { cause });
    this.packages = packages;
    this.named = named;
  }

  told(): AppError {
    const number = this.packages[0] && filingSequence(this.packages[0].manifest);
    return new AppError(
      'FILE_WRITE_FAILED',
      `第 ${number} 号包已登记，只写成了前 ${this.named} 部分，其余没有写成。请检查存储介质，再在记录里重新写出。`,
    );
  }
}

function incompleteArchive(): AppError {
  return new AppError('PACKAGE_MISSING', '这份包的存档已不完整，不能原样重新写出。请传出一份全量包。');
}
