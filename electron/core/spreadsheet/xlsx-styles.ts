import { CELL_STYLES, type CellStyle } from './sheet-spec.ts';

interface Look {
  readonly font?: number;
  readonly fill?: number;
  readonly border?: number;
  readonly format?: number;
  readonly align?: string;
  /** Keeps a text a text when a person edits it, where the text format would hide long ones. */
  readonly quotePrefix?: boolean;
}

const TEXT_FORMAT = 49;
const TOP = 'vertical="top"';

const LOOKS: Readonly<Record<CellStyle, Look>> = {
  plain: {},
  text: { format: TEXT_FORMAT, align: TOP },
  long: { quotePrefix: true, align: `${TOP} wrapText="1"` },
  integer: { format: 1, align: TOP },
  money: { format: 4, align: TOP },
  decimal1: { format: 164, align: TOP },
  decimal2: { format: 4, align: TOP },
  decimal3: { format: 165, align: TOP },
  decimal4: { format: 166, align: TOP },
  date: { format: 167, align: TOP },
  heading: {
    font: 1,
    fill: 2,
    border: 1,
    format: TEXT_FORMAT,
    align: 'horizontal="center" vertical="center" wrapText="1"',
  },
  required: {
    font: 2,
    fill: 2,
    border: 1,
    format: TEXT_FORMAT,
    align: 'horizontal="center" vertical="center" wrapText="1"',
  },
  title: { font: 3, format: TEXT_FORMAT, align: 'horizontal="center" vertical="center"' },
  caption: { font: 4, format: TEXT_FORMAT, align: 'vertical="center"' },
  total: { font: 1, border: 1, format: 3 },
  totalText: { font: 1, border: 1, format: TEXT_FORMAT },
  label: { border: 1, format: TEXT_FORMAT, align: 'vertical="center" wrapText="1"' },
  count: { border: 1, format: 3, align: 'vertical="center"' },
  percent: { border: 1, format: 168, align: 'vertical="center"' },
  fault: { font: 2, fill: 3, format: TEXT_FORMAT, align: TOP },
};

const INDEX_OF: ReadonlyMap<CellStyle, number> = new Map(CELL_STYLES.map((style, at) => [style, at]));

/** Index of a style in the styles part. */
export function styleIndex(style: CellStyle): number {
  return INDEX_OF.get(style) ?? 0;
}

const FONT = '<name val="宋体"/><charset val="134"/>';

function cellFormat(look: Look): string {
  const attributes = [
    `numFmtId="${look.format ?? 0}" fontId="${look.font ?? 0}" fillId="${look.fill ?? 0}" borderId="${look.border ?? 0}" xfId="0"`,
    look.format ? 'applyNumberFormat="1"' : '',
    look.font ? 'applyFont="1"' : '',
    look.fill ? 'applyFill="1"' : '',
    look.border ? 'applyBorder="1"' : '',
    look.align ? 'applyAlignment="1"' : '',
    look.quotePrefix ? 'quotePrefix="1"' : '',
  ];
  const open = `<xf ${attributes.filter(Boolean).join(' ')}`;
  return look.align ? `${open}><alignment ${look.align}/></xf>` : `${open}/>`;
}

/** The styles part of every workbook we write; it does not depend on the data. */
export function stylesXml(): string {
  const formats = CELL_STYLES.map((style) => cellFormat(LOOKS[style]));
  const side = (name: string) => `<${name} style="thin"><color rgb="FFB9C0C8"/></${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<numFmts count="5"><numFmt numFmtId="164" formatCode="#,##0.0"/><numFmt numFmtId="165" formatCode="#,##0.000"/>',
    '<numFmt numFmtId="166" formatCode="#,##0.0000"/><numFmt numFmtId="167" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="168" formatCode="0.0%"/></numFmts>',
    `<fonts count="5"><font><sz val="10"/>${FONT}</font>`,
    `<font><b/><sz val="10"/>${FONT}</font>`,
    `<font><b/><sz val="10"/><color rgb="FFB3261E"/>${FONT}</font>`,
    `<font><b/><sz val="16"/>${FONT}</font>`,
    `<font><sz val="10"/><color rgb="FF4D5965"/>${FONT}</font></fonts>`,
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8F0FA"/><bgColor indexed="64"/></patternFill></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFDECEA"/><bgColor indexed="64"/></patternFill></fill></fills>',
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
    `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${formats.length}">${formats.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('');
}
