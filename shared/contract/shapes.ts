import { z } from 'zod';
import { PERIOD_PATTERN } from '../period/period.ts';

/** Shapes that several calls share. */

export const officeCode = z.string().regex(/^\d{6}$/);
export const periodId = z.string().regex(PERIOD_PATTERN);
export const recordId = z.string().min(1).max(64);
export const fieldKey = z.string().regex(/^[$A-Za-z][A-Za-z0-9_]{0,63}$/);
export const registerId = z.string().regex(/^[a-z][a-z_]{0,31}$/);
export const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);
export const filePath = z.string().min(1).max(4096);

/** Text, whole number (分, flag 0/1, scaled decimal), list of codes, or nothing. */
export const value = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
export const values = z.record(fieldKey, value);

export const recordState = z.enum(['draft', 'submitted', 'accepted', 'returned', 'withdrawn']);
export const severity = z.enum(['error', 'warning', 'hint']);

/** A field of a record, or of a row of one of its tables, as it was and as it is, in words that people read. */
export const shownChange = z.object({
  table: z.string().optional(),
  rowId: z.string().optional(),
  field: z.string(),
  label: z.string(),
  before: z.string(),
  after: z.string(),
});

/** The one shape of a found fault, in a record or in a sheet. */
export const problem = z.object({
  record: recordId.optional(),
  register: registerId.optional(),
  title: z.string().optional(),
  rule: z.string(),
  severity,
  field: z.string().optional(),
  table: z.string().optional(),
  rowId: z.string().optional(),
  message: z.string(),
  /** The written reason of a 警示, where one was given. */
  reason: z.string().optional(),
  /** Where the rule comes from. */
  source: z.string().optional(),
  /** What was filed before at this place, as people read it. */
  former: z.object({ period: z.string(), shown: z.string() }).optional(),
  /** The first of the records that make the problem together with this one. */
  others: z.array(z.object({ record: recordId, register: registerId, title: z.string() })).optional(),
  /** The record is withdrawn: that is the problem. */
  withdrawn: z.boolean().optional(),
  /** The record is accepted and locked: a 警示 at it keeps nothing from being filed. */
  locked: z.boolean().optional(),
});

/** How a list is narrowed: all conditions must hold. */
export const condition = z.object({
  field: z.string(),
  operator: z.enum(['is', 'in', 'contains', 'empty', 'filled', 'atLeast', 'atMost']),
  value: value.optional(),
});

export const recordFilter = z.object({
  search: z.string().max(200).optional(),
  states: z.array(recordState).optional(),
  owners: z.array(officeCode).optional(),
  changed: z.boolean().optional(),
  conflicted: z.boolean().optional(),
  /** Only records with an unexplained problem of this severity. */
  problem: severity.optional(),
  conditions: z.array(condition).max(20).optional(),
  ids: z.array(recordId).max(5000).optional(),
});

export const recordSort = z.object({ field: z.string(), descending: z.boolean().default(false) });

/** Records of one register: those named, or everything a filter leaves but some. */
export const recordScope = z.union([
  z.object({ ids: z.array(recordId).min(1).max(200_000) }),
  z.object({ filter: recordFilter, except: z.array(recordId).max(10_000).default([]) }),
]);

/** A line of a list: the shown values of the list columns and the marks beside them. */
export const recordRow = z.object({
  id: recordId,
  owner: officeCode,
  state: recordState,
  changed: z.boolean(),
  conflicted: z.boolean(),
  locked: z.boolean(),
  /** Comments that are not closed, and those of them that the city has answered. */
  openComments: z.number().int(),
  answeredComments: z.number().int(),
  /** Fields that carry an error or an unexplained warning, with the worse of the two. */
  faults: z.record(z.string(), z.object({ severity, message: z.string() })),
  values,
});

export const childRow = z.object({ rowId: z.string(), values });

export const comment = z.object({
  thread: z.string(),
  record: recordId,
  register: registerId,
  title: z.string(),
  field: z.string().nullable(),
  round: z.number().int(),
  state: z.enum(['open', 'answered', 'closed']),
  /** The thread is about a correction by the office above. */
  correction: z.object({ before: z.string(), after: z.string(), reason: z.string() }).nullable(),
  entries: z.array(
    z.object({
      kind: z.enum(['open', 'answer', 'close']),
      text: z.string(),
      office: officeCode,
      officer: z.string(),
      at: z.string(),
    }),
  ),
});

export const provenance = z.object({ at: z.string(), officer: z.string(), office: officeCode });

