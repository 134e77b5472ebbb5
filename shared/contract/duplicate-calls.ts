import { z } from 'zod';
import { command, query } from './call.ts';
import { act, officeCode, recordId, recordRow, registerId } from './shapes.ts';

const ids = z.array(recordId).min(2).max(50);
const by = z.object({ at: z.string(), officer: z.string() });

const group = z.object({
  /** Names the group as long as its records are the same. */
  key: z.string(),
  register: registerId,
  label: z.string(),
  /** Why they look like one item: 项目编号相同, 名称相同, 单位相同、名称相近. */
  reason: z.string(),
  records: z.array(recordRow.extend({ title: z.string() })),
  /** The record that counts, where that was ruled. */
  counted: recordId.nullable(),
  /** What the first officer proposes, where the office wants a second look: the record to count, or null for 并非重复. */
  proposal: by.extend({ counted: recordId.nullable() }).nullable(),
});
export type DuplicateGroup = z.infer<typeof group>;

const ruled = act.extend({
  /** It waits for another officer. */
  proposed: z.boolean(),
});

/** The same item reported by several offices: found, ruled on, and told to them with the next reply. */
export const duplicateCalls = {
  /** 待认定: by natural key, and what the last comparison of names found. 已认定: what counts with what is linked to it. 并非重复: told apart. */
  'duplicate.list': query(
    z.object({
      state: z.enum(['open', 'ruled', 'distinct']).default('open'),
      register: registerId.optional(),
      limit: z.number().int().max(500).default(200),
    }),
    z.object({
      groups: z.array(group),
      counts: z.object({ open: z.number().int(), ruled: z.number().int(), distinct: z.number().int() }),
      /** The last comparison of names, over all registers asked for; null where there was none since the program was started. */
      compared: z
        .object({
          at: z.string(),
          records: z.number().int(),
          pairs: z.number().int(),
          /** Records came or changed since. */
          stale: z.boolean(),
        })
        .nullable(),
    }),
  ),
  /** Compares the names of different offices' records; takes long over many, reports and can be cancelled. */
  'duplicate.compare': query(
    z.object({ register: registerId.optional() }),
    z.object({ records: z.number().int(), pairs: z.number().int() }),
  ),
  /** 计这一条: the others, and what was linked to any of them, are linked to it. Null takes a ruling back. */
  'duplicate.rule': command(z.object({ ids, counted: recordId.nullable() }), ruled),
  /** 并非重复, or no longer so: remembered for every two of them that belong to different offices. */
  'duplicate.tell-apart': command(
    z.object({ ids, distinct: z.boolean().default(true) }),
    z.object({ proposed: z.boolean() }),
  ),
  /** 复核: another officer makes the proposal about these records the ruling. */
  'duplicate.confirm': command(z.object({ ids }), ruled),
  /** Drops the proposal about these records. */
  'duplicate.drop': command(z.object({ ids }), z.object({})),
  /** What was ruled of this office's own records by the office above. */
  'duplicate.told': query(
    z.object({}),
    z.object({
      records: z.array(
        z.object({
          id: recordId,
          register: registerId,
          title: z.string(),
          role: z.enum(['counted', 'linked']),
          others: z.array(z.object({ owner: officeCode, title: z.string(), number: z.string() })),
          by: by.extend({ office: officeCode }).nullable(),
        }),
      ),
    }),
  ),
};
