/** How a cell is typed and shown. Ids are `text`, so that no program turns them into numbers. */
export const CELL_STYLES = [
  'plain',
  'text',
  'long',
  'integer',
  'money',
  'decimal1',
  'decimal2',
  'decimal3',
  'decimal4',
  'date',
  'heading',
  'required',
  'title',
  'caption',
  'total',
  'totalText',
  'label',
  'count',
  'percent',
  'fault',
] as const;

export type CellStyle = (typeof CELL_STYLES)[number];

/** A value as data: text is always stored as text, whatever it begins with. `date` styles take ISO dates. */
export type CellInput = string | number | null | { readonly value: string | number | null; readonly style: CellStyle };

export interface ColumnSpec {
  readonly heading: string;
  readonly style: CellStyle;
  /** In characters of the default font. */
  readonly width: number;
  readonly required?: boolean;
  readonly hidden?: boolean;
  /** Drop-down of every cell under the heading. */
  readonly choices?: readonly string[];
  /** Shown over the heading as a comment, and beside a cell when it is entered. */
  readonly note?: string;
}

/** A row above the heading: a title, a unit caption, the upper line of a two-line heading. */
export interface PrefaceRow {
  readonly cells: readonly CellInput[];
  readonly height?: number;
  /** Pairs of columns (first, last; from 0) to merge in this row. */
  readonly merges?: readonly (readonly [number, number])[];
}

export interface SheetSpec {
  readonly name: string;
  readonly columns: readonly ColumnSpec[];
  readonly rows: Iterable<readonly CellInput[]> | AsyncIterable<readonly CellInput[]>;
  readonly preface?: readonly PrefaceRow[];
  /** `very`: not even in the program's list of hidden sheets. */
  readonly hidden?: boolean | 'very';
  readonly filter?: boolean;
  /** Columns that stay in view at the left. */
  readonly frozenColumns?: number;
}
