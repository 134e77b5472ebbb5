/** An id for a new row inside a record. Rows stand in the order of their ids, so a later one sorts behind every earlier. */
export function newRowId(now = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(6));
  const tail = [...random].map((byte) => (byte % 36).toString(36)).join('');
  return `zz${now.toString(36).padStart(9, '0')}${tail}`;
}
