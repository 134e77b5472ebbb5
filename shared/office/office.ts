/** By its depth in the tree: the root, an office that files to the root, one that files to such a one. */
export type OfficeKind = 'province' | 'city' | 'county';

/** Place in the schematic of six columns and four rows, from 0. */
export interface Tile {
  readonly column: number;
  readonly row: number;
}

export interface Office {
  /** Six-digit division code. */
  readonly code: string;
  readonly kind: OfficeKind;
  /** Name as on its seal. */
  readonly name: string;
  /** 青岛, 省厅, 市南区. */
  readonly short: string;
  /** The office it files to; null at the root. */
  readonly superior: string | null;
  /** Where the schematic has one. */
  readonly tile: Tile | null;
}

/** What officers call an office above or below theirs: 省厅, 市局, 县局. */
export const OFFICE_WORDS: Readonly<Record<OfficeKind, string>> = { province: '省厅', city: '市局', county: '县局' };

/** What data says of an office that the shipped tree lacks or names otherwise. */
export interface OfficeEntry {
  readonly code: string;
  readonly name: string;
  readonly superior?: string | null | undefined;
}
