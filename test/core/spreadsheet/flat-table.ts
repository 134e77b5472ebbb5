/** A row of a table in a flat OpenDocument file, as its XML; cells can be asked for and changed by column. */
export class FlatRow {
  #cells: string[];
  readonly #open: string;

  constructor(xml: string) {
    this.#open = /^<table:table-row[^>]*>/.exec(xml)![0];
    const body = xml.slice(this.#open.length, xml.lastIndexOf('</table:table-row>'));
    this.#cells = [];
    for (const [cell] of body.matchAll(
      /<table:(?:covered-)?table-cell(?:[^>]*\/>|[\s\S]*?<\/table:(?:covered-)?table-cell>)/g,
    )) {
      const repeated = Number(/table:number-columns-repeated="(\d+)"/.exec(cell)?.[1] ?? 1);
      const one = cell.replace(/ table:number-columns-repeated="\d+"/, '');
      for (let at = 0; at < Math.min(repeated, 200); at += 1) this.#cells.push(one);
    }
  }

  text(column: number): string {
    const shown = [
      ...(this.#cells[column] ?? '')
        .replace(/<office:annotation[\s\S]*?<\/office:annotation>/g, '')
        .matchAll(/<text:p[^>]*>([\s\S]*?)<\/text:p>/g),
    ];
    return shown.map(([, text]) => text!.replace(/<[^>]+>/g, '')).join('\n');
  }

  /** Types a text into a cell, or empties it. */
  type(column: number, text: string): void {
    const style = / table:style-name="[^"]*"/.exec(this.#cells[column] ?? '')?.[0] ?? '';
    this.#cells[column] =
      text === ''
        ? `<table:table-cell${style}/>`
        : `<table:table-cell${style} office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
  }

  /** Types a number into a cell. */
  typeNumber(column: number, value: number): void {
    const style = / table:style-name="[^"]*"/.exec(this.#cells[column] ?? '')?.[0] ?? '';
    this.#cells[column] =
      `<table:table-cell${style} office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`;
  }

  /** Puts the cells in another order, or leaves some out. */
  arrange(columns: readonly number[]): void {
    this.#cells = columns.map((column) => this.#cells[column] ?? '<table:table-cell/>');
  }

  get width(): number {
    return this.#cells.length;
  }

  copy(): FlatRow {
    return new FlatRow(this.xml);
  }

  get xml(): string {
    return `${this.#open}${this.#cells.join('')}</table:table-row>`;
  }
}

/** Lets `edit` change the filled rows of a table in the text of a flat OpenDocument file, heading included. */
export function editTable(document: string, name: string, edit: (rows: FlatRow[]) => FlatRow[]): string {
  const start = document.indexOf(`<table:table table:name="${name}"`);
  const end = document.indexOf('</table:table>', start);
  if (start < 0) throw new Error(`no table ${name}`);
  const table = document.slice(start, end);
  const rowPattern = /<table:table-row[^>]*>[\s\S]*?<\/table:table-row>/g;
  const all = [...table.matchAll(rowPattern)];
  const filled = all.filter(([xml]) => xml.includes('<text:p'));
  const first = filled[0]!;
  const last = filled.at(-1)!;
  const before = table.slice(0, first.index).replace(/<table:table-header-rows>|<table:table-row-group[^>]*>/g, '');
  const after = table
    .slice(last.index! + last[0].length)
    .replace(/<\/table:table-header-rows>|<\/table:table-row-group>/g, '');
  const rows = edit(filled.map(([xml]) => new FlatRow(xml)));
  return `${document.slice(0, start)}${before}${rows.map((row) => row.xml).join('')}${after}${document.slice(end)}`;
}
