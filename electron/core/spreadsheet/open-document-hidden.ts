import { attribute, type XmlEvents } from './xml-scanner.ts';

/** What of a sheet its sender did not see; rows from 1 as inclusive ranges, columns from 0. */
export interface HiddenParts {
  sheet: boolean;
  readonly rows: { readonly first: number; readonly last: number }[];
  readonly columns: number[];
}

const MOST_COLUMNS = 16_384;

/**
 * Finds in the XML of an OpenDocument table what is hidden or filtered away (OpenDocument 1.3 part 3, 9.1 and 19.737): the reader
 * of these files passes over it. Rows and columns that repeat stand once in the XML.
 */
export class OpenDocumentHidden implements XmlEvents {
  readonly sheets = new Map<string, HiddenParts>();
  readonly #hiddenStyles = new Set<string>();
  #style = '';
  #depth = 0;
  #row = 0;
  #column = 0;
  #sheet: HiddenParts | undefined;

  open(name: string, tag: string): void {
    switch (name) {
      case 'style':
        this.#style = attribute(tag, 'name') ?? '';
        break;
      case 'table-properties':
        if (attribute(tag, 'display') === 'false') this.#hiddenStyles.add(this.#style);
        break;
      case 'table':
        this.#openTable(tag);
        break;
      case 'table-row':
        this.#openRow(tag);
        break;
      case 'table-column':
        this.#openColumn(tag);
        break;
    }
  }

  close(name: string): void {
    if (name === 'table') this.#depth -= 1;
  }

  text(): void {}

  isRowHidden(sheet: string, row: number): boolean {
    return this.sheets.get(sheet)?.rows.some(({ first, last }) => first <= row && row <= last) ?? false;
  }

  #openTable(tag: string): void {
    this.#depth += 1;
    if (this.#depth > 1) return;
    this.#row = 0;
    this.#column = 0;
    this.#sheet = { sheet: this.#hiddenStyles.has(attribute(tag, 'style-name') ?? ''), rows: [], columns: [] };
    this.sheets.set(attribute(tag, 'name') ?? '', this.#sheet);
  }

  #openRow(tag: string): void {
    if (this.#depth !== 1) return;
    const first = this.#row + 1;
    this.#row += repeated(tag, 'number-rows-repeated');
    if (!isHidden(tag)) return;
    const before = this.#sheet?.rows.at(-1);
    if (before?.last === first - 1) this.#sheet!.rows[this.#sheet!.rows.length - 1] = { ...before, last: this.#row };
    else this.#sheet?.rows.push({ first, last: this.#row });
  }

  #openColumn(tag: string): void {
    if (this.#depth !== 1) return;
    const first = this.#column;
    this.#column = Math.min(MOST_COLUMNS, first + repeated(tag, 'number-columns-repeated'));
    if (isHidden(tag)) for (let at = first; at < this.#column; at += 1) this.#sheet?.columns.push(at);
  }
}

function isHidden(tag: string): boolean {
  const visibility = attribute(tag, 'visibility');
  return visibility === 'collapse' || visibility === 'filter';
}

function repeated(tag: string, name: string): number {
  const times = Number(attribute(tag, name) ?? 1);
  return Number.isInteger(times) && times > 0 ? times : 1;
}
