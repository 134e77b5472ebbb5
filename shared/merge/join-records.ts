import {
  type CausalRecord,
  type CausalRow,
  type Context,
  type FieldVersions,
  keysOfBoth,
  memberOf,
} from './causal-record.ts';
import { compareDots, covers, joinContexts, sameDot } from './dot.ts';
import { MergeRefusal } from './merge-refusal.ts';
import { sameScalar } from './scalar.ts';

type Fields = Readonly<Record<string, FieldVersions>>;
type Rows = Readonly<Record<string, CausalRow>>;
type Pair = readonly [left: Context, right: Context];

const NOTHING: FieldVersions = [];

/**
 * The state that has seen what both have seen (DESIGN §4): a version stays if both sides have it, or if the other
 * side's context does not cover its dot. Commutative, associative, idempotent.
 * Throws {@link MergeRefusal} when these are not two states of one record, or when one of them is damaged.
 */
export function joinRecords(left: CausalRecord, right: CausalRecord): CausalRecord {
  if (left.id !== right.id) throw new MergeRefusal('different-record', `${left.id} ${right.id}`);
  if (left.register !== right.register) throw new MergeRefusal('different-register', left.id);
  if (left.owner !== right.owner) throw new MergeRefusal('different-owner', left.id);
  const contexts: Pair = [left.context, right.context];
  const tables: Record<string, Rows> = {};
  for (const table of keysOfBoth(left.tables, right.tables)) {
    tables[table] = joinRows(
      memberOf(left.tables, table),
      memberOf(right.tables, table),
      contexts,
      `${left.id} ${table}`,
    );
  }
  return {
    id: left.id,
    register: left.register,
    owner: left.owner,
    context: joinContexts(left.context, right.context),
    live: joinVersions(left.live, right.live, contexts, left.id),
    fields: joinFields(left.fields, right.fields, contexts, left.id),
    tables,
  };
}

function joinRows(left: Rows | undefined, right: Rows | undefined, contexts: Pair, at: string): Rows {
  const joined: Record<string, CausalRow> = {};
  for (const id of keysOfBoth(left, right)) {
    const ours = memberOf(left, id);
    const theirs = memberOf(right, id);
    joined[id] = {
      live: joinVersions(ours?.live ?? NOTHING, theirs?.live ?? NOTHING, contexts, `${at} ${id}`),
      fields: joinFields(ours?.fields, theirs?.fields, contexts, `${at} ${id}`),
    };
  }
  return joined;
}

function joinFields(left: Fields | undefined, right: Fields | undefined, contexts: Pair, at: string): Fields {
  const joined: Record<string, FieldVersions> = {};
  for (const key of keysOfBoth(left, right)) {
    const ours = memberOf(left, key) ?? NOTHING;
    const theirs = memberOf(right, key) ?? NOTHING;
    joined[key] = joinVersions(ours, theirs, contexts, `${at} ${key}`);
  }
  return joined;
}

function joinVersions(
  left: FieldVersions,
  right: FieldVersions,
  [seenLeft, seenRight]: Pair,
  at: string,
): FieldVersions {
  if (left === right) return left;
  const kept = left.filter((version) => {
    const twin = right.find((other) => sameDot(other.dot, version.dot));
    if (twin && !sameScalar(twin.value, version.value)) throw new MergeRefusal('dot-reused', at);
    return twin !== undefined || !covers(seenRight, version.dot);
  });
  for (const version of right) {
    // A version that both have is kept already: whoever has a version has seen its dot.
    if (!covers(seenLeft, version.dot)) kept.push(version);
  }
  if (kept.length === 0) throw new MergeRefusal('versions-lost', at);
  return kept.sort((one, other) => compareDots(other.dot, one.dot));
}
