import { z } from 'zod';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { OfficeEntry } from '../../../shared/office/office.ts';
import type { OfficeTree } from '../../../shared/office/office-tree.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import type { CommentEntry } from '../../../shared/status/comment-thread.ts';
import type { ReviewFact } from '../ledger/fact-store.ts';
import { NewerStore } from '../newer/newer-store.ts';
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { isFromNewer } from './newer-content.ts';
import type { PackageLine } from './package-line.ts';

/** An office takes 报送 and 撤回 of those that file to it, 批复 and 下发 of the one it files to, and whatever it wrote for itself. */
export function fits(workspace: Workspace, manifest: PackageManifest): boolean {
  if (manifest.from === workspace.office.code) return manifest.kind === 'full';
  if (manifest.kind === 'submission' || manifest.kind === 'withdrawal')
    return workspace.subordinates.some((office) => office.code === manifest.from);
  return manifest.from === workspace.superior?.code && (manifest.kind === 'reply' || manifest.kind === 'baseline');
}

const entries = z.array(z.object({ code: z.string().regex(/^\d{6}$/), name: z.string().min(1).max(60) }));

/** The offices of its own that a sender tells of and that are not known here; it can place them below itself alone. */
export function officesTold(tree: OfficeTree, manifest: PackageManifest): readonly OfficeEntry[] {
  const told = entries.safeParse(manifest.offices ?? []);
  if (manifest.kind !== 'submission' || !told.success) return [];
  return told.data.filter(({ code }) => !tree.find(code)).map((one) => ({ ...one, superior: manifest.from }));
}

/**
 * What a package of this sender may say (DESIGN §6): a 报送 is about the records of the sender and of the offices below it, a 批复
 * about those of the receiver and below. A 报送 brings filings of the sender alone, a 批复 gives the receiver back what it filed and said
 * itself. Verdicts come from above, unlockings from either side; comments pass on what others said on the sender's side. A 全量包
 * comes from this office itself and may say whatever it knows.
 */
export class Authority {
  private readonly session: Session;
  private readonly manifest: PackageManifest;
  private readonly tree: OfficeTree;
  private readonly downwards: boolean;
  /** Whose records, and those of all below it, the package may be about. */
  private readonly subject: string;

  constructor(session: Session, manifest: PackageManifest) {
    const { offices, office } = session.workspace;
    this.session = session;
    this.manifest = manifest;
    this.tree = offices.with(officesTold(offices, manifest));
    this.downwards = manifest.kind === 'reply';
    this.subject = this.downwards ? office.code : manifest.from;
  }

  /** Whether the record and the filings of a line are the sender's to send. */
  mayCarry({ record, filings }: PackageLine): boolean {
    if (this.manifest.kind === 'full') return true;
    return (
      this.tree.isWithin(record.owner, this.subject) &&
      filings.every(({ office }) =>
        this.downwards ? this.tree.isWithin(office, this.subject) : office === this.manifest.from,
      )
    );
  }

  /** Whether a verdict or comment is the sender's to tell. */
  mayTell(fact: ReviewFact | CommentEntry): boolean {
    const declared = registerById(fact.register);
    if (!declared && !isFromNewer(this.manifest)) return false;
    if (!fact.record.startsWith(`${fact.register}-`)) return false;
    if (this.manifest.kind === 'full') return true;
    const { from } = this.manifest;
    const fromAbove = this.downwards && this.tree.isWithin(from, fact.office);
    const fromBelow = this.tree.isWithin(fact.office, this.subject);
    if ('verdict' in fact && fact.verdict !== 'unlock' ? !fromAbove : !fromAbove && !fromBelow) return false;
    const owner = declared
      ? this.session.ledger.store(declared.id).row(fact.record)?.owner
      : new NewerStore(this.session.workspace.database).owner(fact.record);
    return owner === undefined || this.tree.isWithin(String(owner), this.subject);
  }
}
