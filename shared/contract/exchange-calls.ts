import { z } from 'zod';
import { PACKAGE_KINDS } from '../exchange/package-manifest.ts';
import { command, query } from './call.ts';
import {
  classCounts,
  filePath,
  fileProblem,
  fingerprint,
  officeCode,
  periodId,
  problem,
  recordId,
  registerId,
} from './shapes.ts';

/** 撤回报送: why, when and by whom a filing was taken back. */
const withdrawal = z.object({ reason: z.string(), at: z.string(), officer: z.string() });

/**
 * pending: examined, nothing written · held: the same, and an officer wants to wait · declined: an officer will not take it ·
 * unchanged: taken before, brings nothing · received · refused: cannot be taken · undone
 */
const outcome = z.enum(['pending', 'held', 'declined', 'received', 'unchanged', 'refused', 'undone']);

/** A package as the receiving desk knows it: looked at, held, taken or refused. */
const desk = z.object({
  /** Handle for the calls that follow; the fingerprint where the file could be opened. */
  stage: z.string(),
  file: z.string(),
  from: officeCode.nullable(),
  fromName: z.string().nullable(),
  kind: z.enum(PACKAGE_KINDS).nullable(),
  period: periodId.nullable(),
  sequence: z.number().int().nullable(),
  fingerprint: fingerprint.nullable(),
  createdAt: z.string().nullable(),
  officer: z.string().nullable(),
  outcome,
  /** Who held or declined it, when and why. */
  decision: z.object({ note: z.string(), at: z.string(), officer: z.string() }).nullable(),
  /** Live records of the sender by register, here now and once the package is taken; those that it touches. */
  registers: z.array(
    z.object({ register: registerId, before: z.number().int(), after: z.number().int(), jump: z.boolean() }),
  ),
  /** Records with a figure that differs much from the former one. */
  jumps: z.number().int(),
  /** 错误 in what would stand here once it is taken; a city cannot file them under the rules it knew. */
  errors: z.number().int(),
  /** Pieces of evidence that records name and that are neither in the package nor here. */
  evidenceMissing: z.number().int(),
  /** Records that are not (or were not) taken over as they came. */
  leftOut: z.number().int(),
  genuine: z.boolean(),
  complete: z.boolean(),
  /** succeeded: changed, and the former key signed for the new one */
  keyState: z.enum(['confirmed', 'unconfirmed', 'changed', 'succeeded', 'none']),
  keyFingerprint: fingerprint.nullable(),
  classes: classCounts,
  withdrawn: z.number().int(),
  duplicates: z.number().int(),
  evidence: z.object({ files: z.number().int(), bytes: z.number() }),
  warnings: z.object({ total: z.number().int(), explained: z.number().int() }),
  problems: z.array(fileProblem),
  receivedAt: z.string().nullable(),
  /** Filings that it says are taken back, as far as that is news. */
  takesBack: z.array(z.object({ sequence: z.number().int(), period: periodId, reason: z.string() })),
  /** Its office took it back; null where it stands. */
  takenBack: withdrawal.nullable(),
  /** Which of several files of one filing it is; null: it came in one. */
  part: z.object({ id: z.string(), number: z.number().int(), of: z.number().int() }).nullable(),
  /**
   * Of a filing in several files, which is one row on the desk: those that came, and the numbers of those that did not. What the row
   * counts is of all that wait, else of all that were taken. Its `stage` stands for all of them in the calls that follow.
   */
  parts: z
    .object({
      id: z.string(),
      of: z.number().int(),
      missing: z.array(z.number().int()),
      files: z.array(
        z.object({
          number: z.number().int(),
          file: filePath,
          fingerprint: fingerprint.nullable(),
          outcome,
        }),
      ),
    })
    .nullable(),
});
export type DeskPackage = z.infer<typeof desk>;

const difference = z.object({
  id: recordId,
  register: registerId,
  title: z.string(),
  kind: z.enum(['new', 'changed', 'parallel', 'conflict', 'deletedButEdited', 'withdrawn']),
  fields: z.array(
    z.object({
      table: z.string().optional(),
      rowId: z.string().optional(),
      field: z.string(),
      label: z.string(),
      before: z.string(),
      after: z.string(),
      note: z.string().optional(),
      /** A figure that differs much from the former one: by how much, +650%. */
      jump: z.string().optional(),
    }),
  ),
  duplicateOf: z.string().nullable(),
  /** Why it is not to be taken over as it came; null where it is. */
  leftOut: z.string().nullable(),
});
export type Difference = z.infer<typeof difference>;

