import { columnLetter, parseAddress, parseRange } from './cell-address.ts';
import { PLAIN } from './number-format.ts';
import { numberCell, PlainNumberCell } from './number-text.ts';
import { asSheetRefusal, BROKEN_FILE, tooLarge, unreadable } from './sheet-refusal.ts';
import type { MergedRange, SheetCell, SheetLimits, SheetRow, Workbook } from './spreadsheet.ts';
import { readXlsxIndex, type XlsxIndex } from './xlsx-parts.ts';
import { attribute, decodeEscapes, decodeText, type XmlEvents, XmlScanner } from './xml-scanner.ts';
import { openZipParts } from './zip-parts.ts';

const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

/** A cell as Excel, WPS, LibreOffice and our own writer spell nearly all of theirs: a number, a shared text, a text of its own. */
const USUAL_CELL =
  /<c r="([A-Z]{1,3})(\d+)"(?: s="(\d+)")?(?: t="(s|n|str|inlineStr)")?>(?:<v>([^<]*)<\/v>|<is><t(?: xml:space="preserve")?>([^<]*)<\/t><\/is>)<\/c>/y;

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

type UsualCell = [
  whole: string,
  letters: string,
  row: string,
  style: string | undefined,
  type: string | undefined,
  value: string | undefined,
  inline: string | undefined,
];

/** Turns the events of a sheet's XML into filled rows. */
class SheetEvents implements XmlEvents {
  ready: SheetRow[] = [];
  readonly merges: MergedRange[] = [];
  readonly hiddenColumns = new Set<number>();
  readonly #index: XlsxIndex;
  readonly #limits: SheetLimits;
  #row = 0;
  #rowText = '';
  #hidden = false;
  #nextColumn = 0;
  #cells: SheetCell[] = [];
  #column = 0;
  #type = '';
  #style = 0;
  #raw = '';
  #isFormula = false;
  #collecting: '' | 'value' | 'inline' = '';
  #inline = false;
  #phonetic = 0;
  #rowCount = 0;
  #cellCount = 0;

  constructor(index: XlsxIndex, limits: SheetLimits) {
    this.#index = index;
    this.#limits = limits;
  }

