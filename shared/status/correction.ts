/**
 * 省厅更正 with its reason is a comment thread of a kind of its own at the field that was corrected, beside the edit itself: it is
 * open until the record's owner accepts it (closes it) or objects (answers it); the office that corrected then keeps to it or takes it
 * back, and closes it.
 */
const PREFIX = 'correction-';

/** Values longer than this are shortened in what is said of a correction; whole they stand in the filing and the record. */
const LONGEST = 300;

/** What was corrected, as people read it. */
export interface Correction {
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

/** The id of a correction's thread. */
export function correctionThread(unique: string): string {
  return `${PREFIX}${unique}`;
}

export function isCorrection(thread: string): boolean {
  return thread.startsWith(PREFIX);
}

/** The threads of corrections as an SQL condition on a column. */
export function correctionSql(column: string): string {
  return `${column} >= '${PREFIX}' AND ${column} < 'correction.'`;
}

/** What the thread of a correction begins with: readable as it is, also by versions that know no corrections. */
export function correctionText({ before, after, reason }: Correction): string {
  return `${reason}\n原为“${shortened(before)}”，更正为“${shortened(after)}”。`;
}

/** Reads {@link correctionText}; a text of another form is all reason. */
export function readCorrection(text: string): Correction {
  const parts = /^([\s\S]*?)\n原为“([\s\S]*)”，更正为“([\s\S]*)”。$/.exec(text);
  return parts
    ? { reason: parts[1] ?? '', before: parts[2] ?? '', after: parts[3] ?? '' }
    : { reason: text, before: '', after: '' };
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text;
}
