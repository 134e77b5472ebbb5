import type { Field, Register } from '../../../shared/registers/register.ts';
import { isNumeric, plainWidth } from '../../parts/field-look.ts';
import { type ColumnLayout, shownOrder } from './column-layout.ts';
import { headingWidth } from './fitting-width.ts';

/** Height of a line and of the headings. */
export const ROW = 30;
export const HEADING = 32;
/** Width of the state's column, marks for comments and conflicts included. */
export const STATE_WIDTH = 148;
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

/** Widest the column of the name grows where the window has room to spare. */
const WIDEST_NAME = 560;
/** The bar that scrolls, and the frame. */
const SPARED = 14;

function columnWidth(field: Field, layout: ColumnLayout): number {
  const given = layout.widths[field.key];
  if (given !== undefined) return given;
  const room = Math.max(plainWidth(field), Math.min(WIDEST_HEADING, headingWidth(field)));
  return Math.min(WIDEST, Math.ceil(room));
}

/** Widths of the columns in `room` px: beside an open record wide ones give way, and the name takes what is left over. */
function columnWidths(
  register: Register,
  fields: readonly Field[],
  layout: ColumnLayout,
  { room, narrow }: { readonly room: number; readonly narrow: boolean },
): readonly number[] {
  const natural = fields.map((field) => columnWidth(field, layout));
  const total = natural.reduce((sum, width) => sum + width, 0);
  // A number that is cut says nothing; a name does.
  const keys = new Set(register.naturalKeys.flat());
  const yields = (field: Field) =>
    layout.widths[field.key] === undefined && (field.key === register.titleField || !keys.has(field.key));
  if (narrow && total > room) {
    const gives = natural.map((width, at) => width > 130 && yields(fields[at]!));
    const wide = natural.reduce((sum, width, at) => sum + (gives[at] ? width : 0), 0);
    const share = Math.max(0.7, 1 - (total - room) / wide);
    return natural.map((width, at) => (gives[at] ? Math.max(120, Math.floor(width * share)) : width));
  }
  const spare = Math.max(0, Math.floor(room - total));
  return natural.map((width, at) => {
    const { key } = fields[at]!;
    const grows = key === register.titleField && layout.widths[key] === undefined;
    return grows ? Math.max(width, Math.min(WIDEST_NAME, width + spare)) : width;
  });
}

/**
 * The list's columns with their places; `rowCount` decides how wide the line numbers are, `narrow` beside an open record, `room` how
 * many px the list may take (unknown before it is seen).
 */
export function gridShape(
  register: Register,
  layout: ColumnLayout,
  given: {
    readonly rowCount: number;
    readonly showOwner: boolean;
    readonly narrow: boolean;
    readonly room: number | undefined;
  },
): GridShape {
  const gutter = 34 + Math.max(2, String(given.rowCount).length) * 8;
  let left = gutter + STATE_WIDTH + (given.showOwner ? OWNER_WIDTH : 0);
  const columns: GridColumn[] = [];
  const fields = shownOrder(layout).flatMap((key) => register.fields.find((one) => one.key === key) ?? []);
  const widths = columnWidths(register, fields, layout, {
    room: given.room === undefined ? 0 : given.room - left - SPARED,
    narrow: given.narrow,
  });
  for (const [at, field] of fields.entries()) {
    const width = widths[at]!;
    const pinned = layout.pinned.includes(field.key);
    columns.push({ field, width, align: isNumeric(field) ? 'end' : 'start', left, pinned });
    left += width;
  }
  return { columns, gutter, showOwner: given.showOwner, fixedHead: layout.pinned.length > 0, width: left };
}
