import { z } from 'zod';
import { PACKAGE_KINDS } from '../exchange/package-manifest.ts';
import { command, query } from './call.ts';
import { declined, withdrawal } from './receive-calls.ts';
import { filePath, fileProblem, fingerprint, officeCode, paper, periodId, problem, registerId } from './shapes.ts';

/** The largest file wanted, in bytes: what is larger is split into parts. Null: one file, however large. */
const partSize = z.number().int().min(16_384).nullable().default(null);

const written = z.object({
  /** The file, or the first of several. */
  file: filePath,
  fingerprint,
  sequence: z.number().int(),
  /** Every file of it, in order; one where it was not split. */
  parts: z.array(z.object({ file: filePath, fingerprint, sequence: z.number().int(), bytes: z.number() })).min(1),
  counts: z.record(z.string(), z.number().int()),
  /** Of all its files. */
  bytes: z.number(),
  /** The cover sheet as a self-contained page, ready to print or to turn into a PDF. */
  coverHtml: z.string(),
  coverFile: filePath,
  problems: z.array(fileProblem),
});
export type WrittenPackage = z.infer<typeof written>;

const filed = z.object({
  kind: z.enum(PACKAGE_KINDS),
  to: officeCode.nullable(),
  toName: z.string(),
  period: periodId.nullable(),
  sequence: z.number().int(),
  fingerprint,
  at: z.string(),
  officer: z.string(),
  counts: z.record(z.string(), z.number().int()),
  /** Into how many files it was split; 1: not. */
  parts: z.number().int(),
  answered: z.boolean(),
  supplement: z.boolean(),
  /** Written by a workspace that is lost: only the office above still knows of it, and it cannot be written again. */
  former: z.boolean(),
  /** The office took it back; `judged` where it had been judged already, so that it stands all the same. */
  withdrawn: withdrawal
    .extend({
      judged: z.number().int(),
      /** The number of the 撤回包 that tells of it; null where it is told by the next filing alone. */
      told: z.number().int().nullable(),
    })
    .nullable(),
});
export type FiledPackage = z.infer<typeof filed>;

export const exchangeCalls = {
  /** What a filing for the period would carry, and what stands in its way. */
  'filing.preview': query(
    z.object({ period: periodId }),
    z.object({
      receiverKnown: z.boolean(),
      errors: z.number().int(),
      unexplained: z.number().int(),
      registers: z.array(
        z.object({
          register: registerId,
          total: z.number().int(),
          added: z.number().int(),
          changed: z.number().int(),
          withdrawn: z.number().int(),
          unchanged: z.number().int(),
          /** Of `total`, the records of offices below; and theirs that stay here, since they wait for a verdict or were returned. */
          below: z.object({ total: z.number().int(), waiting: z.number().int() }),
          /** Drafts that stay at home; not in `total`. */
          held: z.number().int(),
          nilReason: z.string().nullable(),
        }),
      ),
      narratives: z.object({ written: z.number().int(), due: z.number().int() }),
      evidence: z.object({ files: z.number().int(), bytes: z.number() }),
      blocking: z.array(problem),
      /** 补报: filed for this period before, or past the day that it was due. */
      supplement: z.boolean(),
      nextSequence: z.number().int(),
      full: z.boolean(),
      /** What the receiver asks for: everything anew, and so many evidence files that it does not have. */
      asked: z.object({ full: z.boolean(), evidence: z.number().int(), at: z.string() }).nullable(),
    }),
  ),
  /** Writes the sealed package, in parts where it is larger than wanted, and its cover sheet into a folder, reads it back, and records the filing. */
  'filing.write': command(
    z.object({
      period: periodId,
      folder: filePath,
      full: z.boolean().default(false),
      alsoFor: z.array(z.string()).max(20).default([]),
      nilReason: z.string().max(500).optional(),
      partSize,
    }),
    written,
  ),
  /** Writes an earlier package again: the same content and the same fingerprint. Of one in parts all of them, or only that `part`. */
  'filing.repeat': command(
    z.object({
      sequence: z.number().int().min(1),
      folder: filePath,
      to: officeCode.optional(),
      part: z.number().int().min(1).nullable().default(null),
    }),
    written,
  ),
  /**
   * 撤回报送: takes a whole filing back, with a reason, before it is judged. Into a folder also writes the 撤回包 that tells the office
   * above at once; without, or once more, the next filing tells it. Errors: `PACKAGE_MISSING`, `FILING_JUDGED`, `COMMENT_REQUIRED`.
   */
  'filing.withdraw': command(
    z.object({
      sequence: z.number().int().min(1),
      reason: z.string().trim().max(500).default(''),
      folder: filePath.optional(),
    }),
    z.object({ written: written.nullable() }),
  ),
  'filing.history': query(z.object({}), z.object({ packages: z.array(filed) })),

  /** Packages of this office that the one above did not take, by its last reply, unless filed anew since. */
  'reply.declined': query(z.object({}), z.object({ packages: z.array(declined) })),
  'reply.preview': query(
    z.object({}),
    z.object({
      cities: z.array(
        z.object({
          office: officeCode,
          name: z.string(),
          accepted: z.number().int(),
          returned: z.number().int(),
          comments: z.number().int(),
          corrected: z.number().int(),
          /** Records that were ruled to count, or to be linked to another office's. */
          ruled: z.number().int(),
          lastReplyAt: z.string().nullable(),
          keyKnown: z.boolean(),
        }),
      ),
    }),
  ),
  /** 批复单 to an office about a period (that of its last filing here unless told), ready to print. */
  'reply.sheet': query(z.object({ to: officeCode, period: periodId.optional() }), paper.extend({ period: periodId })),
  'reply.write': command(
    z.object({
      to: z.array(officeCode).min(1).max(50),
      folder: filePath,
      /** Asks for a full package in return, also where nothing is known to be missing. */
      asksFull: z.boolean().default(false),
      /** Gives back all that is known here of the office's records, as when it asks for that itself. */
      full: z.boolean().default(false),
      partSize,
    }),
    z.object({ packages: z.array(written.extend({ to: officeCode })) }),
  ),
  /**
   * 全量包: everything this workspace knows, for another machine of the office: under a passphrase with the keys for a new one, or to
   * the office's own key for one that has it.
   */
  'full.write': command(
    z.object({
      folder: filePath,
      passphrase: z.string().min(8).max(1000).optional(),
      /** The machine that takes it files from now on, and this one no more. */
      handsOver: z.boolean().default(false),
      partSize,
    }),
    written,
  ),
  /** The province's signed plan, targets, code tables and office keys, for every city. */
  'baseline.write': command(z.object({ folder: filePath }), written),
};
