import { naturalKeys } from '../../../shared/check/duplicate-key.ts';
import type { FormerItem } from '../../../shared/contract/carry-calls.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { sameScalar } from '../../../shared/merge/scalar.ts';
import { cityFields, holds, type Register } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerLookup } from '../sheet/stage/ledger-lookup.ts';
import { Pace } from '../work/pace.ts';
import { resting } from '../work/resting.ts';
import type { WorkProgress } from '../work/work-runner.ts';
import type { FormerLedger, FormerRecord } from './former-ledger.ts';

/** A former ledger held beside this one: what of it is new here, the same, or different. Writes nothing. */
export interface CarryStage {
  readonly former: FormerLedger;
  readonly items: ReadonlyMap<string, readonly FormerItem[]>;
}

/** Compares a former ledger with this one, register by register. */
export async function stageFormer(
  ledger: Ledger,
  owner: string,
  former: FormerLedger,
  progress: WorkProgress,
): Promise<CarryStage> {
  const rest = resting(progress.signal);
  const items = new Map<string, FormerItem[]>();
  let done = 0;
  for (const register of REGISTERS) {
    const existingOf = await existingFinder(ledger, register, owner, former, new Pace(progress.signal));
    const found: FormerItem[] = [];
    for (const record of former.records(register)) {
      found.push(itemOf(register, record, existingOf(record)));
      done += 1;
      if (done % 500 === 0) progress.report(done, 0);
      await rest();
    }
    if (found.length > 0 || former.bad(register) > 0) items.set(register.id, found);
  }
  return { former, items };
}

/** The counts of a stage, as the window shows them first. */
export function describeCarry(handle: string, stage: CarryStage): CallOutput<'carry.stage'> {
  return {
    stage: handle,
    source: stage.former.source,
    registers: REGISTERS.flatMap((register) => {
      const items = stage.items.get(register.id);
      if (!items) return [];
      const count = (fits: (item: FormerItem) => boolean) => items.filter(fits).length;
      return [
        {
          register: register.id,
          total: items.length,
          ongoing: count((item) => item.ongoing),
          new: count((item) => item.outcome === 'new'),
          newOngoing: count((item) => item.outcome === 'new' && item.ongoing),
          same: count((item) => item.outcome === 'same'),
          changed: count((item) => item.outcome === 'changed'),
          bad: stage.former.bad(register),
        },
      ];
    }),
  };
}

interface Existing {
  readonly id: string;
  readonly values: RecordValues;
}

/** Finds the record here that carries a former one on, is the very same, or is the same item by a natural key. */
async function existingFinder(ledger: Ledger, register: Register, owner: string, former: FormerLedger, pace: Pace) {
  const store = ledger.store(register.id);
  const lookup = ledgerLookup(ledger, register, owner, pace);
  const keys = new Set<string>();
  for (const record of former.records(register)) for (const key of naturalKeys(register, record.values)) keys.add(key);
  await lookup.prepare(keys);
  return (record: FormerRecord): Existing | undefined => {
    for (const id of former.lastingIds ? [...ledger.links.to(record.id, 'carried'), record.id] : []) {
      if (!id.startsWith(`${register.id}-`)) continue;
      const row = store.row(id);
      if (row?.live === 1 && row.owner === owner) return { id, values: store.shownFields(row) as RecordValues };
    }
    for (const key of naturalKeys(register, record.values)) {
      const [first] = lookup.byKey(key);
      const found = first === undefined ? undefined : lookup.byId(first);
      if (found) return found;
    }
    return undefined;
  };
}

function itemOf(register: Register, record: FormerRecord, existing: Existing | undefined): FormerItem {
  const differs = existing ? differing(register, record.values, existing.values) : [];
  const detail = register.fields
    .filter((field) => field.searchable && field.key !== register.titleField && record.values[field.key])
    .slice(0, 2)
    .map((field) => String(record.values[field.key]));
  return {
    former: record.id,
    title: String(record.values[register.titleField] ?? `未命名${register.label}`),
    detail: detail.join(' · '),
    outcome: existing ? (differs.length > 0 ? 'changed' : 'same') : 'new',
    ongoing: register.ongoing === undefined || isOngoing(register.ongoing, record.values),
    existing: existing?.id ?? null,
    differs,
  };
}

/** An item whose state nobody filled in is taken to go on: leaving it out unseen would lose it. */
function isOngoing(ongoing: NonNullable<Register['ongoing']>, values: RecordValues): boolean {
  return (values[ongoing.field] ?? null) === null || holds(ongoing, values);
}

/** Labels of the fields that the former record fills otherwise; figures of a year are bound to differ and do not count. */
function differing(register: Register, former: RecordValues, present: RecordValues): string[] {
  return cityFields(register)
    .filter(({ key, yearly }) => {
      if (yearly || key === register.figuresYear) return false;
      const was = former[key] ?? null;
      return was !== null && !sameScalar(was, present[key] ?? null);
    })
    .map((field) => field.label);
}
