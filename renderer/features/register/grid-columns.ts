import type { Field, Register } from '../../../shared/registers/register.ts';
import { isNumeric, plainWidth } from '../../parts/field-look.ts';
import { type ColumnLayout, shownOrder } from './column-layout.ts';
import { headingWidth } from './fitting-width.ts';

/** Height of a line and of the headings. */
export const ROW = 30;
export const HEADING = 32;
/** Width of the state's column, marks for comments and conflicts included. */
export const STATE_WIDTH = 126;
export const OWNER_WIDTH = 64;

export interface GridColumn {
  readonly field: Field;
  readonly width: number;
  readonly align: 'start' | 'end';
  /** Distance from the list's left edge. */
  readonly left: number;
  /** Stays in sight when the list is scrolled sideways. */
  readonly pinned: boolean;
}

/** What stands before the columns of fields, and how wide everything is. */
export interface GridShape {
  readonly columns: readonly GridColumn[];
  readonly gutter: number;
  readonly showOwner: boolean;
  /** State and owner stay in sight with the pinned columns. */
  readonly fixedHead: boolean;
  readonly width: number;
}

/** Widest a column is by itself; wider only by hand. */
const WIDEST = 320;
/** A longer heading is cut, and told whole when pointed at. */
const WIDEST_HEADING = 140;

function columnWidth(field: Field, layout: ColumnLayout, narrow: boolean): number {
  const given = layout.widths[field.key];
  if (given !== undefined) return given;
  const room = Math.max(plainWidth(field), Math.min(WIDEST_HEADING, headingWidth(field)));
  const width = Math.min(WIDEST, Math.ceil(room));
  // Beside an open record the wide columns give way, so that more of them stay in sight.
  return narrow && width > 130 && field.type !== 'identifier' ? Math.max(120, Math.round(width * 0.7)) : width;
}

/** The list's columns with their places; `rowCount` decides how wide the line numbers are, `narrow` beside an open record. */
export function gridShape(
  register: Register,
  layout: ColumnLayout,
  given: { readonly rowCount: number; readonly showOwner: boolean; readonly narrow: boolean },
): GridShape {
  const gutter = 34 + Math.max(2, String(given.rowCount).length) * 8;
  let left = gutter + STATE_WIDTH + (given.showOwner ? OWNER_WIDTH : 0);
  const columns: GridColumn[] = [];
  for (const key of shownOrder(layout)) {
    const field = register.fields.find((one) => one.key === key);
    if (!field) continue;
    const width = columnWidth(field, layout, given.narrow);
    const pinned = layout.pinned.includes(key);
    columns.push({ field, width, align: isNumeric(field) ? 'end' : 'start', left, pinned });
    left += width;
  }
  return { columns, gutter, showOwner: given.showOwner, fixedHead: layout.pinned.length > 0, width: left };
}
