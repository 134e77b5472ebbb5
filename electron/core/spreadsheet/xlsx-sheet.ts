import { columnLetter } from './cell-address.ts';
import type { CellInput, CellStyle, ColumnSpec, PrefaceRow, SheetSpec } from './sheet-spec.ts';
import { styleIndex } from './xlsx-styles.ts';
import { cellTextXml, escapeXml } from './xlsx-text.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PIECE = 64 * 1024;
const MAX_ROWS = 1_048_576;
/** Columns wider than this in all, in characters, are unreadable when shrunk to one page's width. */
const PAGE_CHARACTERS = 260;
/** Styles of report tables: empty cells below the table must not be framed. */
const FRAMED: ReadonlySet<CellStyle> = new Set(['label', 'count', 'percent', 'total', 'totalText']);

/** Day number of a full ISO date; undefined for a partial or impossible one. */
function dateSerial(text: string): number | undefined {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  const serial = (moment - Date.UTC(1899, 11, 30)) / 86_400_000;
  return serial >= 61 && new Date(moment).toISOString().startsWith(text) ? serial : undefined;
}

function cellXml(row: number, column: number, input: CellInput, columnStyle: CellStyle): string {
  const styled = typeof input === 'object' && input !== null;
  const style = styled ? input.style : columnStyle;
  const value = styled ? input.value : input;
  const mark = styleIndex(style);
  const start = `<c r="${columnLetter(column)}${row}"${mark ? ` s="${mark}"` : ''}`;
  if (value === null || value === '') return styled ? `${start}/>` : '';
  if (typeof value === 'number') return Number.isFinite(value) ? `${start}><v>${value}</v></c>` : '';
  const serial = style === 'date' ? dateSerial(value) : undefined;
  if (serial !== undefined) return `${start}><v>${serial}</v></c>`;
  return `${start} t="inlineStr"><is>${cellTextXml(value)}</is></c>`;
}

function rowXml(row: number, cells: readonly CellInput[], styles: readonly CellStyle[], height?: number): string {
  let content = '';
  for (let column = 0; column < cells.length; column += 1) {
    content += cellXml(row, column, cells[column] ?? null, styles[column] ?? 'plain');
  }
  return `<row r="${row}"${height ? ` ht="${height}" customHeight="1"` : ''}>${content}</row>`;
}

const WRAPPED: ReadonlySet<CellStyle> = new Set(['long', 'label', 'heading', 'required']);
const LINE_POINTS = 13.5;
const MOST_LINES = 6;

/** Width of text in characters of the default font; Chinese takes two. */
function textWidth(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // The two halves of a rare character are as wide as one Chinese character together.
    if (code < 0x100 || (code >= 0xd800 && code <= 0xdfff)) width += 1;
    else width += 2;
  }
  return width;
}

interface WrappedColumn {
  readonly at: number;
  readonly width: number;
}

function wrappedColumns(columns: readonly ColumnSpec[]): readonly WrappedColumn[] {
  return columns.flatMap(({ style, width }, at) => (WRAPPED.has(style) ? [{ at, width }] : []));
}

/** Height for the row's wrapped texts, up to a few lines; undefined where one line holds them. */
function wrappedHeight(cells: readonly CellInput[], columns: readonly WrappedColumn[]): number | undefined {
  let lines = 1;
  for (const { at, width } of columns) {
    const value = cells[at];
    if (typeof value !== 'string') continue;
    let needed = 0;
    for (const line of value.slice(0, 1000).split('\n'))
      needed += Math.max(1, Math.ceil(textWidth(line) / (width - 1)));
    lines = Math.max(lines, needed);
  }
  return lines > 1 ? Math.min(lines, MOST_LINES) * LINE_POINTS + 2 : undefined;
}

function fitsPage(sheet: SheetSpec): boolean {
  const width = sheet.columns.reduce((sum, column) => sum + (column.hidden ? 0 : column.width), 0);
  return width <= PAGE_CHARACTERS;
}

