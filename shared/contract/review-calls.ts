import { z } from 'zod';
import { command, query } from './call.ts';
import { comment, fieldKey, officeCode, periodId, provenance, recordId, registerId, value } from './shapes.ts';

/**
 * What an officer looks for in the queue: 新增, 有改动, 退回后再报, 有警示, 跨单位重复, 意见已答复, 有冲突, 待复审, 退回初审;
 * 更正有异议, whatever the state of the record.
 */
export const reviewMark = z.enum([
  'new',
  'changed',
  'resubmitted',
  'warned',
  'duplicate',
  'answered',
  'conflicted',
  'second',
  'sentBack',
  'objected',
]);
export type ReviewMark = z.infer<typeof reviewMark>;

/** How the queue is narrowed: all conditions must hold. */
export const reviewFilter = z.object({
  /** An office and all below it. */
  owner: officeCode.optional(),
  register: registerId.optional(),
  /** The period for which they were last filed. */
  period: periodId.optional(),
  /** Codes of 技术领域 and 对应任务. */
  techField: z.string().max(40).optional(),
  task: z.string().max(40).optional(),
  /** Least amount in 分 of the register's leading amount. */
  amountAtLeast: z.number().int().min(0).optional(),
  mark: reviewMark.optional(),
});
export type ReviewFilter = z.infer<typeof reviewFilter>;

/** By the time of filing, the oldest first; by amount, the largest first; by office. */
export const reviewSort = z.enum(['filed', 'amount', 'owner']);
export type ReviewSort = z.infer<typeof reviewSort>;

const fieldComments = z.array(z.object({ field: z.string(), text: z.string().trim().min(1).max(2000) })).max(50);
const verdict = z.enum(['accept', 'return']);

/** 初审意见: what the first officer thinks of the present content. */
const firstLook = z.object({
  verdict,
  note: z.string().nullable(),
  fields: fieldComments,
  at: z.string(),
  officer: z.string(),
  /** Why another officer sent it back; null while it waits for the second look. */
  back: z.object({ note: z.string(), at: z.string(), officer: z.string() }).nullable(),
});
export type FirstLook = z.infer<typeof firstLook>;

const manyIds = z.array(recordId).min(1).max(10_000);
const done = z.object({
  decided: z.number().int(),
  skipped: z.array(z.object({ id: recordId, message: z.string() })),
});

const sentences = z.array(z.string().trim().min(1).max(200)).max(30);
const commentTemplates = z.object({ field: sentences, record: sentences });
export type CommentTemplates = z.infer<typeof commentTemplates>;

const queueRow = z.object({
  id: recordId,
  register: registerId,
  owner: officeCode,
  title: z.string(),
  round: z.number().int(),
  filedAt: z.string(),
  isNew: z.boolean(),
  changedFields: z.array(z.string()),
  /** 分; null where the register has none or it is empty. */
  amount: z.number().int().nullable(),
  errors: z.number().int(),
  warnings: z.number().int(),
  openComments: z.number().int(),
  answeredComments: z.number().int(),
  conflicted: z.boolean(),
  duplicate: z.boolean(),
  look: firstLook.nullable(),
});
export type ReviewQueueRow = z.infer<typeof queueRow>;

