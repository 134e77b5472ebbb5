import { columnName } from '../../../shared/registers/column-name.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { type SimilarKeys, similarFields, similarKeys } from '../../../shared/similar/similar-keys.ts';
import { type SimilarPair, similarPairs } from '../../../shared/similar/similar-pairs.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { fromSql, type SqlRow } from '../ledger/register-store.ts';
import { resting } from '../work/resting.ts';
import type { WorkProgress } from '../work/work-runner.ts';
import { DistinctPairs } from './distinct-pairs.ts';

const PAGE = 1000;

type OwnedKeys = SimilarKeys & { readonly owner: string };

function ofDifferentOffices(one: OwnedKeys, other: OwnedKeys): boolean {
  return one.owner !== other.owner;
}

export interface Scan {
  /** The surest first: same number, same name, alike under one unit; numbered differently last. */
  readonly pairs: readonly SimilarPair[];
  readonly compared: number;
  /** Pairs that a person told apart before. */
  readonly distinct: number;
}

/**
 * Compares an office's living records of a register with each other, or (owner null) those of different offices. Time grows with the
 * records; it rests often, reports, and stops when asked.
 */
export async function scanSimilar(
  ledger: Ledger,
  register: Register,
  owner: string | null,
  progress: WorkProgress,
): Promise<Scan> {
  const rest = resting(progress.signal);
  const records = await readKeys(ledger, register, owner, progress, rest);
  const apart = new DistinctPairs(ledger.database);
  const pairs: SimilarPair[] = [];
  let distinct = 0;
  for (const pair of similarPairs(records, owner === null ? ofDifferentOffices : undefined)) {
    if (pair && apart.has(pair.one, pair.other)) distinct += 1;
    else if (pair) pairs.push(pair);
    await rest();
  }
  pairs.sort(surestFirst);
  return { pairs, compared: records.length, distinct };
}

async function readKeys(
  ledger: Ledger,
  register: Register,
  owner: string | null,
  progress: WorkProgress,
  rest: () => Promise<void>,
): Promise<readonly OwnedKeys[]> {
  const fields = similarFields(register).flatMap((key) => findField(register, key) ?? []);
  // Without one, all offices.
  const whose = '(@owner IS NULL OR owner = @owner)';
  const total = ledger.database
    .prepare(`SELECT count(*) FROM ${register.id} WHERE ${whose} AND live = 1`)
    .pluck()
    .get({ owner }) as number;
  const select = ledger.database.prepare<object[], SqlRow>(
    `SELECT id, owner, ${fields.map(columnName).join(', ')} FROM ${register.id} WHERE ${whose} AND live = 1 AND id > @after ORDER BY id LIMIT ${PAGE}`,
  );
  const records: OwnedKeys[] = [];
  let after = '';
  for (;;) {
    const rows = select.all({ owner, after });
    for (const row of rows) {
      const values: Record<string, RecordValues[string]> = {};
      for (const field of fields) values[field.key] = fromSql(field, row[columnName(field)]);
      records.push({ ...similarKeys(register, String(row.id), values), owner: String(row.owner) });
    }
    progress.report(records.length, total);
    if (rows.length < PAGE) return records;
    after = String(rows.at(-1)?.id);
    await rest();
  }
}

const ORDER = { number: 0, name: 1, 'unit-and-name': 2 } as const;

function surestFirst(one: SimilarPair, other: SimilarPair): number {
  return (
    Number(one.numbersDiffer) - Number(other.numbersDiffer) ||
    ORDER[one.reason] - ORDER[other.reason] ||
    other.likeness - one.likeness ||
    (one.one < other.one ? -1 : Number(one.one > other.one))
  );
}