function sheetHead(sheet: SheetSpec, headingRow: number): string {
  const left = sheet.frozenColumns ?? 0;
  const corner = `${columnLetter(left)}${headingRow + 1}`;
  const pane = left > 0 ? 'bottomRight' : 'bottomLeft';
  const fits = fitsPage(sheet);
  const columns = sheet.columns.map(
    (column, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${column.width}" customWidth="1" style="${FRAMED.has(column.style) ? 0 : styleIndex(column.style)}"` +
      `${column.hidden ? ' hidden="1"' : ''}/>`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">` +
    `${fits ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : ''}<sheetViews><sheetView workbookViewId="0">` +
    `<pane${left > 0 ? ` xSplit="${left}"` : ''} ySplit="${headingRow}" topLeftCell="${corner}" activePane="${pane}" state="frozen"/>` +
    `<selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/>${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>`
  );
}

/** Drop-downs; `lists` tells where the choices of a column stand. */
function validationsXml(sheet: SheetSpec, headingRow: number, lists: ReadonlyMap<number, string>): string {
  const rules: string[] = [];
  for (const [at, column] of sheet.columns.entries()) {
    const list = lists.get(at);
    if (!list && !column.note) continue;
    const letter = columnLetter(at);
    const prompt = column.note
      ? ` showInputMessage="1" promptTitle="${escapeXml([...column.heading].slice(0, 30).join(''))}" ` +
        `prompt="${escapeXml([...column.note].slice(0, 250).join('')).replaceAll('\n', '&#10;')}"`
      : '';
    const alert = list ? ' type="list" showErrorMessage="1" errorTitle="不在列表中" error="请从下拉列表里选择。"' : '';
    const attributes = `${alert} allowBlank="1"${prompt} sqref="${letter}${headingRow + 1}:${letter}${MAX_ROWS}"`;
    rules.push(
      list
        ? `<dataValidation${attributes}><formula1>${escapeXml(list)}</formula1></dataValidation>`
        : `<dataValidation${attributes}/>`,
    );
  }
  return rules.length > 0 ? `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>` : '';
}

function prefaceMerges(preface: readonly PrefaceRow[]): string {
  const ranges = preface.flatMap((row, at) =>
    (row.merges ?? []).map(([first, last]) => `${columnLetter(first)}${at + 1}:${columnLetter(last)}${at + 1}`),
  );
  if (ranges.length === 0) return '';
  return `<mergeCells count="${ranges.length}">${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`;
}

/** Where the rows come from; shared by the sheets that one long list fills. */
export interface RowSource {
  /** The next row, now where it is at hand. */
  next(): Promise<readonly CellInput[] | undefined> | readonly CellInput[] | undefined;
  /** Whether rows are left for another sheet. */
  hasMore(): Promise<boolean>;
  written: number;
}

/** The XML of one sheet in pieces; stops at the last row a sheet can hold and leaves the rest to the next. */
export async function* sheetXml(
  sheet: SheetSpec,
  source: RowSource,
  lists: ReadonlyMap<number, string>,
  hasNotes: boolean,
): AsyncGenerator<string> {
  const preface = sheet.preface ?? [];
  const headingRow = preface.length + 1;
  const styles = sheet.columns.map((column) => column.style);
  const wrapped = wrappedColumns(sheet.columns);
  let piece = sheetHead(sheet, headingRow);
  for (const [at, row] of preface.entries()) {
    // Empty cells beside a title must not take the look of the columns below.
    const cells = sheet.columns.map((_, column): CellInput => row.cells[column] ?? { value: null, style: 'plain' });
    piece += rowXml(at + 1, cells, [], row.height);
  }
  const headings = sheet.columns.map(
    (column): CellInput => ({ value: column.heading, style: column.required ? 'required' : 'heading' }),
  );
  piece += rowXml(headingRow, headings, [], 30);
  let row = headingRow;
  while (row < MAX_ROWS) {
    const next = source.next();
    const cells = next instanceof Promise ? await next : next;
    if (!cells) break;
    row += 1;
    source.written += 1;
    piece += rowXml(row, cells, styles, wrappedHeight(cells, wrapped));
    if (piece.length > PIECE) {
      yield piece;
      piece = '';
    }
  }
  piece += '</sheetData>';
  if (sheet.filter && sheet.columns.length > 0) {
    piece += `<autoFilter ref="A${headingRow}:${columnLetter(sheet.columns.length - 1)}${Math.max(row, headingRow + 1)}"/>`;
  }
  piece += prefaceMerges(preface);
  piece += validationsXml(sheet, headingRow, lists);
  piece +=
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="9" orientation="landscape"${fitsPage(sheet) ? ' fitToHeight="0"' : ''}/>` +
    '<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>';
  if (hasNotes) piece += '<legacyDrawing r:id="rId1"/>';
  yield `${piece}</worksheet>`;
}