export const reviewCalls = {
  /** Submitted records that wait for a verdict, page by page. */
  'review.queue': query(
    reviewFilter.extend({
      sort: reviewSort.default('filed'),
      /** Only of these, to bring a list up to date. */
      ids: z.array(recordId).max(500).optional(),
      after: z.string().optional(),
      limit: z.number().int().max(500).default(100),
    }),
    z.object({ rows: z.array(queueRow), next: z.string().nullable(), total: z.number().int() }),
  ),
  /** How many records each choice of a filter would show, the other filters as they are. */
  'review.counts': query(
    reviewFilter,
    z.object({
      all: z.number().int(),
      marks: z.record(reviewMark, z.number().int()),
      registers: z.record(registerId, z.number().int()),
      owners: z.record(officeCode, z.number().int()),
    }),
  ),
  /** The record as last accepted or reviewed, beside the present one. */
  'review.compare': query(
    z.object({ id: recordId }),
    z.object({
      formerAt: z.string().nullable(),
      fields: z.array(
        z.object({
          field: z.string(),
          label: z.string(),
          section: z.string(),
          before: z.string(),
          after: z.string(),
          differs: z.boolean(),
        }),
      ),
      look: firstLook.nullable(),
    }),
  ),
  /** 历次: what was filed, judged and said of a record, round by round, the latest first. */
  'review.rounds': query(
    z.object({ id: recordId }),
    z.object({
      rounds: z.array(
        z.object({
          round: z.number().int(),
          filings: z.array(
            provenance.extend({
              period: periodId,
              /** What differs from what was filed before it; null for the first. */
              changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })).nullable(),
            }),
          ),
          verdicts: z.array(
            provenance.extend({ verdict: z.enum(['accept', 'return', 'unlock']), note: z.string().nullable() }),
          ),
          comments: z.array(
            z.object({
              thread: z.string(),
              label: z.string(),
              state: z.enum(['open', 'answered', 'closed']),
              entries: z.array(
                z.object({
                  kind: z.enum(['open', 'answer', 'close']),
                  text: z.string(),
                  officer: z.string(),
                  at: z.string(),
                }),
              ),
            }),
          ),
        }),
      ),
    }),
  ),
  /**
   * A verdict on records. A return needs a comment, on the whole or at fields. Where the office wants a second look it is kept as
   * 初审意见: `proposed` counts these.
   */
  'review.decide': command(
    z.object({
      ids: manyIds,
      verdict,
      comment: z.string().max(2000).optional(),
      fields: fieldComments.default([]),
    }),
    done.extend({ proposed: z.number().int() }),
  ),
  /** Whether verdicts take a second officer. */
  'review.second-look': query(z.object({}), z.object({ on: z.boolean() })),
  'review.set-second-look': command(z.object({ on: z.boolean() }), z.object({})),
  /** 复审: another officer makes the 初审意见 of records the verdict. */
  'review.confirm': command(z.object({ ids: manyIds }), done),
  /** Another officer sends 初审意见 back to the first, with a note. */
  'review.send-back': command(z.object({ ids: manyIds, note: z.string().trim().min(1).max(2000) }), done),
  /** The first officer takes his 初审意见 back. */
  'review.retract': command(z.object({ ids: manyIds }), done),
  'comment.list': query(
    z.object({ state: z.enum(['open', 'answered', 'closed']).optional(), record: recordId.optional() }),
    z.object({ comments: z.array(comment) }),
  ),
  'comment.answer': command(z.object({ thread: z.string(), text: z.string().trim().min(1).max(2000) }), z.object({})),
  /** The office that asked closes a thread, with a word on it where it wants. */
  'comment.close': command(
    z.object({ thread: z.string(), text: z.string().trim().max(2000).default('') }),
    z.object({}),
  ),
  /** 更正 of a value that an office below filed, with the reason; told to it with the next reply. */
  'correction.write': command(
    z.object({ id: recordId, field: fieldKey, value, reason: z.string().trim().min(1).max(1000) }),
    z.object({ thread: z.string() }),
  ),
  /** The record's owner accepts corrections; to object it answers the thread. */
  'correction.accept': command(
    z.object({ threads: z.array(z.string()).min(1).max(10_000) }),
    z.object({ accepted: z.number().int() }),
  ),
  /** Takes a correction back: the filed value stands again unless the owner changed it since. */
  'correction.withdraw': command(z.object({ thread: z.string() }), z.object({ restored: z.boolean() })),
  /** 常用意见, for a field (`{field}` stands for its label) and for the whole record; kept in this workspace. */
  'comment.templates': query(z.object({}), commentTemplates),
  'comment.set-templates': command(commentTemplates, z.object({})),
};