export const conflict = z.object({
  id: recordId,
  register: registerId,
  owner: officeCode,
  title: z.string(),
  table: z.string().optional(),
  rowId: z.string().optional(),
  /** `$live` where one side deleted what the other edited. */
  field: z.string(),
  label: z.string(),
  /** Which child row, by what stands in it. */
  row: z.string().optional(),
  /** Why it cannot be settled here and now; null when it can. */
  bar: z.string().nullable(),
  values: z.array(
    z.object({
      value: z.union([value, z.boolean()]),
      shown: z.string(),
      office: officeCode,
      officer: z.string(),
      at: z.string(),
    }),
  ),
});

/** Another record; `source` names the ledger it lies in where that is not this one. */
const recordLink = z.object({ id: recordId, title: z.string(), source: z.string() });

export const recordView = z.object({
  id: recordId,
  register: registerId,
  owner: officeCode,
  live: z.boolean(),
  title: z.string(),
  state: recordState,
  changed: z.boolean(),
  round: z.number().int(),
  locked: z.boolean(),
  /** Whether this workspace may edit it now: right office, not locked, not withdrawn. */
  editable: z.boolean(),
  values,
  tables: z.record(z.string(), z.array(childRow)),
  problems: z.array(problem),
  comments: z.array(comment),
  conflicts: z.array(conflict),
  /** Fields that differ from what was last filed, with the filed value. */
  sinceFiling: z.record(z.string(), value),
  provenance: z.record(z.string(), provenance),
  /** The last verdict of each office that judged it, the nearest first; `present` where it is about the content that stands now. */
  verdicts: z.array(
    z.object({
      office: officeCode,
      verdict: z.enum(['accept', 'return']),
      present: z.boolean(),
      at: z.string(),
      officer: z.string(),
    }),
  ),
  /** How many of its fields only a newer version can read: kept as they came, not shown. */
  newerFields: z.number().int(),
  links: z.object({
    /** The record in which this withdrawn one goes on; null when it was not merged. */
    mergedInto: recordLink.nullable(),
    /** The record of a former ledger that this one carries on. */
    carriedFrom: recordLink.nullable(),
    /** Withdrawn records that were merged into this one, with the entries of their comment threads. */
    merged: z.array(z.object({ id: recordId, title: z.string(), comments: z.number().int() })),
    /** What the office above ruled of it as one of several offices' records of one item. */
    duplicate: z
      .object({
        role: z.enum(['counted', 'linked']),
        /** The one that counts, or those linked to this one; `here` where that record is in this ledger. */
        others: z.array(
          z.object({ owner: officeCode, id: recordId, title: z.string(), number: z.string(), here: z.boolean() }),
        ),
        by: provenance.nullable(),
      })
      .nullable(),
  }),
});

export const historyEntry = z.object({
  sequence: z.number().int(),
  at: z.string(),
  officer: z.string(),
  office: officeCode,
  action: z.enum([
    'create',
    'edit',
    'delete',
    'restore',
    'import',
    'carry',
    'merge',
    'receive',
    'undo',
    'redo',
    'settle',
    'file',
    'review',
    'comment',
    'unlock',
    'govern',
  ]),
  label: z.string(),
  /** Short sign of the package or workbook that brought it. */
  source: z.string().nullable(),
  changes: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      table: z.string().optional(),
      rowId: z.string().optional(),
      before: value,
      after: value,
      /** What contended there before and after, as people read it, where that changed. */
      contending: z.object({ before: z.string().optional(), after: z.string().optional() }).optional(),
    }),
  ),
});

export const classCounts = z.object({
  new: z.number().int(),
  same: z.number().int(),
  changed: z.number().int(),
  parallel: z.number().int(),
  conflict: z.number().int(),
  deletedButEdited: z.number().int(),
});

export const fileProblem = z.object({ code: z.string(), message: z.string() });

/** A page to be printed, with its name and what stands at its foot. */
export const paper = z.object({ html: z.string(), title: z.string(), footer: z.string() });

/** An act that can be taken back as a whole. */
export const act = z.object({ act: z.string(), label: z.string() });

export type Value = z.infer<typeof value>;
export type Values = z.infer<typeof values>;
export type RecordState = z.infer<typeof recordState>;
export type Severity = z.infer<typeof severity>;
export type ShownChange = z.infer<typeof shownChange>;
export type ProblemView = z.infer<typeof problem>;
export type Condition = z.infer<typeof condition>;
export type RecordFilter = z.infer<typeof recordFilter>;
export type RecordSort = z.infer<typeof recordSort>;
export type RecordScope = z.infer<typeof recordScope>;
export type RecordRow = z.infer<typeof recordRow>;
export type RecordView = z.infer<typeof recordView>;
export type CommentView = z.infer<typeof comment>;
export type ConflictView = z.infer<typeof conflict>;
export type HistoryEntry = z.infer<typeof historyEntry>;
export type ClassCounts = z.infer<typeof classCounts>;
export type FileProblem = z.infer<typeof fileProblem>;
export type Provenance = z.infer<typeof provenance>;
