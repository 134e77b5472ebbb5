import { z } from 'zod';
import { command, query } from './call.ts';
import { act, fieldKey, recordFilter, recordId, registerId } from './shapes.ts';

/** What is looked for, and where: texts as people read them. */
const search = z.object({
  register: registerId,
  filter: recordFilter.default({}),
  fields: z.array(fieldKey).min(1).max(300),
  find: z.string().min(1).max(500),
  replacement: z.string().max(2000),
  /** Only cells that hold nothing else. */
  whole: z.boolean().default(false),
});

const replaceMatch = z.object({
  id: recordId,
  title: z.string(),
  field: fieldKey,
  before: z.string(),
  after: z.string(),
  /** Why the cell cannot be replaced: locked, the province's, or not readable any more. */
  problem: z.string().nullable(),
});
export type ReplaceMatch = z.infer<typeof replaceMatch>;

/** The most matches that are shown one by one. */
export const SHOWN_MATCHES = 500;

export const replaceCalls = {
  /** What a replacement would do: exact counts, and the first matches one by one. */
  'record.replace-preview': query(
    search,
    z.object({
      cells: z.number().int(),
      records: z.number().int(),
      /** Cells that cannot be replaced. */
      barred: z.number().int(),
      matches: z.array(replaceMatch),
    }),
  ),
  /** Replaces as one act. `expected` is the count that was previewed: another count is refused, because something changed meanwhile. */
  'record.replace': command(
    search.extend({
      except: z
        .array(z.object({ id: recordId, field: fieldKey }))
        .max(SHOWN_MATCHES)
        .default([]),
      expected: z.number().int(),
    }),
    act.extend({ cells: z.number().int(), edited: z.number().int() }),
  ),
} as const;
