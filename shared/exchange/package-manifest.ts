import { z } from 'zod';
import { PERIOD_PATTERN } from '../period/period.ts';
import { isFingerprint } from './fingerprint.ts';
import { PACKAGE_FORMAT_VERSION } from './format-version.ts';
import { ageRecipient, keyChangesSchema, minisignPublicKey } from './key-change.ts';
import type { ProblemCode } from './problem-code.ts';

/** Kinds of package (DESIGN §5): 报送, 撤回报送, 批复, 下发, 全量. */
export const PACKAGE_KINDS = ['submission', 'withdrawal', 'reply', 'baseline', 'full'] as const;
export type PackageKind = (typeof PACKAGE_KINDS)[number];

const officeCode = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z-]{1,31}$/);
const identifier = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/);
const fingerprint = z.string().refine(isFingerprint);
const sequence = z.int().min(1);
/** Of one filing. */
export const MOST_PARTS = 10_000;
/** One line, because these are copied into line-based files of the bag. */
const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u);

/**
 * `data/package.json`: what a package says of itself. Unknown keys are kept, at the top and inside, so that a package
 * of a newer minor version can be stored and written again whole.
 */
export const packageManifestSchema = z
  .looseObject({
    formatVersion: z.looseObject({ major: z.int().min(1), minor: z.int().min(0) }),
    kind: z.enum(PACKAGE_KINDS),
    from: officeCode,
    /** null: to every office; only a baseline may say so. */
    to: officeCode.nullable(),
    plan: identifier,
    period: z.string().regex(PERIOD_PATTERN).nullable(),
    /** Counted from 1 by the sender, for each receiver. */
    sequence,
    /** The sender's previous package to this receiver. */
    previous: fingerprint.nullable(),
    /** What an incremental package builds on: the last package that the receiver is known to have. null: a whole one. */
    base: fingerprint.nullable(),
    baseSequence: sequence.nullable(),
    /** Packages of the receiver that the sender has taken in, with what a receiver that lost its workspace needs to know of them. */
    acknowledges: z
      .array(
        z.looseObject({
          sequence,
          fingerprint,
          kind: z.enum(PACKAGE_KINDS).optional(),
          period: z.string().regex(PERIOD_PATTERN).nullable().optional(),
          createdAt: z.iso.datetime({ offset: true }).optional(),
        }),
      )
      .max(10_000),
    /** What the sender asks the receiver for: everything in one package, or evidence files that it does not have. */
    requests: z
      .looseObject({ full: z.boolean(), evidence: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(10_000) })
      .optional(),
    /** Of a full package: the machine that wrote it, whether it files for the office, and whether the receiving one shall from now on. */
    full: z.looseObject({ replica: identifier, files: z.boolean(), handsOver: z.boolean() }).optional(),
    /** The last line of the sender's change history when it was written: an anchor outside, by which a history cut short shows. */
    history: z.looseObject({ sequence, digest: z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
    /**
     * Which of several packages of one filing it is; absent: not split. Each is a package of its own, with the next number in turn; `id` is
     * the same in all of them and in no other filing.
     */
    part: z.looseObject({ number: sequence, of: sequence.max(MOST_PARTS), id: identifier }).optional(),
    /** Of a reply: packages of its receiver that the sender did not take (拒收), and why. */
    declined: z
      .array(
        z.looseObject({
          sequence,
          period: z.string().regex(PERIOD_PATTERN).nullable(),
          fingerprint,
          reason: z.string().max(500),
          at: z.iso.datetime({ offset: true }),
          officer: z.string().max(200),
        }),
      )
      .max(1000)
      .optional(),
    /** 补报: filed again for its period, or after the day it was due. */
    supplement: z.boolean().optional(),
    /** 撤回报送: every package that an office took back, as far as the receiver is concerned; `replica` is the machine that filed it. */
    withdrawn: z
      .array(
        z.looseObject({
          office: officeCode,
          sequence,
          replica: identifier,
          fingerprint,
          period: z.string().regex(PERIOD_PATTERN),
          reason: z.string().max(4000),
          at: z.iso.datetime({ offset: true }),
          officer: z.string().max(200),
        }),
      )
      .max(10_000)
      .optional(),
    createdAt: z.iso.datetime({ offset: true }),
    officer: z.string().max(200),
    /** Program and version. */
    generator: line(200),
    /** Records by register id. */
    counts: z.record(identifier, z.int().min(0)),
    nilReports: z.array(z.looseObject({ register: identifier, reason: z.string().max(4000) })).max(1000),
    /** Offices below the sender that do not ship with the program, so that their records have an owner with a name. */
    offices: z
      .array(z.looseObject({ code: officeCode, name: line(60) }))
      .max(1000)
      .optional(),
    /** The sender's public keys; the signature is made with this minisign key. */
    keys: z.looseObject({
      ageRecipient,
      minisignPublicKey,
      /** What the sender has to say about its former keys, in the order in which they were given up. */
      changes: keyChangesSchema.optional(),
    }),
  })
  .refine((manifest) => manifest.to !== null || manifest.kind === 'baseline', { path: ['to'] })
  .refine((manifest) => (manifest.base === null) === (manifest.baseSequence === null), { path: ['baseSequence'] })
  .refine(({ part, sequence: own }) => part === undefined || (part.number <= part.of && part.number <= own), {
    path: ['part'],
  });

export type PackageManifest = z.infer<typeof packageManifestSchema>;

/** What reading `package.json` gives: the manifest and whether its minor version is newer than ours, or why not. */
export type ManifestReading =
  | { readonly ok: true; readonly manifest: PackageManifest; readonly newerMinor: boolean }
  | { readonly ok: false; readonly code: ProblemCode; readonly place?: string };

const versionSchema = z.looseObject({
  formatVersion: z.looseObject({ major: z.int().min(1), minor: z.int().min(0).catch(0) }),
});

/** Reads a parsed `package.json`. The major version is looked at first: of a newer one nothing else can be known. */
export function readPackageManifest(value: unknown): ManifestReading {
  const version = versionSchema.safeParse(value);
  const said = version.success ? version.data.formatVersion : PACKAGE_FORMAT_VERSION;
  if (said.major > PACKAGE_FORMAT_VERSION.major) return { ok: false, code: 'FORMAT_NEWER' };
  const newerMinor = said.major === PACKAGE_FORMAT_VERSION.major && said.minor > PACKAGE_FORMAT_VERSION.minor;
  const parsed = packageManifestSchema.safeParse(value);
  // A kind of package that came later, say.
  if (!parsed.success && newerMinor) return { ok: false, code: 'FORMAT_NEWER' };
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    return { ok: false, code: 'FORMAT_INVALID', place: `data/package.json ${path}`.trim() };
  }
  return { ok: true, manifest: parsed.data, newerMinor };
}
