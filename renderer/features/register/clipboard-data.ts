/** A number that its column was too narrow for, or too long for a spreadsheet to show. */
const SHORTENED = /(?:^|[\t\n])(?:#{3,}|\d(?:\.\d+)?E\+\d+)(?=[\t\r\n]|$)/i;
const MERGED = /\browspan=["']?(?:[2-9]|\d\d)/i;

/**
 * What of a clipboard is read: its text, unless the table beside it says more (cells merged over rows, the whole of a shortened
 * number), or there is no text. The table of a large block is many times its text, and most of that is styles.
 */
export function chosenClipboard(text: string, html: string): { text: string } | { text: string; html: string } {
  if (html !== '' && (text === '' || SHORTENED.test(text) || MERGED.test(html))) return { text: '', html };
  return { text };
}
