import type { CausalRecord, CausalRow, FieldVersions } from '../../../shared/merge/causal-record.ts';
import { conflictsOf } from '../../../shared/merge/conflicts-of.ts';
import { covers, maxCounter } from '../../../shared/merge/dot.ts';
import { editRecord } from '../../../shared/merge/edit-record.ts';
import { joinRecords } from '../../../shared/merge/join-records.ts';
import { deriveStatus } from '../../../shared/status/derive-status.ts';
import { RULES, type Rules } from './machine.ts';

type PartJoin = (ours: FieldVersions, theirs: FieldVersions, field: string) => FieldVersions;

/** A join whose versions are chosen anew by another rule, field by field. */
function joinedBy(choose: (left: CausalRecord, right: CausalRecord) => PartJoin): Rules['join'] {
  return (left, right) => {
    const joined = joinRecords(left, right);
    const pick = choose(left, right);
    const part = (whole: CausalRow, ours: CausalRow | undefined, theirs: CausalRow | undefined): CausalRow => ({
      live: pick(ours?.live ?? [], theirs?.live ?? [], '$live'),
      fields: Object.fromEntries(
        Object.keys(whole.fields).map((key) => [key, pick(own(ours?.fields, key), own(theirs?.fields, key), key)]),
      ),
    });
    const tables = Object.fromEntries(
      Object.entries(joined.tables).map(([table, rows]) => [
        table,
        Object.fromEntries(
          Object.entries(rows).map(([id, row]) => [id, part(row, left.tables[table]?.[id], right.tables[table]?.[id])]),
        ),
      ]),
    );
    return { ...joined, ...part(joined, left, right), tables };
  };
}

function own(fields: Readonly<Record<string, FieldVersions>> | undefined, key: string): FieldVersions {
  return fields && Object.hasOwn(fields, key) ? fields[key]! : [];
}

function united(ours: FieldVersions, theirs: FieldVersions): FieldVersions {
  const news = theirs.filter((one) => !ours.some((other) => other.dot.join() === one.dot.join()));
  return [...ours, ...news].sort((one, other) => other.dot[0] - one.dot[0] || (one.dot[1] < other.dot[1] ? 1 : -1));
}

const join = (rule: Rules['join']): Rules => ({ ...RULES, join: rule });

/** Rules each broken in one place, by what is wrong with them. The proof must find every one out. */
export const BROKEN: Readonly<Record<string, Rules>> = {
  'joining keeps every version of both sides': join(joinedBy(() => united)),
  'joining keeps only the highest dot': join(joinedBy(() => (ours, theirs) => united(ours, theirs).slice(0, 1))),
  'joining lets the incoming side win': join(joinedBy(() => (ours, theirs) => (theirs.length > 0 ? theirs : ours))),
  'joining keeps ours': join(joinedBy(() => (ours, theirs) => (ours.length > 0 ? ours : theirs))),
  'joining drops what the other side has seen, even where it still holds it': join(
    joinedBy((left, right) => (ours, theirs) => {
      const kept = united(
        ours.filter((one) => !covers(right.context, one.dot)),
        theirs.filter((one) => !covers(left.context, one.dot)),
      );
      return kept.length > 0 ? kept : united(ours, theirs).slice(0, 1);
    }),
  ),
  'joining compares counters without their replicas': join(
    joinedBy((left, right) => (ours, theirs) => {
      const kept = united(ours, theirs).filter(
        ({ dot }) => (has(ours, dot) && has(theirs, dot)) || dot[0] > maxCounter(has(ours, dot) ? right : left),
      );
      return kept.length > 0 ? kept : united(ours, theirs).slice(0, 1);
    }),
  ),
  'joining forgets what the other side has seen': join((left, right) => ({
    ...joinRecords(left, right),
    context: left.context,
  })),
  'joining forgets rows that only the other side has': join((left, right) => ({
    ...joinRecords(left, right),
    tables: Object.fromEntries(
      Object.entries(joinRecords(left, right).tables).map(([table, rows]) => [
        table,
        Object.fromEntries(Object.entries(rows).filter(([id]) => left.tables[table]?.[id])),
      ]),
    ),
  })),
  'joining takes a deletion for final': join(
    joinedBy(() => (ours, theirs, field) => {
      const all = united(ours, theirs);
      const gone = all.filter((one) => one.value === false);
      return field === '$live' && gone.length > 0 ? gone : joinedVersions(ours, theirs);
    }),
  ),
  'an edit does not say that the record lives': {
    ...RULES,
    edit: (record, dot, edit) => ({
      ...editRecord(record, dot, edit),
      ...(edit.live === undefined ? { live: record.live } : {}),
    }),
  },
  'an edit leaves the versions it writes over': {
    ...RULES,
    edit: (record, dot, edit) => {
      const after = editRecord(record, dot, edit);
      const fields = Object.fromEntries(
        Object.keys(after.fields).map((key) => [key, united(own(after.fields, key), own(record.fields, key))]),
      );
      return { ...after, fields };
    },
  },
  'an edit is not noted in the context': {
    ...RULES,
    edit: (record, dot, edit) => ({ ...editRecord(record, dot, edit), context: record.context }),
  },
  'taking back a settling puts back one value only': {
    ...RULES,
    edit: (record, dot, edit) => {
      const after = editRecord(record, dot, edit);
      if (!edit.contending) return after;
      const one = (versions: FieldVersions) => versions.slice(0, 1);
      const fields = Object.fromEntries(Object.keys(after.fields).map((key) => [key, one(own(after.fields, key))]));
      return { ...after, live: one(after.live), fields };
    },
  },
  'the counter does not run past what was received': { ...RULES, witness: (ours) => ours },
  'a copied or restored workspace goes on as the same replica': { ...RULES, renewsReplica: false },
  'a package builds on what was merely sent': { ...RULES, buildsOnAcknowledged: false },
  'conflicts of rows are not listed': {
    ...RULES,
    conflicts: (record) => conflictsOf(record).filter((one) => !one.table),
  },
  'a record deleted here and edited there is no conflict': {
    ...RULES,
    conflicts: (record) => conflictsOf(record).filter((one) => one.field !== '$live'),
  },
  'only the two highest values are listed': {
    ...RULES,
    conflicts: (record) => conflictsOf(record).map((one) => ({ ...one, siblings: one.siblings.slice(0, 2) })),
  },
  'an acceptance holds whatever was edited since': {
    ...RULES,
    status: (facts) => {
      const status = deriveStatus(facts);
      const accepted = facts.live && facts.reviews.some((one) => one.verdict === 'accept') && facts.filings.length > 0;
      return accepted ? { ...status, state: 'accepted' } : status;
    },
  },
  'a record is submitted by editing it': {
    ...RULES,
    status: (facts) => {
      const status = deriveStatus(facts);
      return status.state === 'draft' && facts.live ? { ...status, state: 'submitted' } : status;
    },
  },
  'the last verdict that arrived counts': {
    ...RULES,
    status: (facts) => {
      const status = deriveStatus(facts);
      const last = facts.reviews.at(-1);
      return last?.verdict === 'return' && status.state === 'submitted' ? { ...status, state: 'returned' } : status;
    },
  },
};

function joinedVersions(ours: FieldVersions, theirs: FieldVersions): FieldVersions {
  return united(ours, theirs).slice(0, 1);
}

function has(versions: FieldVersions, dot: FieldVersions[number]['dot']): boolean {
  return versions.some((one) => one.dot.join() === dot.join());
}
