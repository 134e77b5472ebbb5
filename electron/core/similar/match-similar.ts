import { naturalKeys } from '../../../shared/check/duplicate-key.ts';
import type { SimilarMatch } from '../../../shared/contract/similar-calls.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { similarKeys } from '../../../shared/similar/similar-keys.ts';
import { similarPairs } from '../../../shared/similar/similar-pairs.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { foldText } from '../../../shared/values/text.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { sqlFilter } from '../ledger/record-filter.ts';
import { titleOf } from '../ledger/record-query.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import { DistinctPairs } from './distinct-pairs.ts';

/** Length of the pieces of a name by which candidates are sought, and how many candidates a piece may bring. */
const PIECE = 5;
const CANDIDATES = 60;
const SHOWN = 3;

/**
 * Records of the office that may be the one with these values: by natural key, and by the pieces of its name. A bounded number is
 * looked at, so that it can be asked at every pause in typing.
 */
export function matchSimilar(
  ledger: Ledger,
  register: Register,
  owner: string,
  id: string | undefined,
  values: RecordValues,
): SimilarMatch[] {
  const own = id ?? '';
  const store = ledger.store(register.id);
  const rows = new Map<string, SqlRow>();
  const add = (found: readonly SqlRow[]) => {
    for (const row of found) if (row.id !== own) rows.set(String(row.id), row);
  };
  const byKey = ledger.database.prepare<[string, string], SqlRow>(
    `SELECT * FROM ${register.id} WHERE natural_key = ? AND owner = ? AND live = 1 LIMIT 5`,
  );
  for (const key of naturalKeys(register, values)) add(byKey.all(key, owner));
  for (const piece of piecesOf(String(values[register.titleField] ?? ''))) {
    const where = sqlFilter(register, { search: piece, owners: [owner] });
    add(
      ledger.database
        .prepare(`SELECT * FROM ${register.id} WHERE ${where.sql} LIMIT ${CANDIDATES}`)
        .all(...where.parameters) as SqlRow[],
    );
  }
  const asked = similarKeys(register, own, values);
  const apart = new DistinctPairs(ledger.database);
  const matches: SimilarMatch[] = [];
  for (const row of rows.values()) {
    const other = similarKeys(register, String(row.id), store.shownFields(row) as RecordValues);
    const [pair] = [...similarPairs([asked, other])].filter((one) => one !== undefined);
    if (!pair || pair.numbersDiffer || apart.has(own, other.id)) continue;
    const detail = register.fields
      .filter((field) => field.searchable && field.key !== register.titleField)
      .map((field) => store.shownFields(row)[field.key])
      .filter((value) => value !== undefined)
      .slice(0, 2)
      .join(' · ');
    matches.push({ id: other.id, title: titleOf(register, row), detail, reason: pair.reason });
  }
  const order = { number: 0, name: 1, 'unit-and-name': 2 } as const;
  return matches.sort((one, other) => order[one.reason] - order[other.reason]).slice(0, SHOWN);
}

/** The beginning, middle and end of a name as the search text spells it; a short name whole. */
function piecesOf(title: string): readonly string[] {
  const runs = title.split(/[^\p{L}\p{N}]+/u).map((run) => [...foldText(run)]);
  const longest = runs.reduce<readonly string[]>((best, run) => (run.length > best.length ? run : best), []);
  if (longest.length < 2) return [];
  if (longest.length <= PIECE) return [longest.join('')];
  const starts = [0, Math.floor((longest.length - PIECE) / 2), longest.length - PIECE];
  return [...new Set(starts.map((start) => longest.slice(start, start + PIECE).join('')))];
}
