/** Cells as the tab-separated text that spreadsheets exchange; cells with breaks or tabs are quoted. */
export function toTableText(cells: readonly (readonly string[])[]): string {
  const lines = cells.map((row) => row.map(quote).join('\t'));
  // As spreadsheets do, every line of several ends with a break: else an empty last line would be none.
  return lines.length > 1 ? `${lines.join('\r\n')}\r\n` : (lines[0] ?? '');
}

function quote(cell: string): string {
  return /[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The cells of a tab-separated text from a spreadsheet; the empty line at its end is no row. */
export function fromTableText(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === '\t') {
      row.push(cell);
      cell = '';
    } else if (character === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else if (character !== '\r') cell += character;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}
