/** An id for a new row inside a record. */
export function newRowId(): string {
  return crypto.randomUUID();
}
