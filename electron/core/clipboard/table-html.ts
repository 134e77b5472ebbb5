import { Parser } from 'htmlparser2';
import { escapeHtml } from '../report/escape-html.ts';

/** Cells of a table as text, row by row; merged cells as they were meant. */
export interface TableCells {
  readonly cells: string[][];
  /** Cells filled in because one above reached over them. */
  readonly spread: number;
}

/** A spreadsheet never has more columns than this; a wider span is a mistake or a trap. */
const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;
const SHORTENED = /^(?:#+|[-+]?\d(?:\.\d+)?E\+?\d+)$/i;
const BREAKING = new Set(['p', 'div', 'li']);

interface OpenCell {
  text: string;
  readonly rows: number;
  readonly columns: number;
  /** The whole number behind a shortened display: 9.13702E+17. */
  readonly exact: string | undefined;
}

/**
 * The first table of a clipboard's HTML, as Excel, WPS and LibreOffice write it. A cell merged over several rows stands for all of
 * them; merged over several columns it stands in the first, as its text does there. Undefined where there is no table.
 */
export function fromTableHtml(html: string): TableCells | undefined {
  const reader = new TableReader();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.text(text),
    },
    { decodeEntities: true, lowerCaseAttributeNames: true },
  );
  parser.end(html);
  return reader.result();
}

class TableReader {
  private readonly rows: string[][] = [];
  private readonly reaching = new Map<number, { text: string; left: number }>();
  private spread = 0;
  private depth = 0;
  private finished = false;
  private row: string[] | null = null;
  private cell: OpenCell | null = null;
  private silent = 0;

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'style' || name === 'script' || name === 'head') this.silent += 1;
    if (name === 'table') this.depth += 1;
    if (this.finished || this.depth !== 1) return;
    if (name === 'tr') {
      this.endRow();
      this.row = [];
    } else if (name === 'td' || name === 'th') {
      this.endCell();
      this.row ??= [];
      this.cell = {
        text: '',
        rows: span(attributes.rowspan, MOST_ROWS),
        columns: span(attributes.colspan, MOST_COLUMNS),
        exact: attributes['x:num'] || attributes.sdval || undefined,
      };
    } else if (name === 'br' && this.cell) this.cell.text = `${this.cell.text.replace(/ +$/, '')}\n`;
    else if (BREAKING.has(name) && this.cell && this.cell.text.trim() !== '') this.cell.text += '\n';
  }

  close(name: string): void {
    if (name === 'style' || name === 'script' || name === 'head') this.silent -= 1;
    if (name === 'table') {
      if (this.depth === 1 && !this.finished) {
        this.endRow();
        this.finished = true;
      }
      this.depth -= 1;
    } else if (this.finished || this.depth !== 1) return;
    else if (name === 'td' || name === 'th') this.endCell();
    else if (name === 'tr') this.endRow();
  }

  text(text: string): void {
    // Breaks in the source are no breaks of the cell, and a run of blanks is one.
    if (this.cell && this.silent === 0 && !this.finished) this.cell.text += text.replace(/[ \t\r\n]+/g, ' ');
  }

  result(): TableCells | undefined {
    this.endRow();
    if (this.rows.length === 0) return undefined;
    const width = this.rows.reduce((widest, row) => Math.max(widest, row.length), 0);
    for (const row of this.rows) while (row.length < width) row.push('');
    return { cells: this.rows, spread: this.spread };
  }

  private endCell(): void {
    const { cell, row } = this;
    this.cell = null;
    if (!cell || !row) return;
    this.fillReached(row);
    const shown = cell.text
      .split('\n')
      .map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
      .join('\n')
      .replace(/\n+$/, '');
    const text = cell.exact && SHORTENED.test(shown) ? cell.exact : shown;
    const columns = Math.min(cell.columns, MOST_COLUMNS - row.length);
    for (let at = 0; at < columns; at += 1) {
      const held = at === 0 ? text : '';
      if (cell.rows > 1) this.reaching.set(row.length, { text: held, left: cell.rows - 1 });
      row.push(held);
    }
  }

  /** Cells that one above reaches over. */
  private fillReached(row: string[]): void {
    for (;;) {
      const above = this.reaching.get(row.length);
      if (!above) return;
      above.left -= 1;
      if (above.left === 0) this.reaching.delete(row.length);
      if (above.text !== '') this.spread += 1;
      row.push(above.text);
    }
  }

  private endRow(): void {
    this.endCell();
    const { row } = this;
    this.row = null;
    if (!row) return;
    this.fillReached(row);
    this.rows.push(row);
  }
}

function span(text: string | undefined, most: number): number {
  const value = Number.parseInt(text ?? '1', 10);
  return Number.isFinite(value) && value > 0 ? Math.min(value, most) : 1;
}

/** A cell to be written; `text` keeps what looks like a number from being read as one. */
export interface WrittenCell {
  readonly text: string;
  readonly asText: boolean;
}

/** Cells as a table that spreadsheets take: identifiers stay text, breaks stay inside their cell. */
export function toTableHtml(cells: readonly (readonly WrittenCell[])[]): string {
  const rows = cells.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`);
  return `<html><head><meta charset="utf-8"><style>td{white-space:normal}br{mso-data-placement:same-cell}.t{mso-number-format:"\\@"}</style></head><body><table>${rows.join('')}</table></body></html>`;
}

function cellHtml({ text, asText }: WrittenCell): string {
  const shown = escapeHtml(text).replaceAll('\n', '<br>');
  // Excel and WPS know the class by its style, LibreOffice the attribute.
  return asText ? `<td class="t" style='mso-number-format:"\\@"' sdnum="1033;0;@">${shown}</td>` : `<td>${shown}</td>`;
}
