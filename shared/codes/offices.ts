import { codeTable } from './code-tables.ts';

export type OfficeKind = 'province' | 'city';

/** Place in the schematic of six columns and four rows, from 0; the province has none. */
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
  /** 青岛, 省厅. */
  readonly short: string;
  readonly tile: Tile | null;
}

export const PROVINCE_OFFICE = '370000';

/** Neighbours in the picture are neighbours in the province. */
const TILE_ROWS: readonly (readonly string[])[] = [
  ['', '德州', '滨州', '东营', '烟台', '威海'],
  ['聊城', '济南', '淄博', '潍坊', '青岛', ''],
  ['', '泰安', '', '临沂', '日照', ''],
  ['菏泽', '济宁', '枣庄', '', '', ''],
];

function tileOf(short: string): Tile | null {
  const row = TILE_ROWS.findIndex((tiles) => tiles.includes(short));
  return row < 0 ? null : { column: TILE_ROWS[row]!.indexOf(short), row };
}

/** The provincial office first, then the sixteen city bureaus by code. */
export const OFFICES: readonly Office[] = [
  { code: PROVINCE_OFFICE, kind: 'province', name: '山东省科学技术厅', short: '省厅', tile: null },
  ...codeTable('city').items.map((city): Office => {
    const short = city.short ?? city.label;
    return { code: city.code, kind: 'city', name: `${city.label}科学技术局`, short, tile: tileOf(short) };
  }),
];

export const CITY_OFFICES: readonly Office[] = OFFICES.filter((office) => office.kind === 'city');

const byCode = new Map(OFFICES.map((office) => [office.code, office]));

/** The office of a code; undefined when there is none. */
export function officeByCode(code: string): Office | undefined {
  return byCode.get(code);
}

/** Short name of an office; the code itself when it is unknown. */
export function officeShort(code: string): string {
  return byCode.get(code)?.short ?? code;
}

/** Full name of an office; the code itself when it is unknown. */
export function officeName(code: string): string {
  return byCode.get(code)?.name ?? code;
}
