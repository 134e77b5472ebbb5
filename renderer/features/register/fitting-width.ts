import type { RecordRow } from '../../../shared/contract/shapes.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import type { GridColumn } from './grid-columns.ts';

const PADDING = 28;
/** Headings are set smaller than values; beside one stand its menu and the paddings. */
const HEADING_SCALE = 0.95;
const HEADING_PADDING = 34;
const WIDE = /[\u1100-\u{10FFFF}]/u;

/** Width of a text in the list's type (px), near enough to fit a column by. */
function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 13.5 : 7.6;
  return width;
}

/** The width that shows a column's heading with its menu. */
export function headingWidth({ label, unit }: Pick<Field, 'label' | 'unit'>): number {
  return textWidth(unit ? `${label} ${unit}` : label) * HEADING_SCALE + HEADING_PADDING;
}

/** The width that shows the heading and every value in sight. */
export function fittingWidth(column: GridColumn | undefined, rows: readonly (RecordRow | undefined)[]): number {
  if (!column) return PADDING;
  const { field } = column;
  return rows.reduce(
    (widest, row) => (row ? Math.max(widest, textWidth(formatValue(field, row.values[field.key])) + PADDING) : widest),
    headingWidth(field) + PADDING / 2,
  );
}
