import { z } from 'zod';
import { command, query } from './call.ts';
import { act, conflict, officeCode, recordId, registerId, value } from './shapes.ts';

/** Which conflicts: all conditions must hold. */
export const conflictFilter = z.object({
  register: registerId.optional(),
  /** `$live` for records and rows deleted on one side and edited on the other. */
  field: z.string().optional(),
  /** The child table of `field`; left out for the record's own. */
  table: z.string().optional(),
  owner: officeCode.optional(),
});
export type ConflictFilter = z.infer<typeof conflictFilter>;

/**
 * A rule that settles many conflicts alike: the value this office wrote, the one another office wrote, the one written last by its
 * time, or, where one side deleted and the other edited, to keep.
 */
export const conflictTake = z.enum(['ours', 'theirs', 'latest', 'keep']);
export type ConflictTake = z.infer<typeof conflictTake>;

export const conflictCalls = {
  /** Every conflict that a filter leaves, over all registers; with how many there are by register and field, and by owner. */
  'conflict.list': query(
    conflictFilter.extend({
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().max(1000).default(500),
    }),
    z.object({
      conflicts: z.array(conflict),
      /** Places that the filter leaves, and places in all. */
      total: z.number().int(),
      all: z.number().int(),
      fields: z.array(
        z.object({
          register: registerId,
          table: z.string().optional(),
          field: z.string(),
          label: z.string(),
          count: z.number().int(),
        }),
      ),
      owners: z.array(z.object({ owner: officeCode, count: z.number().int() })),
    }),
  ),
  /** Settles a conflict by a new edit: takes the n-th value as listed, or writes a third. */
  'conflict.settle': command(
    z.object({
      id: recordId,
      field: z.string(),
      table: z.string().optional(),
      rowId: z.string().optional(),
      take: z.number().int().min(0).optional(),
      value: value.optional(),
    }),
    act,
  ),
  /** What each rule would do with the conflicts that a filter leaves. */
  'conflict.preview': query(
    conflictFilter,
    z.object({
      total: z.number().int(),
      takes: z.array(
        z.object({
          take: conflictTake,
          settles: z.number().int(),
          records: z.number().int(),
          /** Of those, where another value than the present one will be shown. */
          changes: z.number().int(),
          /** Left as they are, by reason. */
          left: z.array(z.object({ reason: z.string(), count: z.number().int() })),
        }),
      ),
    }),
  ),
  /** Settles by a rule all conflicts that a filter leaves, in one act; what the rule cannot settle is left. */
  'conflict.settle-many': command(
    conflictFilter.extend({ take: conflictTake }),
    act.extend({
      settled: z.number().int(),
      records: z.number().int(),
      left: z.array(z.object({ reason: z.string(), count: z.number().int() })),
    }),
  ),
};
