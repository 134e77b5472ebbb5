import { memberOf, type Scalar } from '../../../shared/merge/causal-record.ts';
import { shownValue } from '../../../shared/merge/scalar.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { threadsOf } from '../../../shared/status/comment-thread.ts';
import { type Machine, type Parcel, PROVINCE, type Rules } from './machine.ts';
import type { History, RowStep, Step } from './steps.ts';
import { World } from './world.ts';

/** A history as it went: the world it left, and a sentence for each thing that really happened. */
export interface Played {
  readonly world: World;
  readonly script: readonly string[];
}

/** Plays a history by the rules given; with `clocks` false every wall clock stands still. */
export function play(history: History, rules: Rules, options: { clocks?: boolean } = {}): Played {
  const world = new World(history.cast, rules);
  const script: string[] = [`参加的有：${world.machines.map(({ name }) => name).join('、')}`];
  const say = (sentence: string) => script.push(`${script.length}. ${sentence}`);
  begin(world);
  say('各市各有两条，已报送，省厅都收到');
  for (const step of history.steps) {
    const machine = pick(actors(world, step), step.machine);
    if (!machine) continue;
    if (step.kind === 'clock') {
      if (options.clocks !== false) machine.clock += step.days;
      say(`${machine.name}的时钟跳了 ${step.days} 天`);
      continue;
    }
    const sentence = takeStep(world, machine, step);
    if (sentence) say(sentence);
  }
  return { world, script };
}

/** Every city has two records, filed and received, so that there is something to disagree about from the first step on. */
function begin(world: World): void {
  for (const machine of world.machines) {
    if (machine.isProvince || machine.records.size > 0) continue;
    for (const name of ['一', '二']) world.create(machine, name);
    const filed = world.file(machine, false);
    const full = world.full(machine);
    for (const other of world.machines) {
      if (other.isProvince) world.take(other, filed);
      else if (other !== machine && other.office === machine.office) world.take(other, full);
    }
  }
}

/** The machines at which a step can happen at all. */
function actors(world: World, step: Step): readonly Machine[] {
  switch (step.kind) {
    case 'create':
    case 'file':
      return world.machines.filter((machine) => !machine.isProvince);
    case 'reply':
    case 'review':
      return world.machines.filter((machine) => machine.isProvince);
    case 'settle':
      return world.machines.filter((machine) => openConflicts(world, machine).length > 0);
    case 'unsettle':
      return world.machines.filter((machine) => world.unsettled.has(machine));
    case 'unlock':
      return world.machines.filter((machine) => machine.ids().some((id) => !isEditable(world, machine, id)));
    case 'set-back':
      return world.machines.filter((machine) => world.backups.some((backup) => backup.machine === machine));
    default:
      return world.machines;
  }
}

function openConflicts(world: World, machine: Machine) {
  return machine
    .ids()
    .filter((id) => isEditable(world, machine, id))
    .flatMap((id) => world.rules.conflicts(machine.record(id)).map((conflict) => ({ id, conflict })))
    .filter(({ conflict }) => machine.isProvince || conflict.field !== 'note');
}

/** Does one step if it can be done, and says what it was. */
function takeStep(world: World, machine: Machine, step: Exclude<Step, { kind: 'clock' }>): string | undefined {
  switch (step.kind) {
    case 'create':
      if (machine.records.size >= 4) return undefined;
      return `${machine.name}新增 ${world.create(machine, step.name)}，name=${text(step.name)}`;
    case 'edit':
      return edit(world, machine, step);
    case 'withdraw':
    case 'restore':
      return changeLife(world, machine, step.record, step.kind === 'restore');
    case 'settle':
      return settle(world, machine, step);
    case 'unsettle':
      return unsettle(world, machine);
    case 'file':
      return `${machine.name}写出${step.whole ? '全量' : ''}报送包 ${contents(world.file(machine, step.whole))}`;
    case 'full':
      return `${machine.name}写出给本单位别的机器的全量包 ${contents(world.full(machine))}`;
    case 'reply': {
      const city = pick(world.cities, step.city)!;
      return `${machine.name}写出给 ${city} 的${step.whole ? '全量' : ''}批复包 ${contents(world.reply(machine, city, step.whole))}`;
    }
    case 'deliver':
      return deliver(world, step);
    case 'review':
      return review(world, machine, step);
    case 'unlock':
      return unlock(world, machine, step.record);
    case 'comment':
      return comment(world, machine, step);
    case 'backup':
      world.backups.push({ machine, state: machine.copiedAs(machine.name, machine.replica) });
      return `${machine.name}做了备份 ${world.backups.length - 1}`;
    case 'set-back': {
      const own = world.backups.filter((one) => one.machine === machine);
      const backup = pick(own, step.backup);
      if (!backup) return undefined;
      world.setBack(machine, backup.state);
      return `${machine.name}退回到备份 ${world.backups.indexOf(backup)}，副本号 ${machine.replica}`;
    }
    case 'copy': {
      const copy = world.copy(machine);
      return copy && `${machine.name}的文件夹被复制，成为${copy.name}，副本号 ${copy.replica}`;
    }
  }
}

