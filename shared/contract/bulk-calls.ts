import { z } from 'zod';
import { command } from './call.ts';
import { act, recordScope, registerId, values } from './shapes.ts';

export const bulkCalls = {
  /**
   * The same field changes on many records of one register, as one act; locked records stay as they are and are counted as
   * refused. `append` puts a text behind what is there, and adds codes to those there are.
   */
  'record.edit-many': command(
    z.object({ register: registerId, scope: recordScope, values, mode: z.enum(['set', 'append']).default('set') }),
    act.extend({ edited: z.number().int(), refused: z.number().int() }),
  ),
} as const;
