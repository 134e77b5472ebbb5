import type { Register } from '../../../shared/registers/register.ts';

/** Which fields are columns of a list, in which order, which stay in sight at the left, and widths that were set by hand (px). */
export interface ColumnLayout {
  readonly columns: readonly string[];
  readonly pinned: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
}

export const NARROWEST = 48;
const WIDEST = 900;

/** The columns the declaration names. */
export function declaredLayout(register: Register): ColumnLayout {
  const columns = register.fields.filter((field) => field.listColumn !== undefined).map((field) => field.key);
  return { columns, pinned: [], widths: {} };
}

/** A kept layout as far as the register still has its fields; nothing where none is left. */
export function fittingLayout(register: Register, kept: unknown): ColumnLayout | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { columns, pinned, widths } = kept as Partial<Record<keyof ColumnLayout, unknown>>;
  const known = new Set(register.fields.map((field) => field.key));
  const keys = (list: unknown) =>
    Array.isArray(list)
      ? [...new Set(list.filter((key): key is string => typeof key === 'string' && known.has(key)))]
      : [];
  const shown = keys(columns);
  if (shown.length === 0) return undefined;
  const sized = Object.entries(typeof widths === 'object' && widths !== null ? widths : {}).filter(
    (entry): entry is [string, number] => known.has(entry[0]) && typeof entry[1] === 'number',
  );
  return {
    columns: shown,
    pinned: keys(pinned).filter((key) => shown.includes(key)),
    widths: Object.fromEntries(sized.map(([key, width]) => [key, clampWidth(width)])),
  };
}

function clampWidth(width: number): number {
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));
}

export function withWidth(layout: ColumnLayout, key: string, width: number): ColumnLayout {
  return { ...layout, widths: { ...layout.widths, [key]: clampWidth(width) } };
}

/** Shows or hides a column; the last one stays. */
export function withToggled(layout: ColumnLayout, key: string): ColumnLayout {
  if (!layout.columns.includes(key)) return { ...layout, columns: [...layout.columns, key] };
  if (layout.columns.length === 1) return layout;
  return {
    ...layout,
    columns: layout.columns.filter((one) => one !== key),
    pinned: layout.pinned.filter((one) => one !== key),
  };
}

/** Keeps a column in sight at the left, or lets it scroll again. */
export function withPinToggled(layout: ColumnLayout, key: string): ColumnLayout {
  const pinned = layout.pinned.includes(key) ? layout.pinned.filter((one) => one !== key) : [...layout.pinned, key];
  return { ...layout, pinned };
}

/** The keys as they stand from left to right: the pinned ones first. */
export function shownOrder(layout: ColumnLayout): readonly string[] {
  const pinned = layout.columns.filter((key) => layout.pinned.includes(key));
  return [...pinned, ...layout.columns.filter((key) => !layout.pinned.includes(key))];
}

/** Moves a column to the place where another stands. */
export function withMoved(layout: ColumnLayout, key: string, before: string): ColumnLayout {
  const order = [...shownOrder(layout)];
  const from = order.indexOf(key);
  const to = order.indexOf(before);
  if (from < 0 || to < 0 || from === to) return layout;
  order.splice(from, 1);
  order.splice(to, 0, key);
  const pinned = layout.pinned.includes(before)
    ? [...new Set([...layout.pinned, key])]
    : layout.pinned.filter((one) => one !== key);
  return { ...layout, columns: order, pinned };
}

/** Moves a column one place to the left (-1) or right (1). */
export function withStepped(layout: ColumnLayout, key: string, by: -1 | 1): ColumnLayout {
  const order = shownOrder(layout);
  const neighbour = order[order.indexOf(key) + by];
  return neighbour === undefined ? layout : withMoved(layout, key, neighbour);
}
