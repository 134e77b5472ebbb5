import type { Database } from '../database/database.ts';
import type { PackageLine } from './package-line.ts';

/** Dots remembered as kept: an act gives many records the same one. */
const REMEMBERED = 4096;

/** Keeps who wrote the dots that a package brings. */
export class EditKeeper {
  private readonly insert;
  private readonly kept = new Set<string>();

  constructor(database: Database) {
    this.insert = database.prepare(
      'INSERT INTO edit (replica, counter, at, officer, office) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
  }

  keep(edits: PackageLine['edits']): void {
    for (const { dot, at, officer, office } of edits) {
      const name = `${dot[0]}@${dot[1]}`;
      if (this.kept.has(name)) continue;
      if (this.kept.size === REMEMBERED) this.kept.clear();
      this.kept.add(name);
      this.insert.run(dot[1], dot[0], at, officer, office);
    }
  }
}
