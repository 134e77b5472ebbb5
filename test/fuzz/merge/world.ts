import { type CausalRecord, memberOf, type Scalar } from '../../../shared/merge/causal-record.ts';
import type { FieldConflict } from '../../../shared/merge/conflicts-of.ts';
import { maxCounter } from '../../../shared/merge/dot.ts';
import type { RecordEdit } from '../../../shared/merge/edit-record.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { type Fact, Machine, type Parcel, PROVINCE, type Rules } from './machine.ts';
import { cellName, type Held, versionsByCell, type Written, writesOf } from './oracle.ts';
import type { Cast } from './steps.ts';

/** Cities by their codes. */
const CITIES = ['370100', '370200', '370300'];
const CITY_NAMES = ['济南', '青岛', '淄博'];
const MOST_MACHINES = 6;

/** A settling, as the claims need it: what it did away with, and where. */
export interface Settling {
  readonly record: string;
  readonly cell: string;
  readonly ended: readonly string[];
  readonly by: Written;
}

/** All that there is: machines, parcels on their way, backups in drawers. */
export class World {
  readonly rules: Rules;
  readonly machines: Machine[] = [];
  readonly parcels: Parcel[] = [];
  readonly backups: { readonly machine: Machine; readonly state: Machine }[] = [];
  readonly settlings: Settling[] = [];
  /** What each machine could take back next. */
  readonly unsettled = new Map<Machine, { record: string; conflict: FieldConflict }>();
  /** Breaches of what must always hold, found while playing. */
  readonly breaches: string[] = [];
  /** Whether some machine went on from an older state or beside another one of its office. */
  doubled: boolean;
  /** Whether a machine of the province was set back: it may have forgotten verdicts that only it may give. */
  provinceForgot = false;
  conflictsSeen = 0;
  /** Codes of the cities that take part. */
  readonly cities: readonly string[];
  private replicas = 0;
  private made = 0;

  constructor(cast: Cast, rules: Rules) {
    this.rules = rules;
    this.doubled = cast.twin;
    this.cities = CITIES.slice(0, cast.cities);
    this.machines.push(new Machine('省厅', PROVINCE, this.newReplica('sd')));
    for (let index = 0; index < cast.cities; index += 1)
      this.machines.push(new Machine(CITY_NAMES[index]!, CITIES[index]!, this.newReplica('city')));
    if (cast.twin) this.machines.push(new Machine(`${CITY_NAMES[0]}乙机`, CITIES[0]!, this.newReplica('twin')));
  }

  newReplica(prefix: string): string {
    this.replicas += 1;
    return `${prefix}${String(this.replicas).padStart(4, '0')}`;
  }

  create(machine: Machine, name: Scalar): string {
    this.made += 1;
    machine.change += 1;
    const id = `r${this.made}`;
    machine.counter = this.rules.nextCounter(machine.counter);
    const dot = [machine.counter, machine.replica] as const;
    const values = { name };
    const record = this.rules.create({ id, register: 'project', owner: machine.office, dot, values });
    const written = writesOf(dot, name === null ? {} : { fields: values }, new Set());
    this.hold(machine, { record, seen: new Set(written) }, true, true);
    return id;
  }

  /** One edit under a new dot; contending values get dots of their own below it. */
  edit(machine: Machine, id: string, edit: RecordEdit, again?: FieldConflict): void {
    machine.change += 1;
    const { record, seen } = machine.records.get(id)!.it;
    this.requireVisible(record, edit, again);
    const next = () => {
      machine.counter = this.rules.nextCounter(machine.counter);
      return [machine.counter, machine.replica] as const;
    };
    const contending = again && {
      ...(again.table === undefined ? {} : { table: again.table, rowId: again.rowId ?? '' }),
      field: again.field,
      versions: again.siblings
        .toReversed()
        .map(({ value }) => ({ dot: next(), value }))
        .reverse(),
    };
    const dot = next();
    const whole: RecordEdit = contending ? { ...edit, contending: [contending] } : edit;
    const written = writesOf(dot, whole, seen);
    const after = this.rules.edit(record, dot, whole);
    this.hold(machine, { record: after, seen: new Set([...seen, ...written]) }, true, true);
  }

