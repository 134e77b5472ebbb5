import { z } from 'zod';
import { command, query } from './call.ts';
import { filePath, fingerprint, officeCode, periodId, recordId, registerId, shownChange } from './shapes.ts';

/** What a filing brings of a record, against what was filed of it before; held: a draft that stays at home. */
const newsKind = z.enum(['added', 'changed', 'withdrawn', 'unchanged', 'held']);
export type NewsKind = z.infer<typeof newsKind>;

/** What became of a record in a filing: judged in exactly that content, filed anew since, taken back, or waiting for its verdict. */
const filedVerdict = z.enum(['accepted', 'returned', 'replaced', 'withdrawn', 'pending']);
export type FiledVerdict = z.infer<typeof filedVerdict>;

const newsRecord = z.object({
  id: recordId,
  title: z.string(),
  /** The office below that the record belongs to; null for one of our own. */
  ownerName: z.string().nullable(),
  fields: z.array(shownChange),
  /** Written reasons of its 警示; they travel with it. */
  reasons: z.array(z.object({ message: z.string(), reason: z.string() })),
});
export type NewsRecord = z.infer<typeof newsRecord>;

const filedRecord = z.object({
  id: recordId,
  register: registerId,
  title: z.string(),
  verdict: filedVerdict,
});
export type FiledRecord = z.infer<typeof filedRecord>;

/** A package file read whole, wherever it lies now. */
const copyCheck = z.object({
  file: filePath,
  name: z.string(),
  bytes: z.number(),
  /** intact: byte for byte as written here · damaged: bears the name of one, and differs · unknown: not written here */
  verdict: z.enum(['intact', 'damaged', 'unknown']),
  message: z.string(),
  sequence: z.number().int().nullable(),
  period: periodId.nullable(),
  toName: z.string().nullable(),
  fingerprint: fingerprint.nullable(),
});
export type CopyCheck = z.infer<typeof copyCheck>;

const several = z.array(recordId).min(1).max(10_000);

export const filingCalls = {
  /** The records behind a number of the filing desk, field by field against what was filed of them before. */
  'filing.news': query(
    z.object({
      register: registerId,
      kind: newsKind,
      after: recordId.optional(),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    z.object({ records: z.array(newsRecord), next: recordId.nullable() }),
  ),
  /** The records that an earlier filing carried as news, each with what became of it. */
  'filing.records': query(
    z.object({
      sequence: z.number().int().min(1),
      verdict: filedVerdict.optional(),
      after: recordId.optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ records: z.array(filedRecord), next: recordId.nullable() }),
  ),
  /** A record as it was in an earlier filing, beside what was filed of it before that. */
  'filing.record': query(
    z.object({ sequence: z.number().int().min(1), id: recordId }),
    z.object({
      title: z.string(),
      at: z.string(),
      formerAt: z.string().nullable(),
      fields: z.array(shownChange.extend({ differs: z.boolean() })),
    }),
  ),
  /** Keeps drafts at home when the rest is filed; what was filed before is left as it is. */
  'filing.hold': command(z.object({ ids: several }), z.object({ held: z.number().int() })),
  'filing.release': command(z.object({ ids: several }), z.object({ released: z.number().int() })),
  /** Reads a package file, or every one of a folder or drive, and says whether it is as it was written here. */
  'filing.check-copy': query(z.object({ path: filePath }), z.object({ files: z.array(copyCheck) })),
  /** What was answered to each filing to the office above, in records. */
  'filing.answers': query(
    z.object({}),
    z.object({
      filings: z.array(
        z.object({
          sequence: z.number().int(),
          to: officeCode,
          accepted: z.number().int(),
          returned: z.number().int(),
          replaced: z.number().int(),
          withdrawn: z.number().int(),
          pending: z.number().int(),
          /** When a reply said that this filing had arrived. */
          answeredAt: z.string().nullable(),
        }),
      ),
    }),
  ),
};
