import { z } from 'zod';
import { query } from './call.ts';
import { fieldKey, recordFilter, recordId, recordSort, registerId } from './shapes.ts';

/** A stretch of a list: the `count` records from the position `at` (0 is the first) of what a filter and a sort leave. */
const stretch = z.object({
  register: registerId,
  filter: recordFilter.default({}),
  sort: recordSort.optional(),
  at: z.number().int().min(0),
  count: z.number().int().min(1).max(200_000),
});

/** Why a cell carries a mark in the list. */
export const cellMarkKind = z.enum(['comment', 'answered', 'changed', 'conflict', 'corrected']);
export type CellMarkKind = z.infer<typeof cellMarkKind>;

const cellMark = z.object({ kind: cellMarkKind, text: z.string() });
export type CellMark = z.infer<typeof cellMark>;

/** What the list of a register asks besides its pages. */
export const listCalls = {
  /** The values of a field of codes, flags or years among what a filter leaves, with how many records hold each; the most frequent first. */
  'record.facet': query(
    z.object({ register: registerId, filter: recordFilter.default({}), field: fieldKey }),
    z.object({
      values: z.array(z.object({ value: z.union([z.string(), z.number(), z.null()]), count: z.number().int() })),
    }),
  ),
  /** The ids of a stretch of a list, in its order. */
  'record.ids': query(stretch, z.object({ ids: z.array(recordId) })),
  /** Where a record stands in a list; null where the filter leaves it out. */
  'record.position': query(
    z.object({ register: registerId, filter: recordFilter.default({}), sort: recordSort.optional(), id: recordId }),
    z.object({ position: z.number().int().nullable() }),
  ),
  /** Count, filled cells and sum of number fields over a stretch of a list (money in 分, decimals scaled). */
  'record.totals': query(
    stretch.extend({ count: z.number().int().min(1), fields: z.array(fieldKey).min(1).max(200) }),
    z.object({ totals: z.record(fieldKey, z.object({ filled: z.number().int(), sum: z.number().nullable() })) }),
  ),
  /** The marks of the cells of some records: open comments, changes since the filing, conflicts, corrections by the province. */
  'record.marks': query(
    z.object({ ids: z.array(recordId).max(300) }),
    z.object({ marks: z.record(recordId, z.record(z.string(), z.array(cellMark))) }),
  ),
} as const;