  /** Settles one conflict by an edit, and remembers what that ended. */
  settle(machine: Machine, id: string, conflict: FieldConflict, value: Scalar): void {
    const { table, rowId, field } = conflict;
    const cell = cellName(field, table, rowId);
    const ended = versionsByCell(machine.record(id))[cell] ?? [];
    this.edit(machine, id, settlementOf(conflict, value));
    const { seen } = machine.records.get(id)!.it;
    const by = [...seen].findLast((one) => one.cell === cell)!;
    this.settlings.push({ record: id, cell, ended, by });
    this.unsettled.set(machine, { record: id, conflict });
  }

  addFact(machine: Machine, make: (base: FactBase) => Fact): void {
    machine.counter = this.rules.nextCounter(machine.counter);
    this.made += 1;
    const at = String(machine.clock);
    const { office } = machine;
    const base = { id: `f${this.made}`, dot: [machine.counter, machine.replica] as const, at, office, officer: '经办' };
    machine.addFact(make(base), true);
  }

  /** Files what is due and writes a 报送 of what is news to the province. */
  file(machine: Machine, whole: boolean): Parcel {
    machine.change += 1;
    for (const id of machine.ids()) {
      const { state, changed, round } = machine.status(id, this.rules);
      if (!shownValues(machine.record(id)).live || !(state === 'draft' || state === 'returned' || changed)) continue;
      const digest = machine.digest(id);
      const filing = { record: id, round, digest, period: '2020Q2', sequence: machine.sent.length + 1 };
      this.addFact(machine, (base) => ({ ...base, ...filing, sort: 'filing' }));
    }
    const since = this.baseOf(machine, PROVINCE, whole);
    const travels = (id: string) =>
      shownValues(machine.record(id)).live || machine.status(id, this.rules).state === 'withdrawn';
    const ids = machine.ids().filter((id) => machine.records.get(id)!.change > since && travels(id));
    const facts = [...machine.facts.values()].filter(
      ({ it, change }) =>
        it.office === machine.office && (it.sort === 'filing' ? ids.includes(it.record) : change > since),
    );
    return this.send(
      machine,
      'submission',
      PROVINCE,
      ids,
      facts.map(({ it }) => it),
    );
  }

  /** A 批复: what was judged, asked and corrected since; a whole one gives the city back all that is known of its records. */
  reply(machine: Machine, city: string, whole: boolean): Parcel {
    machine.change += 1;
    const since = this.baseOf(machine, city, whole);
    const owned = new Set(machine.ids().filter((id) => machine.record(id).owner === city));
    const ids = [...owned].filter((id) => whole || machine.records.get(id)!.edited > since);
    const facts = [...machine.facts.values()].filter(
      ({ it, change }) => owned.has(it.record) && (whole || (it.office === machine.office && change > since)),
    );
    return this.send(
      machine,
      'reply',
      city,
      ids,
      facts.map(({ it }) => it),
    );
  }

  /** A 全量包 for another machine of the same office. */
  full(machine: Machine): Parcel {
    machine.change += 1;
    return this.send(
      machine,
      'full',
      machine.office,
      machine.ids(),
      [...machine.facts.values()].map(({ it }) => it),
    );
  }

  private baseOf(machine: Machine, to: string, whole: boolean): number {
    if (whole) return 0;
    const base = machine.sent.findLast(
      (sent) => sent.to === to && (sent.acknowledged || !this.rules.buildsOnAcknowledged),
    );
    return base?.change ?? 0;
  }

  private send(
    machine: Machine,
    kind: Parcel['kind'],
    to: string,
    ids: readonly string[],
    facts: readonly Fact[],
  ): Parcel {
    const records = ids.map((id) => machine.records.get(id)!.it);
    const acknowledges = [...machine.taken].filter((number) => this.parcels[number]!.from === to);
    const number = this.parcels.length;
    const parcel: Parcel = { number, kind, from: machine.office, to, records, facts, acknowledges };
    this.parcels.push(parcel);
    machine.sent = [...machine.sent, { to, number, change: machine.change, acknowledged: false }];
    return parcel;
  }

