import type { Database } from '../database/database.ts';

/** Pairs of records of which a person said that they are not one item; kept in this workspace. */
export class DistinctPairs {
  private readonly known: ReadonlySet<string>;
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
    this.known = new Set(
      database
        .prepare<[], { one: string; other: string }>('SELECT one, other FROM distinct_pair')
        .all()
        .map(({ one, other }) => `${one} ${other}`),
    );
  }

  has(one: string, other: string): boolean {
    const [first, second] = ordered(one, other);
    return this.known.has(`${first} ${second}`);
  }

  /** Remembers or forgets that two records are not one item. */
  set(one: string, other: string, distinct: boolean, by: { readonly at: string; readonly officer: string }): void {
    const [first, second] = ordered(one, other);
    if (distinct)
      this.database
        .prepare('INSERT INTO distinct_pair (one, other, at, officer) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
        .run(first, second, by.at, by.officer);
    else this.database.prepare('DELETE FROM distinct_pair WHERE one = ? AND other = ?').run(first, second);
  }
}

function ordered(one: string, other: string): readonly [string, string] {
  return one < other ? [one, other] : [other, one];
}
