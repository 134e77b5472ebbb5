import { z } from 'zod';
import { PACKAGE_KINDS } from '../exchange/package-manifest.ts';
import { command, query } from './call.ts';
import {
  classCounts,
  filePath,
  fileProblem,
  fingerprint,
  officeCode,
  paper,
  periodId,
  recordId,
  registerId,
  shownChange,
} from './shapes.ts';

/** 撤回报送: why, when and by whom a filing was taken back. */
export const withdrawal = z.object({ reason: z.string(), at: z.string(), officer: z.string() });

/** A package that its receiver did not take: 拒收. */
export const declined = z.object({
  sequence: z.number().int(),
  period: periodId.nullable(),
  fingerprint,
  reason: z.string(),
  at: z.string(),
  officer: z.string(),
});
export type DeclinedPackage = z.infer<typeof declined>;

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
    z.object({
      register: registerId,
      before: z.number().int(),
      after: z.number().int(),
      jump: z.boolean(),
      /** What its fields of money come to, in 分; absent where an earlier version examined it. */
      sums: z
        .array(z.object({ field: z.string(), before: z.number(), after: z.number(), jump: z.boolean() }))
        .optional(),
    }),
  ),
  /** 补报: filed for its period before, or after the day that it was due. */
  supplement: z.boolean(),
  /** Of a reply: packages of its receiver that were not taken, with the reason (拒收). */
  declined: z.array(declined),
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

const differenceKind = z.enum(['new', 'changed', 'parallel', 'conflict', 'deletedButEdited', 'withdrawn']);

const difference = z.object({
  id: recordId,
  register: registerId,
  title: z.string(),
  kind: differenceKind,
  fields: z.array(
    shownChange.extend({
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

const findingSeverity = z.enum(['error', 'warning']);

/** 错误 or 警示 in a record as it would stand here. */
const finding = z.object({
  record: recordId,
  register: registerId,
  title: z.string(),
  severity: findingSeverity,
  /** Null where the whole record is at fault. */
  field: z.string().nullable(),
  label: z.string(),
  message: z.string(),
  /** 警示说明; empty where there is none. */
  reason: z.string(),
});
export type Finding = z.infer<typeof finding>;

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

const differenceFilter = {
  kind: differenceKind.optional(),
  register: registerId.optional(),
  leftOut: z.boolean().optional(),
  jump: z.boolean().optional(),
};

/** Which rows of a list are asked for. */
const page = { offset: z.number().int().min(0).default(0), limit: z.number().int().max(500).default(100) };

/** Where an office stands in a period. */
const boardStates = ['missing', 'incomplete', 'pending', 'received', 'reviewing', 'returned', 'accepted'] as const;

export const receiveCalls = {
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
      ...page,
    }),
    z.object({ differences: z.array(difference), total: z.number().int() }),
  ),
  /** 错误 and 警示 of a package that waits, the errors first, warnings without a reason before those with one. */
  'receive.findings': query(
    z.object({
      stage: z.string(),
      severity: findingSeverity.optional(),
      register: registerId.optional(),
      ...page,
    }),
    z.object({ findings: z.array(finding), total: z.number().int() }),
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
  /** What taking a whole import back would do; nothing is changed. It waits its turn as a command does. Errors as `receive.undo`. */
  'receive.undo-preview': command(
    z.object({ fingerprint }),
    z.object({
      /** Records that get their former values back; of those, new ones that are withdrawn, and withdrawn ones that live on. */
      restored: z.number().int(),
      withdrawn: z.number().int(),
      revived: z.number().int(),
      /** 任务进展 and 零报告 that are restored beside these. */
      narratives: z.number().int(),
      /** Values that somebody changed since, which stay, and the records in which they stand. */
      kept: z.number().int(),
      keptRecords: z
        .array(
          z.object({
            id: recordId,
            register: registerId,
            title: z.string(),
            values: z.number().int(),
            locked: z.boolean(),
          }),
        )
        .max(200),
      /** Verdicts and comments on what it brought; they stay in history. */
      judged: z.number().int(),
    }),
  ),
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
          state: z.enum(boardStates),
          toReview: z.number().int(),
          returned: z.number().int(),
          receivedAt: z.string().nullable(),
          late: z.boolean(),
          sequence: z.number().int().nullable(),
          /** Of a filing for the period that came in part: 「缺第 2 部分」. It is not received before the rest is here. */
          partsMissing: z.string().nullable(),
          /** It filed for the period and took that back. */
          takenBack: withdrawal.nullable(),
          replyDue: z.boolean(),
        }),
      ),
    }),
  ),

  /** Offices × the periods of a year at the receiving desk. */
  'receive.year-board': query(
    z.object({ year: z.number().int().min(2000).max(2100) }),
    z.object({
      year: z.number().int(),
      /** Of the plan. */
      years: z.array(z.number().int()),
      periods: z.array(z.object({ id: periodId, label: z.string(), due: z.string() })),
      cities: z.array(
        z.object({
          office: officeCode,
          name: z.string(),
          cells: z.array(
            z.object({
              period: periodId,
              state: z.enum([...boardStates, 'declined']),
              /** It filed and took that back. */
              takenBack: z.boolean(),
              toReview: z.number().int(),
              returned: z.number().int(),
              due: z.string(),
              timeliness: z.object({ kind: z.enum(['onTime', 'late', 'notDue', 'overdue']), days: z.number().int() }),
              /** Of `packages`, those that are 补报. */
              supplements: z.number().int(),
              packages: z.number().int(),
              latest: z.object({ sequence: z.number().int(), stage: fingerprint, at: z.string() }).nullable(),
              /** Against the last filing for an earlier period; amounts in 分. Null before a filing, or where they were not counted. */
              figures: z
                .array(
                  z.object({
                    register: registerId,
                    records: z.object({ now: z.number(), before: z.number().nullable() }),
                    sums: z.array(z.object({ field: z.string(), now: z.number(), before: z.number().nullable() })),
                  }),
                )
                .nullable(),
            }),
          ),
        }),
      ),
    }),
  ),
};