const sittingFile = z.object({
  file: filePath,
  /** Null where it was not looked at yet. */
  desk: desk.nullable(),
  /** It was examined and then taken off the desk. */
  laidAside: z.boolean(),
});
export type SittingFile = z.infer<typeof sittingFile>;

/** Files of a dropped folder that were passed over. */
const skippedFiles = z.array(z.object({ file: z.string(), message: z.string() }));

const examined = z.object({
  packages: z.array(desk),
  skipped: skippedFiles,
  /** Cancelled: what is left waits on the list of the sitting. */
  stopped: z.boolean(),
});

const paper = z.object({ html: z.string(), title: z.string(), footer: z.string() });

const differenceFilter = {
  kind: z.enum(['new', 'changed', 'parallel', 'conflict', 'deletedButEdited', 'withdrawn']).optional(),
  register: registerId.optional(),
  leftOut: z.boolean().optional(),
  jump: z.boolean().optional(),
};

/** The largest file wanted, in bytes: what is larger is split into parts. Null: one file, however large. */
const partSize = z.number().int().min(65_536).nullable().default(null);

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

  /**
   * Opens and examines packages, of folders all that are in them; nothing is written to the ledger. Every file stands on the list of the
   * sitting with what was found, so that it goes on where it was broken off.
   */
  'receive.examine': command(z.object({ paths: z.array(filePath).min(1).max(200) }), examined),
  /** Goes on with the files of the list that were not looked at yet. */
  'receive.go-on': command(z.object({}), examined),
  /** The present or last sitting: every file with what became of it. */
  'receive.sitting': query(
    z.object({}),
    z.object({ day: z.string().nullable(), files: z.array(sittingFile), skipped: skippedFiles }),
  ),
  /** The list of the sitting by outcome, ready to print. */
  'receive.list': query(z.object({}), paper),
  /** The note that goes back with a package that was declined or cannot be taken, ready to print. */
  'receive.return-note': query(z.object({ stage: z.string() }), paper),
  'receive.desk': query(z.object({}), z.object({ packages: z.array(desk) })),
  'receive.differences': query(
    z.object({
      stage: z.string(),
      ...differenceFilter,
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().max(500).default(100),
    }),
    z.object({ differences: z.array(difference), total: z.number().int() }),
  ),
  /** Takes examined packages, each in one transaction of its own. */
  'receive.apply': command(
    z.object({ stages: z.array(z.string()).min(1).max(200), confirmKeys: z.boolean().default(false) }),
    z.object({ packages: z.array(desk) }),
  ),
  /**
   * Says of records with differences whether they are to be taken over: with a reason they are not (it may be given later, as an
   * empty one, but before the package is taken), with null they are. Without ids, of all that the filter finds.
   */
  'receive.choose': command(
    z.object({
      stage: z.string(),
      ids: z.array(recordId).max(5000).optional(),
      ...differenceFilter,
      reason: z.string().trim().max(500).nullable(),
    }),
    z.object({ leftOut: z.number().int() }),
  ),
  /** 暂存 with a note, 拒收 with a reason, or neither again. */
  'receive.decide': command(
    z.object({
      stage: z.string(),
      decision: z.enum(['held', 'declined']).nullable(),
      note: z.string().trim().max(500).default(''),
    }),
    z.object({}),
  ),
  /** Takes a package off the desk, or a file that cannot be taken off the list. */
  'receive.discard': command(z.object({ stage: z.string() }), z.object({})),
  /** Takes a whole import back, by new edits. */
  'receive.undo': command(z.object({ fingerprint }), z.object({ records: z.number().int(), kept: z.number().int() })),
  /** Cities × period at the province. */
  'receive.board': query(
    z.object({ period: periodId }),
    z.object({
      cities: z.array(
        z.object({
          office: officeCode,
          name: z.string(),
          state: z.enum(['missing', 'pending', 'received', 'reviewing', 'returned', 'accepted']),
          toReview: z.number().int(),
          returned: z.number().int(),
          receivedAt: z.string().nullable(),
          late: z.boolean(),
          sequence: z.number().int().nullable(),
          /** It filed for the period and took that back. */
          takenBack: withdrawal.nullable(),
          replyDue: z.boolean(),
        }),
      ),
    }),
  ),

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
