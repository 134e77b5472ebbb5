import type { PackageKind, PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import type { TextWriter } from './kept-text.ts';
import type { SentPackage } from './sent-packages.ts';

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
  /** Text that goes into every part where the package is split. */
  readonly everywhere?: ReadonlySet<string>;
  /** Seals the file in place of the receiver's key. */
  readonly passphrase?: string | null;
  /** Writes the text inside the unit of work; gives counts, evidence digests and empty registers. */
  readonly fill: (work: UnitOfWork, text: TextWriter, sequence: number) => PackageFilling;
}