  open(name: string, tag: string): void {
    switch (name) {
      case 'row':
        this.#openRow(tag);
        this.#nextColumn = 0;
        this.#cells = [];
        break;
      case 'c': {
        const reference = attribute(tag, 'r');
        const address = reference === undefined ? undefined : parseAddress(reference);
        // A cell out of its place or given twice: which of them the sender saw, no one can tell.
        if (reference !== undefined && address?.row !== this.#row) throw unreadable(BROKEN_FILE);
        this.#openCell(address?.column ?? this.#nextColumn);
        this.#type = attribute(tag, 't') ?? 'n';
        this.#style = Number(attribute(tag, 's') ?? 0);
        break;
      }
      case 'f':
        this.#isFormula = true;
        break;
      case 'v':
        this.#collecting = 'value';
        break;
      case 'is':
        this.#inline = true;
        break;
      case 'rPh':
        this.#phonetic += 1;
        break;
      case 't':
        if (this.#inline && this.#phonetic === 0) this.#collecting = 'inline';
        break;
      case 'col':
        this.#openColumns(tag);
        break;
      case 'mergeCell': {
        const range = parseRange(attribute(tag, 'ref') ?? '');
        if (range) this.merges.push(range);
        break;
      }
    }
  }

  element(buffer: string, at: number): number {
    if (buffer.charCodeAt(at + 1) !== 99 || buffer.charCodeAt(at + 2) !== 32) return -1;
    USUAL_CELL.lastIndex = at;
    const found = USUAL_CELL.exec(buffer);
    if (!found) return -1;
    const [, letters, row, style, type = 'n', value, inline] = found as unknown as UsualCell;
    if (row !== this.#rowText || (type === 'inlineStr') !== (inline !== undefined)) return -1;
    const isNext = letters === columnLetter(this.#nextColumn);
    this.#openCell(isNext ? this.#nextColumn : (parseAddress(letters + row)?.column ?? MAX_COLUMNS));
    this.#type = type;
    this.#style = style === undefined ? 0 : Number(style);
    this.#raw = decodeText(value ?? inline!);
    this.#endCell();
    return USUAL_CELL.lastIndex;
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#collecting = '';
        break;
      case 'rPh':
        this.#phonetic -= 1;
        break;
      case 'c':
        this.#endCell();
        break;
      case 'row':
        this.#endRow();
        break;
    }
  }

  text(text: string): void {
    if (this.#collecting !== '') this.#raw += text;
  }

  #openCell(column: number): void {
    if (column < this.#nextColumn || column >= MAX_COLUMNS) throw unreadable(BROKEN_FILE);
    this.#column = column;
    this.#nextColumn = column + 1;
    this.#raw = '';
    this.#isFormula = false;
    this.#inline = false;
  }

  #openRow(tag: string): void {
    const row = Number(attribute(tag, 'r') ?? this.#row + 1);
    if (!(Number.isInteger(row) && row > this.#row && row <= MAX_ROWS)) throw unreadable(BROKEN_FILE);
    this.#row = row;
    this.#rowText = String(row);
    this.#hidden = isTrue(attribute(tag, 'hidden'));
  }

  #openColumns(tag: string): void {
    if (!isTrue(attribute(tag, 'hidden'))) return;
    const last = Math.min(Number(attribute(tag, 'max')), MAX_COLUMNS);
    for (let column = Number(attribute(tag, 'min')) - 1; column < last; column += 1) this.hiddenColumns.add(column);
  }

  #endCell(): void {
    const cell = this.#plainNumber() ?? this.#cell();
    if (!cell) return;
    this.#cellCount += 1;
    if (this.#cellCount > this.#limits.cells) {
      throw tooLarge('这张表的单元格太多，不能一次导入。请按年度或单位分成几个文件再导入。');
    }
    this.#cells.push(cell);
  }

  #plainNumber(): SheetCell | undefined {
    if (this.#type !== 'n' || this.#raw === '' || (this.#index.meanings[this.#style] ?? PLAIN).kind !== 'plain') return;
    const number = Number(this.#raw);
    return Number.isFinite(number) ? new PlainNumberCell(this.#column, number, this.#isFormula) : undefined;
  }

  #cell(): SheetCell | undefined {
    const content = this.#content();
    return content && { column: this.#column, ...content, ...(this.#isFormula ? { isFormula: true } : {}) };
  }

  #content(): Omit<SheetCell, 'column'> | undefined {
    const raw = this.#raw;
    switch (this.#type) {
      case 's': {
        if (raw === '') return undefined;
        const text = this.#index.strings[Number(raw)];
        if (text === undefined) throw unreadable(BROKEN_FILE);
        return text === '' ? undefined : { text };
      }
      case 'inlineStr':
      case 'str':
        return raw === '' ? undefined : { text: decodeEscapes(raw) };
      case 'b':
        return raw === '' ? undefined : { text: raw === '1' || raw === 'true' ? '是' : '否' };
      case 'e':
        return { text: raw, isError: true };
      case 'd':
        return raw === '' ? undefined : { text: raw.slice(0, 10), date: raw.slice(0, 10) };
      default: {
        if (raw === '') return this.#isFormula ? { text: '', isError: true } : undefined;
        const number = Number(raw);
        if (!Number.isFinite(number)) return { text: raw };
        return numberCell(number, this.#index.meanings[this.#style] ?? PLAIN, this.#index.from1904);
      }
    }
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    this.#rowCount += 1;
    if (this.#rowCount > this.#limits.rows) {
      throw tooLarge(`这张表超过 ${this.#limits.rows} 行，不能一次导入。请分成几个文件再导入。`);
    }
    this.ready.push({
      rowNumber: this.#row,
      cells: this.#cells,
      ...(this.#hidden ? { hidden: true } : {}),
    });
    this.#cells = [];
  }
}

/**
 * Opens an Office Open XML workbook. Our own streaming reader instead of a library's, because none of those at hand gives
 * formula marks, merged ranges and hidden sheets while streaming, and import needs all three.
 */
export async function openXlsx(path: string, limits: SheetLimits, signal?: AbortSignal): Promise<Workbook> {
  try {
    const parts = await openZipParts(path, limits, signal);
    try {
      const index = await readXlsxIndex(parts, limits);
      const read = new Map<string, SheetEvents>();
      return {
        format: 'xlsx',
        sheets: index.sheets.map(({ name, hidden }) => ({ name, hidden })),
        async *rows(sheet) {
          const part = index.sheets.find((candidate) => candidate.name === sheet)?.part;
          if (part === undefined) throw unreadable(`文件里没有名为“${sheet}”的表。`);
          const events = new SheetEvents(index, limits);
          read.set(sheet, events);
          try {
            for await (const _ of parts.pieces(part, new XmlScanner(events))) {
              if (events.ready.length === 0) continue;
              const rows = events.ready;
              events.ready = [];
              yield* rows;
            }
          } catch (error) {
            throw asSheetRefusal(error);
          }
        },
        merges: (sheet) => read.get(sheet)?.merges ?? [],
        hiddenColumns: (sheet) => read.get(sheet)?.hiddenColumns ?? new Set(),
        close: () => parts.close(),
      };
    } catch (error) {
      await parts.close();
      throw error;
    }
  } catch (error) {
    throw asSheetRefusal(error);
  }
}
