/** What a cell holds, as a person reading the sheet understands it. Empty cells are left out of their row. */
export interface SheetCell {
  /** 0 for column A. */
  readonly column: number;
  /** Text as typed; a number without thousands separators; a date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as exact as it is displayed. */
  readonly text: string;
  /** Set where the cell is a number and not a date. */
  readonly number?: number;
  /** Full ISO date where the cell is a date, even if its format displays only year or month. */
  readonly date?: string;
  /** Displayed as a percentage: 0.35 is shown as 35%. */
  readonly percent?: boolean;
  /** The value is the one the sheet's own program computed last; formulas are never computed here. */
  readonly isFormula?: boolean;
  /** An error value such as #REF!, or a formula that was saved without its value. */
  readonly isError?: boolean;
}

/** A row with at least one filled cell; cells ascend by column. */
export interface SheetRow {
  /** The sheet's own row number, 1 for the first. */
  readonly rowNumber: number;
  /** Hidden by hand or by a filter: the person who sent the sheet did not see it. */
  readonly hidden?: boolean;
  readonly cells: readonly SheetCell[];
}

/** Merged cells; all bounds inclusive, rows by the sheet's own number, columns from 0. */
export interface MergedRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface SheetInfo {
  readonly name: string;
  readonly hidden: boolean;
}

export interface Workbook {
  readonly format: 'xlsx' | 'csv' | 'legacy';
  readonly sheets: readonly SheetInfo[];
  /** Filled rows from the top, read as they are asked for; stop early by leaving the loop. */
  rows(sheet: string): AsyncIterable<SheetRow>;
  /** Merged ranges; complete once the rows of the sheet have been read to the end. */
  merges(sheet: string): readonly MergedRange[];
  /** Hidden columns, from 0; complete once a row of the sheet has been read. */
  hiddenColumns(sheet: string): ReadonlySet<number>;
  close(): Promise<void>;
}

/** Bounds beyond which a file is refused instead of exhausting the machine. */
export interface SheetLimits {
  readonly fileBytes: number;
  /** Bytes of one part of the file after decompression. */
  readonly partBytes: number;
  readonly sheets: number;
  readonly rows: number;
  readonly cells: number;
  /** Characters of a workbook's shared texts: they are held in memory while it is read. */
  readonly textLength: number;
}

export const DEFAULT_SHEET_LIMITS: SheetLimits = {
  fileBytes: 200 * 1024 * 1024,
  partBytes: 512 * 1024 * 1024,
  sheets: 255,
  rows: 1_048_576,
  cells: 20_000_000,
  textLength: 48 * 1024 * 1024,
};
