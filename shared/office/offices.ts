import { codeTable } from '../codes/code-tables.ts';
import type { Office, Tile } from './office.ts';
import { OfficeTree } from './office-tree.ts';

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

const province: Office = {
  code: PROVINCE_OFFICE,
  kind: 'province',
  name: '山东省科学技术厅',
  short: '省厅',
  superior: null,
  tile: null,
};

/** The sixteen city bureaus by code. */
export const CITY_OFFICES: readonly Office[] = codeTable('city').items.map((city) => {
  const short = city.short ?? city.label;
  const name = `${city.label}科学技术局`;
  return { code: city.code, kind: 'city', name, short, superior: PROVINCE_OFFICE, tile: tileOf(short) };
});

/** A district bears its city's name on its seal, a county or county-level city does not. */
const counties = codeTable('county').items.map(({ code, label, parent }): Office => {
  const city = CITY_OFFICES.find((office) => office.code === parent);
  const ambiguous = codeTable('county').items.some((other) => other.label === label && other.code !== code);
  const of = label.endsWith('区') ? `${city?.short ?? ''}市${label}` : label;
  const short = ambiguous ? `${city?.short ?? ''}${label}` : label;
  return { code, kind: 'county', name: `${of}科学技术局`, short, superior: parent ?? null, tile: null };
});

const zones = codeTable('statistical-zone').items.map(
  ({ code, label, short, parent }): Office => ({
    code,
    kind: 'county',
    name: `${label}管理委员会`,
    short: short ?? label,
    superior: parent ?? null,
    tile: null,
  }),
);

/** The tree as shipped: the provincial office, sixteen cities, 136 counties and the development zones that have a code. */
export const OFFICES = new OfficeTree([
  province,
  ...CITY_OFFICES,
  ...[...counties, ...zones].sort((one, other) => (one.code < other.code ? -1 : 1)),
]);

/** The city in which an office lies; undefined for the province and for what lies in none. */
export function cityOf(code: string): string | undefined {
  const city = OFFICES.branchOf(OFFICES.find(code) ? code : `${code.slice(0, 4)}00`, PROVINCE_OFFICE);
  return OFFICES.find(city)?.kind === 'city' ? city : undefined;
}
