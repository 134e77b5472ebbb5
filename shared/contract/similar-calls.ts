import { z } from 'zod';
import { command, query } from './call.ts';
import { act, recordId, recordRow, registerId, values } from './shapes.ts';

/** 编号相同, 名称相同, 单位相同且名称相近. */
const reason = z.enum(['number', 'name', 'unit-and-name']);

const pair = z.object({
  one: recordRow,
  other: recordRow,
  reason,
  /** Both are numbered, and differently: more likely two items of one name. */
  numbersDiffer: z.boolean(),
  likeness: z.number(),
  title: z.string(),
  otherTitle: z.string(),
});
export type SimilarPairView = z.infer<typeof pair>;

const match = z.object({ id: recordId, title: z.string(), detail: z.string(), reason });
export type SimilarMatch = z.infer<typeof match>;

export const similarCalls = {
  /** Pairs of this office's records that are likely one item, the surest first; pairs told apart are left out. */
  'similar.list': query(
    z.object({
      register: registerId,
      limit: z.number().int().min(1).max(500).default(200),
      /** A pair that is wanted whatever its place. */
      first: z.tuple([recordId, recordId]).optional(),
    }),
    z.object({ pairs: z.array(pair), total: z.number().int(), compared: z.number().int(), distinct: z.number().int() }),
  ),
  /** Records here that a new one may repeat, by its number or name; quick enough to ask while it is typed. */
  'record.similar': query(
    z.object({ register: registerId, id: recordId.optional(), values }),
    z.object({ matches: z.array(match) }),
  ),
  /** Remembers that two records are not one item, or forgets it. Kept in this workspace; does not travel. */
  'similar.distinct': command(
    z.object({ one: recordId, other: recordId, distinct: z.boolean().default(true) }),
    z.object({}),
  ),
  /** What a merge would do beside the values: child rows united, other records that would follow. */
  'record.merge-preview': query(
    z.object({ survivor: recordId, other: recordId, values: values.default({}) }),
    z.object({
      tables: z.array(
        z.object({ table: z.string(), kept: z.number().int(), added: z.number().int(), same: z.number().int() }),
      ),
      following: z.array(z.object({ id: recordId, title: z.string(), locked: z.boolean() })),
    }),
  ),
  /**
   * Merges two records into one as one act: the survivor takes the values given, else keeps its own, else takes the other's;
   * child rows are united, references follow, the other is withdrawn with a link.
   */
  'record.merge': command(
    z.object({ survivor: recordId, other: recordId, values: values.default({}) }),
    act.extend({ followed: z.number().int() }),
  ),
};
