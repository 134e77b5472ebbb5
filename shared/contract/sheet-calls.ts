import { z } from 'zod';
import { command, query } from './call.ts';
import { fieldKey, filePath, recordFilter, recordId, recordSort, registerId, severity, value } from './shapes.ts';

const column = z.object({
  index: z.number().int(),
  letter: z.string(),
  heading: z.string(),
  /** Field key the column feeds, or null when it is left out; `$` begins the keys by which a child row names its record. */
  field: z.string().nullable(),
  sample: z.string(),
  /** Hidden in the sheet. */
  hidden: z.boolean(),
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

/**
 * What a row of the sheet would do. `conflict`: changed in the file and in the application since its export. `duplicate`: says the
 * same as a row above. `missing`: was exported and is no longer in the file; stays in the ledger. `withdraw`: the same, to be withdrawn.
 */
export const rowOutcome = z.enum([
  'bad',
  'conflict',
  'new',
  'changed',
  'same',
  'duplicate',
  'skipped',
  'missing',
  'withdraw',
]);
export type RowOutcome = z.infer<typeof rowOutcome>;

const moneyUnit = z.enum(['元', '千元', '万元', '亿元']);

const previewRow = z.object({
  /** The sheet's own row number; below zero for what is no longer in the sheet. */
  row: z.number().int(),
  outcome: rowOutcome,
  record: recordId.nullable(),
  title: z.string(),
  cells: z.record(z.string(), z.object({ text: z.string(), value: value.optional(), before: value.optional() })),
  problems: z.array(cellProblem),
  /** Cells changed on both sides, and what was chosen. */
  conflicts: z.array(
    z.object({ field: z.string(), file: value, ledger: value, take: z.enum(['file', 'ledger']).nullable() }),
  ),
  /** Records the row may mean, where more than one fits. */
  candidates: z.array(z.object({ id: recordId, title: z.string() })),
});

const counts = z.object({
  new: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  bad: z.number().int(),
  conflict: z.number().int(),
  duplicate: z.number().int(),
  skipped: z.number().int(),
  missing: z.number().int(),
  withdraw: z.number().int(),
  errors: z.number().int(),
  warnings: z.number().int(),
  /** Rows to be written that carry a warning. */
  warned: z.number().int(),
  /** Cells that were filled at the export and are empty now. */
  emptied: z.number().int(),
});
export type SheetCounts = z.infer<typeof counts>;

const part = z.object({
  sheet: z.string(),
  register: registerId,
  table: z.string().nullable(),
  label: z.string(),
  /** Whether its rows are taken in with the rest. */
  included: z.boolean(),
  counts,
});
export type SheetPart = z.infer<typeof part>;

const staged = z.object({
  stage: z.string(),
  file: z.string(),
  sheets: z.array(z.string()),
  /** Every sheet that is or could be taken in, the one in view among them. */
  parts: z.array(part),
  /** Whether it is an export of this ledger that came back; the sentence says why not, where it claims to be one. */
  exportBase: z.object({ used: z.boolean(), exportedAt: z.string().nullable(), message: z.string().nullable() }),
  sheet: z.string(),
  register: registerId,
  table: z.string().nullable(),
  headingRow: z.number().int(),
  /** Last row of the heading. */
  headingEnd: z.number().int(),
  moneyUnit,
  /** Whether the columns are matched as an officer matched them for such a heading before. */
  remembered: z.boolean(),
  /** Rows that are hidden or filtered out in the sheet, and whether they are taken in. */
  hidden: z.object({ rows: z.number().int(), take: z.boolean() }),
  columns: z.array(column),
  counts,
});
export type StagedSheet = z.infer<typeof staged>;
export type SheetColumn = z.infer<typeof column>;
export type PreviewRow = z.infer<typeof previewRow>;

/** A stage, and a sheet of it. */
const place = { stage: z.string(), sheet: z.string() };

/** How a sheet is understood; what is left out stays as found. */
const choice = {
  headingRow: z.number().int().min(1).optional(),
  moneyUnit: moneyUnit.optional(),
  /** Column index → field key or null, where the officer corrected the matching. */
  mapping: z.record(z.string(), z.string().nullable()).optional(),
  hiddenRows: z.enum(['take', 'leave']).optional(),
};

/** Rows by what they would do; `warned` are those to be written that carry a warning. */
const rowFilter = rowOutcome.or(z.literal('warned')).optional();

export const sheetCalls = {
  /** Reads a workbook beside the register and shows what it would do; writes nothing. */
  'import.stage': command(
    z.object({ register: registerId, path: filePath, sheet: z.string().optional(), ...choice }),
    staged,
  ),
  /** Corrects how a sheet is understood, whether it is taken in, or turns to another sheet. Corrected cells are kept. */
  'import.choose': command(
    z.object({
      ...place,
      register: registerId.optional(),
      table: z.string().nullable().optional(),
      included: z.boolean().optional(),
      ...choice,
    }),
    staged,
  ),
  /** The sheet as it is, for finding its heading. */
  'import.raw': query(
    z.object({ ...place, limit: z.number().int().max(60).default(20) }),
    z.object({
      rows: z.array(z.object({ row: z.number().int(), hidden: z.boolean(), cells: z.array(z.string()) })),
    }),
  ),
  'import.rows': query(
    z.object({
      ...place,
      sheet: z.string().optional(),
      outcome: rowFilter,
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().max(500).default(100),
    }),
    z.object({ rows: z.array(previewRow), total: z.number().int() }),
  ),
  /** Corrects one cell in the preview, or with `same` every faulty cell of the column with the same text; the file is not touched. */
  'import.correct': command(
    z.object({
      ...place,
      sheet: z.string().optional(),
      row: z.number().int(),
      field: z.string(),
      text: z.string(),
      same: z.boolean().default(false),
    }),
    staged,
  ),
  /** Leaves a row out or takes it in again; `bad` means every row that stands in the way. */
  'import.skip': command(
    z.object({
      ...place,
      sheet: z.string().optional(),
      row: z.union([z.number().int(), z.literal('bad'), z.literal('missing')]),
      skip: z.boolean(),
    }),
    staged,
  ),
  /** Says which record a row means, where several fit; null makes a new one of it. */
  'import.identify': command(z.object({ ...place, row: z.number().int(), record: recordId.nullable() }), staged),
  /** Chooses between the file and the ledger for a cell that both changed; without a row for all of them. */
  'import.settle': command(
    z.object({
      ...place,
      row: z.number().int().optional(),
      field: z.string().optional(),
      take: z.enum(['file', 'ledger']),
    }),
    staged,
  ),
  /** Writes the staged rows in one transaction; refused while a bad cell or an open conflict stands. */
  'import.apply': command(
    z.object({ stage: z.string() }),
    z.object({
      act: z.string(),
      label: z.string(),
      created: z.number().int(),
      updated: z.number().int(),
      unchanged: z.number().int(),
      withdrawn: z.number().int(),
    }),
  ),
  'import.discard': command(z.object({ stage: z.string() }), z.object({})),
  /** Writes the bad rows as a workbook with the reasons in a further column, to go back to the unit. */
  'import.return': command(
    z.object({ ...place, path: filePath }),
    z.object({ path: filePath, rows: z.number().int() }),
  ),
  'export.register': command(
    z.object({
      register: registerId,
      path: filePath,
      filter: recordFilter.default({}),
      fields: z.array(fieldKey).optional(),
      sort: recordSort.optional(),
    }),
    z.object({ path: filePath, rows: z.number().int() }),
  ),
  'export.all': command(z.object({ path: filePath }), z.object({ path: filePath, rows: z.number().int() })),
  'export.template': command(z.object({ register: registerId, path: filePath }), z.object({ path: filePath })),
};
