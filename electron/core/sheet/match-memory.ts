import { createHash } from 'node:crypto';
import type { SheetTarget } from '../../../shared/registers/sheet-target.ts';
import type { MoneyUnit } from '../../../shared/values/money.ts';
import { foldText } from '../../../shared/values/text.ts';
import type { Database } from '../database/database.ts';
import type { Heading } from './stage/find-heading.ts';
import type { SheetStage } from './stage/sheet-stage.ts';
import type { MatchMemory } from './stage/workbook-stage.ts';

interface Remembered {
  readonly mapping: string;
  readonly money_unit: MoneyUnit;
}

/** Units send the same table every time: what an officer corrected once is known again by the heading. */
export class SheetMatches implements MatchMemory {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  recall(
    target: SheetTarget,
    heading: Heading,
  ): { mapping: Record<string, string | null>; moneyUnit: MoneyUnit } | undefined {
    const found = this.#database
      .prepare<[string], Remembered>('SELECT mapping, money_unit FROM sheet_match WHERE signature = ?')
      .get(signatureOf(target, heading));
    if (!found) return undefined;
    const byHeading = JSON.parse(found.mapping) as Record<string, string | null>;
    const mapping: Record<string, string | null> = {};
    for (const { index, heading: text } of heading.columns) {
      const field = byHeading[foldText(text)];
      if (field !== undefined) mapping[String(index)] = field;
    }
    return { mapping, moneyUnit: found.money_unit };
  }

  /** Keeps how a sheet was matched when it was taken in. */
  remember(stage: SheetStage, at: string): void {
    const mapping: Record<string, string | null> = {};
    for (const { heading, field } of stage.columns()) mapping[foldText(heading)] = field;
    this.#database
      .prepare(
        'INSERT INTO sheet_match (signature, mapping, money_unit, at) VALUES (?, ?, ?, ?) ON CONFLICT (signature) DO UPDATE SET mapping = excluded.mapping, money_unit = excluded.money_unit, at = excluded.at',
      )
      .run(signatureOf(stage.target, stage.heading), JSON.stringify(mapping), stage.moneyUnit, at);
  }
}

function signatureOf(target: SheetTarget, heading: Heading): string {
  const texts = heading.columns.map((column) => foldText(column.heading)).toSorted();
  return createHash('sha256')
    .update([target.id, ...texts].join('\n'))
    .digest('hex');
}