function edit(world: World, machine: Machine, step: Extract<Step, { kind: 'edit' }>): string | undefined {
  const id = editable(world, machine, step.record);
  if (!id || !shownValues(machine.record(id)).live) return undefined;
  // A city does not write the province's field.
  const fields = Object.fromEntries(
    Object.entries(step.fields).filter(([key]) => machine.isProvince || key !== 'note'),
  );
  const rows = step.rows.map((row) => rowEdit(row));
  if (Object.keys(fields).length + rows.length === 0) return undefined;
  world.edit(machine, id, { fields, rows });
  const changes = [
    ...Object.entries(fields).map(([key, value]) => `${key}=${text(value)}`),
    ...rows.map((row) => `子表 ${row.rowId}${row.live === false ? ' 去掉' : ''} ${text(row.fields?.amount ?? null)}`),
  ];
  return `${machine.name}改 ${id}：${changes.join('，')}（版本号 ${machine.counter}@${machine.replica}）`;
}

function rowEdit({ row, amount, live }: RowStep) {
  return {
    table: 'funds',
    rowId: `row${row}`,
    ...(amount === undefined ? {} : { fields: { amount } }),
    ...(live === undefined ? {} : { live }),
  };
}

function changeLife(world: World, machine: Machine, at: number, live: boolean): string | undefined {
  const id = editable(world, machine, at);
  if (!id || shownValues(machine.record(id)).live === live) return undefined;
  world.edit(machine, id, { live });
  return `${machine.name}${live ? '恢复' : '撤回'} ${id}（版本号 ${machine.counter}@${machine.replica}）`;
}

function settle(world: World, machine: Machine, step: Extract<Step, { kind: 'settle' }>): string | undefined {
  const found = pick(openConflicts(world, machine), step.conflict);
  if (!found) return undefined;
  const { id, conflict } = found;
  const third: Scalar = conflict.field === '$live' ? true : '定';
  const value = conflict.siblings[step.take]?.value ?? third;
  world.settle(machine, id, conflict, value);
  return `${machine.name}裁定 ${id} 的${where(conflict)}为 ${text(value)}（版本号 ${machine.counter}@${machine.replica}）`;
}

function unsettle(world: World, machine: Machine): string | undefined {
  const last = world.unsettled.get(machine);
  if (!last || !isEditable(world, machine, last.record)) return undefined;
  world.unsettled.delete(machine);
  if (!shownValues(machine.record(last.record)).live && last.conflict.field !== '$live') return undefined;
  world.edit(machine, last.record, {}, last.conflict);
  return `${machine.name}撤销对 ${last.record} 的${where(last.conflict)}的裁定，两边的值又并立`;
}

function deliver(world: World, step: Extract<Step, { kind: 'deliver' }>): string | undefined {
  // Counted from the newest: what is on its way is taken more often than what is old.
  const parcel = world.parcels.at(-1 - (step.parcel % world.parcels.length))!;
  const machine = pick(
    world.machines.filter(({ office }) => office === parcel.to),
    step.machine,
  );
  if (!machine) return undefined;
  const what = `${machine.name}收到第 ${parcel.number} 号包`;
  if (step.answer === 'refuse') return `${what}，没有装入`;
  const before = new Map(machine.ids().map((id) => [id, shownValues(machine.record(id))]));
  world.take(machine, parcel);
  if (step.answer === 'take') return `${what}，装入`;
  const back: string[] = [];
  for (const { record } of parcel.records) {
    const former = before.get(record.id);
    const now = shownValues(machine.record(record.id));
    if (!former?.live || !now.live || !isEditable(world, machine, record.id)) continue;
    const changed = Object.keys(now.fields).filter(
      (key) => (machine.isProvince || key !== 'note') && text(now.fields[key]) !== text(memberOf(former.fields, key)),
    );
    const [field] = changed;
    if (field === undefined) continue;
    const value = memberOf(former.fields, field) ?? null;
    world.edit(machine, record.id, { fields: { [field]: value } });
    back.push(`${record.id} 的 ${field} 改回 ${text(value)}`);
  }
  return `${what}，装入${back.length > 0 ? `，并把 ${back.join('、')}` : ''}`;
}

