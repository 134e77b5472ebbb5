import { z } from 'zod';
import { command, query } from './call.ts';
import { filePath, recordFilter, recordId, registerId, severity, value } from './shapes.ts';

const column = z.object({
  index: z.number().int(),
  letter: z.string(),
  heading: z.string(),
  /** Field key the column feeds, or null when it is left out. */
  field: z.string().nullable(),
  sample: z.string(),
});

/** A fault of a cell; `row` is the sheet's own row number, `column` its letter. */
export const cellProblem = z.object({
  row: z.number().int(),
  column: z.string(),
  field: z.string(),
  code: z.string(),
  severity,
  message: z.string(),
  text: z.string().optional(),
});
export type CellProblem = z.infer<typeof cellProblem>;

const previewRow = z.object({
  row: z.number().int(),
  outcome: z.enum(['new', 'changed', 'same', 'bad', 'skipped']),
  record: recordId.nullable(),
  cells: z.record(z.string(), z.object({ text: z.string(), value: value.optional(), before: value.optional() })),
  problems: z.array(cellProblem),
});

const staged = z.object({
  stage: z.string(),
  file: z.string(),
  sheets: z.array(z.string()),
  sheet: z.string(),
  headingRow: z.number().int(),
  moneyUnit: z.enum(['元', '千元', '万元', '亿元']),
  columns: z.array(column),
  counts: z.object({
    new: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
    bad: z.number().int(),
    skipped: z.number().int(),
    errors: z.number().int(),
    warnings: z.number().int(),
  }),
});
export type StagedSheet = z.infer<typeof staged>;
export type SheetColumn = z.infer<typeof column>;
export type PreviewRow = z.infer<typeof previewRow>;

export const sheetCalls = {
  /** Reads a workbook beside the register and shows what it would do; writes nothing. */
  'import.stage': command(
    z.object({
      register: registerId,
      path: filePath,
      sheet: z.string().optional(),
      headingRow: z.number().int().optional(),
      moneyUnit: z.enum(['元', '千元', '万元', '亿元']).optional(),
      /** Column index → field key or null, where the officer corrected the matching. */
      mapping: z.record(z.string(), z.string().nullable()).optional(),
    }),
    staged,
  ),
  'import.rows': query(
    z.object({
      stage: z.string(),
      outcome: z.enum(['new', 'changed', 'same', 'bad', 'skipped']).optional(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().max(500).default(100),
    }),
    z.object({ rows: z.array(previewRow), total: z.number().int() }),
  ),
  /** Corrects one cell in the preview; the file itself is not touched. */
  'import.correct': command(
    z.object({ stage: z.string(), row: z.number().int(), field: z.string(), text: z.string() }),
    staged,
  ),
  'import.skip': command(z.object({ stage: z.string(), row: z.number().int(), skip: z.boolean() }), staged),
  /** Writes the staged rows in one transaction; refused while a bad cell stands. */
  'import.apply': command(
    z.object({ stage: z.string() }),
    z.object({
      act: z.string(),
      label: z.string(),
      created: z.number().int(),
      updated: z.number().int(),
      unchanged: z.number().int(),
    }),
  ),
  'import.discard': command(z.object({ stage: z.string() }), z.object({})),
  'export.register': command(
    z.object({
      register: registerId,
      path: filePath,
      filter: recordFilter.default({}),
      fields: z.array(z.string()).optional(),
    }),
    z.object({ path: filePath, rows: z.number().int() }),
  ),
  'export.all': command(z.object({ path: filePath }), z.object({ path: filePath, rows: z.number().int() })),
  'export.template': command(z.object({ register: registerId, path: filePath }), z.object({ path: filePath })),
};
