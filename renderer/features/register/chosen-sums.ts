import type { RecordRow } from '../../../shared/contract/shapes.ts';
import { NOTHING_CHOSEN, type RecordChoice } from './record-choice.ts';

type Sums = Readonly<Record<string, number>>;

/**
 * The sums (分) of the amounts in `keys` over the ticked records, or over the whole list while none is ticked: `whole` then. Undefined
 * where a record is not at hand or the whole is not known: another sum would be taken for theirs.
 */
export function chosenSums(
  choice: RecordChoice,
  keys: readonly string[],
  whole: Sums | undefined,
  rowOf: (id: string) => RecordRow | undefined,
): Sums | undefined {
  const nothing = choice.ids.size === 0 && choice.all === NOTHING_CHOSEN.all;
  if (nothing) return whole;
  if (choice.all && whole === undefined) return undefined;
  const sums = Object.fromEntries(keys.map((key) => [key, choice.all ? (whole?.[key] ?? 0) : 0]));
  const sign = choice.all ? -1 : 1;
  for (const id of choice.ids) {
    const row = rowOf(id);
    if (!row) return undefined;
    for (const key of keys) {
      const value = row.values[key];
      if (typeof value === 'number') sums[key] = (sums[key] ?? 0) + sign * value;
    }
  }
  return sums;
}
