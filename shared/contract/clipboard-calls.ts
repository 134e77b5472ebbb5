import { z } from 'zod';
import { command, query } from './call.ts';
import { act, fieldKey, recordId, registerId } from './shapes.ts';

/** The most records whose cells one act writes. */
export const LARGEST_BLOCK = 200_000;

const block = z.object({
  register: registerId,
  ids: z.array(recordId).max(LARGEST_BLOCK),
  fields: z.array(fieldKey).min(1).max(200),
});

/** Lines of a clipboard that are given back: those that a screen shows. */
export const CLIPBOARD_HEAD = 40;

/** A text that a cell cannot take, where it belongs in the block that was to be written. */
const badCell = z.object({
  row: z.number().int(),
  column: z.number().int(),
  /** Absent where the line would be a new record. */
  id: recordId.optional(),
  field: fieldKey,
  text: z.string(),
  message: z.string(),
});
export type BadCell = z.infer<typeof badCell>;

/** The most bad cells that are told one by one. */
export const LISTED_BAD_CELLS = 2000;

export const clipboardCalls = {
  /** Cells as spreadsheets take them: tab-separated text, and a table with identifiers kept as text. */
  'clipboard.copy': query(
    block.extend({ ids: block.shape.ids.min(1) }),
    z.object({ text: z.string(), html: z.string() }),
  ),
  /** Reads what a spreadsheet put on the clipboard; the cells wait in the core under `stage`. */
  'clipboard.stage': query(
    z.object({ text: z.string().max(64_000_000), html: z.string().max(256_000_000).optional() }),
    z.object({
      stage: z.string(),
      rows: z.number().int(),
      columns: z.number().int(),
      /** Cells filled in because they were merged with one above. */
      spread: z.number().int(),
      /** The first lines: a paste of one value, and what is in sight while the rest is written. */
      head: z.array(z.array(z.string())),
    }),
  ),
  /**
   * Writes a block of cells as one act; what is written repeats where the block is larger. Lines beyond `ids` become new
   * records. With a bad cell nothing is written, unless `skipBad` leaves those out.
   */
  'cells.write': command(
    block.extend({
      /** New records after the last of `ids`. */
      add: z.number().int().min(0).max(LARGEST_BLOCK).default(0),
      source: z.union([
        z.object({ stage: z.string() }),
        z.object({ texts: z.array(z.array(z.string())).min(1).max(1000) }),
        /** Fills from the `seed` lines or columns at one side of the block; a run of numbers or dates goes on, upward and to the left backward. */
        z.object({
          from: z.enum(['top', 'bottom', 'left', 'right']),
          seed: z.number().int().min(1).max(1000).default(1),
        }),
      ]),
      corrections: z
        .array(z.object({ row: z.number().int(), column: z.number().int(), text: z.string() }))
        .max(10_000)
        .default([]),
      skipBad: z.boolean().default(false),
      verb: z.enum(['粘贴', '填充', '清空', '剪切']),
    }),
    act.extend({
      /** Null where nothing was written. */
      act: z.string().nullable(),
      edited: z.number().int(),
      added: z.number().int(),
      bad: z.array(badCell),
      badCount: z.number().int(),
    }),
  ),
} as const;