  /** Takes a parcel: joins, unites facts, remembers what the sender says it has. May come late, twice, in any order. */
  take(machine: Machine, parcel: Parcel): void {
    machine.change += 1;
    const byUs = parcel.kind !== 'reply';
    for (const fact of parcel.facts) machine.counter = this.rules.witness(machine.counter, fact.dot[0]);
    for (const sent of parcel.records) {
      machine.counter = this.rules.witness(machine.counter, maxCounter(sent.record));
      const ours = machine.records.get(sent.record.id)?.it;
      const record = ours ? this.rules.join(ours.record, sent.record) : sent.record;
      this.hold(
        machine,
        { record, seen: new Set([...(ours?.seen ?? []), ...sent.seen]) },
        byUs,
        parcel.kind === 'full',
      );
    }
    for (const fact of parcel.facts) machine.addFact(fact, byUs);
    machine.taken = new Set([...machine.taken, parcel.number]);
    machine.sent = machine.sent.map((sent) =>
      parcel.acknowledges.includes(sent.number) ? { ...sent, acknowledged: true } : sent,
    );
  }

  copy(machine: Machine): Machine | undefined {
    if (this.machines.length >= MOST_MACHINES) return undefined;
    const replica = this.rules.renewsReplica ? this.newReplica('copy') : machine.replica;
    const copy = machine.copiedAs(`${machine.name}的副本`, replica);
    this.machines.push(copy);
    this.doubled = true;
    return copy;
  }

  setBack(machine: Machine, state: Machine): void {
    machine.takeStateOf(state);
    if (this.rules.renewsReplica) machine.replica = this.newReplica('back');
    this.unsettled.delete(machine);
    this.doubled = true;
    if (machine.isProvince) this.provinceForgot = true;
  }

  private hold(machine: Machine, held: Held, byUs: boolean, editedHere: boolean): void {
    machine.keep(held, byUs, editedHere);
    const conflicts = this.rules.conflicts(held.record);
    this.conflictsSeen += conflicts.length;
    this.requireEnded(held);
  }

  /** A settled conflict never comes back: who has seen the settling holds none of the versions it ended. */
  private requireEnded({ record, seen }: Held): void {
    let cells: ReturnType<typeof versionsByCell> | undefined;
    for (const settling of this.settlings) {
      if (settling.record !== record.id || !seen.has(settling.by)) continue;
      cells ??= versionsByCell(record);
      const back = settling.ended.filter((version) => cells?.[settling.cell]?.includes(version));
      if (back.length > 0) this.breaches.push(`裁定过的冲突又出现：${record.id} ${settling.cell}：${back.join('，')}`);
    }
  }

  /** Whoever writes over contending values must have been shown that they contend. */
  private requireVisible(record: CausalRecord, edit: RecordEdit, again?: FieldConflict): void {
    const shown = new Set(this.rules.conflicts(record).map((one) => cellName(one.field, one.table, one.rowId)));
    const lives = shownValues(record).live;
    const places = [
      ...Object.keys(edit.fields ?? {}).map((field) => ({ field, versions: memberOf(record.fields, field) })),
      ...(edit.rows ?? []).flatMap(({ table, rowId, fields }) =>
        Object.keys(fields ?? {}).map((field) => ({
          field,
          table,
          rowId,
          versions: rowShown(record, table, rowId) ? memberOf(record.tables[table]?.[rowId]?.fields, field) : undefined,
        })),
      ),
      ...(again ? [] : [{ field: '$live', versions: record.live }]),
    ];
    for (const { versions = [], ...place } of places) {
      const { table, rowId } = place as { table?: string; rowId?: string };
      const values = new Set(versions.map(({ value }) => JSON.stringify(value)));
      const cell = cellName(place.field, table, rowId);
      if (lives && values.size > 1 && !shown.has(cell))
        this.breaches.push(`并行的值没有列为冲突就被改掉：${record.id} ${cell}`);
    }
  }
}

type FactBase = Pick<Fact, 'id' | 'dot' | 'at' | 'office' | 'officer'>;

function rowShown(record: CausalRecord, table: string, rowId: string): boolean {
  return shownValues(record).tables[table]?.some((row) => row.id === rowId) ?? false;
}

/** The edit that settles a conflict with a value. */
export function settlementOf({ field, table, rowId }: FieldConflict, value: Scalar): RecordEdit {
  if (table === undefined || rowId === undefined)
    return field === '$live' ? { live: value === true } : { fields: { [field]: value } };
  return {
    rows: [field === '$live' ? { table, rowId, live: value === true } : { table, rowId, fields: { [field]: value } }],
  };
}
