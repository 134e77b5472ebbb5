import type { Field } from '../../../shared/registers/register.ts';
import { plainWidth } from '../../parts/field-look.ts';

/** Columns before the fields (px): row, outcome, what can be done, and why. */
export const LEAD_WIDTHS = { row: 44, outcome: 66, act: 64, candidates: 96, why: 300 } as const;
/** A box to correct in, with room for 18 figures and the button that corrects all alike. */
const FIX = 200;
/** The name beside faulty cells: enough to know the row by. */
const NAME = 170;
/** Two sides to choose between. */
const SIDES = 340;
/** Space between two columns, at both ends, and of the bar that scrolls (px), as the list sets them. */
const GAP = 12;
const ENDS = 24;
const BAR = 10;

/** The least width of a field's column (px): a faulty one holds a box, one with conflicts both sides. */
export function previewWidth(field: Field, state: 'plain' | 'name' | 'faulty' | 'sides'): number {
  if (state === 'sides') return SIDES;
  if (state === 'name') return NAME;
  return state === 'faulty' ? Math.max(FIX, plainWidth(field)) : plainWidth(field);
}

/** What columns of these least widths take together (px), so that the list itself never scrolls sideways. */
export function listWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP * (widths.length - 1) + ENDS + BAR;
}
