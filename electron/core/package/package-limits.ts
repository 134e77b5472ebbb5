/** What a package may ask of the machine that reads it. Sizes in bytes. */
export interface PackageLimits {
  /** The file as it lies on the medium. */
  readonly fileBytes: number;
  readonly entries: number;
  /** All entries together, unpacked. */
  readonly totalBytes: number;
  /** One entry, unpacked. */
  readonly entryBytes: number;
  /** Unpacked to packed, of one entry and of the whole, where more than `ratioFloorBytes` are unpacked. */
  readonly ratio: number;
  readonly ratioFloorBytes: number;
  /** The ZIP directory, and each of the bag's own lists. */
  readonly listBytes: number;
  /** A JSON document read whole, and one line of an NDJSON file. */
  readonly documentBytes: number;
  readonly lineBytes: number;
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** Sized for 200,000 evidence files and a million records (DESIGN §9). */
export const DEFAULT_PACKAGE_LIMITS: PackageLimits = {
  fileBytes: 16 * GIB,
  entries: 250_000,
  totalBytes: 16 * GIB,
  entryBytes: 4 * GIB - 2,
  ratio: 200,
  ratioFloorBytes: 16 * MIB,
  listBytes: 64 * MIB,
  documentBytes: 64 * MIB,
  lineBytes: 8 * MIB,
};