function review(world: World, machine: Machine, step: Extract<Step, { kind: 'review' }>): string | undefined {
  const waiting = machine.ids().filter((one) => machine.status(one, world.rules).state === 'submitted');
  const id = pick(waiting, step.record);
  if (!id) return undefined;
  const { verdict } = step;
  if (verdict === 'accept' && world.rules.conflicts(machine.record(id)).length > 0) return undefined;
  judge(world, machine, id, verdict);
  return `${machine.name}${verdict === 'accept' ? '通过' : '退回'} ${id}`;
}

function unlock(world: World, machine: Machine, at: number): string | undefined {
  const locked = machine.ids().filter((one) => !isEditable(world, machine, one));
  const id = pick(locked, at);
  if (!id) return undefined;
  judge(world, machine, id, 'unlock');
  return `${machine.name}解锁 ${id}`;
}

function judge(world: World, machine: Machine, id: string, verdict: 'accept' | 'return' | 'unlock'): void {
  machine.change += 1;
  const round =
    machine
      .factsOf(id)
      .filings.toSorted((one, other) => one.dot[0] - other.dot[0])
      .at(-1)?.round ?? 1;
  const digest = machine.digest(id);
  world.addFact(machine, (base) => ({ ...base, sort: 'review', record: id, round, digest, verdict }));
}

/** The province asks or closes, the city answers. */
function comment(world: World, machine: Machine, step: Extract<Step, { kind: 'comment' }>): string | undefined {
  const id = pick(machine.ids(), step.record);
  if (!id || machine.factsOf(id).filings.length === 0) return undefined;
  machine.change += 1;
  const thread = threadsOf(machine.factsOf(id).comments).at(-1);
  const base = { record: id, register: 'project', field: 'name', round: 1, text: step.text };
  const kind = machine.isProvince ? (thread?.state === 'answered' ? 'close' : 'open') : 'answer';
  if (kind === 'answer' && thread?.state !== 'open') return undefined;
  const name = kind === 'open' ? `t${world.parcels.length}-${machine.counter}` : thread!.id;
  world.addFact(machine, (common) => ({ ...common, ...base, sort: 'comment', thread: name, kind }));
  return `${machine.name}对 ${id} 的意见：${kind} ${step.text}`;
}

function editable(world: World, machine: Machine, at: number): string | undefined {
  const id = pick(machine.ids(), at);
  return id !== undefined && isEditable(world, machine, id) ? id : undefined;
}

function isEditable(world: World, machine: Machine, id: string): boolean {
  return !machine.status(id, world.rules).locked;
}

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list.length === 0 ? undefined : list[at % list.length];
}

function contents({ number, records, facts }: Parcel): string {
  return `第 ${number} 号（${records.map(({ record }) => record.id).join('、') || '没有记录'}；${facts.length} 件事）`;
}

function where({
  table,
  rowId,
  field,
  siblings,
}: {
  table?: string;
  rowId?: string;
  field: string;
  siblings: Parameters<typeof shownValue>[0];
}): string {
  return `${table ? `子表 ${rowId} ` : ''}${field}（现 ${text(shownValue(siblings))}）`;
}

function text(value: Scalar | undefined): string {
  return JSON.stringify(value ?? null);
}

/**
 * Everybody exchanges everything: machines of one office among themselves, cities to the province, the province to the cities.
 * Whole packages where somebody was set back or works on two machines; else what incremental packages bring must do.
 */
export function exchangeFully(world: World): void {
  const whole = world.doubled;
  const of = (office: string) => world.machines.filter((machine) => machine.office === office);
  const among = (office: string) => {
    for (let round = 0; round < 2; round += 1)
      for (const from of of(office)) {
        const parcel = world.full(from);
        for (const to of of(office)) if (to !== from) world.take(to, parcel);
      }
  };
  const { cities } = world;
  for (let round = 0; round < (whole ? 2 : 1); round += 1) {
    for (const office of [PROVINCE, ...cities]) if (of(office).length > 1) among(office);
    for (const city of cities) {
      const filed = world.file(of(city)[0]!, whole);
      for (const to of of(PROVINCE)) world.take(to, filed);
    }
    for (const city of cities) {
      const reply = world.reply(of(PROVINCE)[0]!, city, whole);
      for (const to of of(city)) world.take(to, reply);
    }
  }
  // What the last filing and reply said is known to one machine of each office; the others hear it from it.
  for (const office of [PROVINCE, ...cities]) if (of(office).length > 1) among(office);
}
