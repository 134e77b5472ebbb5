import { sameScalar } from '../../../shared/merge/scalar.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { threadsOf } from '../../../shared/status/comment-thread.ts';
import { type CanonicalValue, canonicalJson } from '../../../shared/values/canonical-json.ts';
import { type Machine, PROVINCE } from './machine.ts';
import { standing, versionsByCell, type Written } from './oracle.ts';
import type { World } from './world.ts';

/** What does not hold of a world after the full exchange, each as a sentence; empty when all is well. */
export function breachesOf(world: World): readonly string[] {
  return [
    ...world.breaches,
    ...againstOracle(world),
    ...agreement(world),
    ...authority(world),
    ...nothingGone(world),
    ...dotsOnce(world),
  ];
}

/** Every state holds exactly the versions that no later author had seen. */
function againstOracle(world: World): readonly string[] {
  return world.machines.flatMap((machine) =>
    machine.ids().flatMap((id) => {
      const { record, seen } = machine.records.get(id)!.it;
      const [is, must] = [versionsByCell(record), standing(seen)].map((cells) =>
        canonicalJson(cells as CanonicalValue),
      );
      return is === must ? [] : [`${machine.name}的 ${id} 应为 ${must}，实为 ${is}`];
    }),
  );
}

function agreement(world: World): readonly string[] {
  const breaches: string[] = [];
  for (const id of new Set(world.machines.flatMap((machine) => machine.ids()))) {
    const owner = world.machines.find((machine) => machine.records.has(id))!.record(id).owner;
    const ofCity = world.machines.filter((machine) => machine.office === owner);
    // A draft that was withdrawn before anybody filed it never left its city.
    const stayed = ofCity.every((machine) => machine.factsOf(id).filings.length === 0 && !lives(machine, id));
    const concerned = stayed ? ofCity : world.machines.filter(({ office }) => office === owner || office === PROVINCE);
    const [first, ...others] = concerned.map((machine) => ({ machine, view: viewOf(world, machine, id) }));
    for (const other of others)
      for (const key of Object.keys(first!.view) as (keyof typeof other.view)[])
        if (first!.view[key] !== other.view[key])
          breaches.push(
            `${id} 的 ${key} 不一致：${first!.machine.name} ${first!.view[key]}；${other.machine.name} ${other.view[key]}`,
          );
  }
  return breaches;
}

function lives(machine: Machine, id: string): boolean {
  return machine.records.has(id) && shownValues(machine.record(id)).live;
}

/** What all must agree on. Verdicts that the province lost with a set-back are its alone to give anew, so they are left out then. */
function viewOf(world: World, machine: Machine, id: string) {
  const text = (value: unknown) => canonicalJson(value as CanonicalValue);
  if (!machine.records.has(id)) return { record: '没有这条', filings: '', status: '', comments: '' };
  const { filings, reviews, comments } = machine.factsOf(id);
  const ids = (facts: readonly { id: string }[]) => facts.map((fact) => fact.id).sort();
  return {
    record: text(machine.record(id)),
    filings: text(ids(filings)),
    status: world.provinceForgot ? '' : text([machine.status(id, world.rules), ids(reviews)]),
    comments: world.provinceForgot ? '' : text(threadsOf(comments).map(({ entries, state }) => [state, ids(entries)])),
  };
}

/** Only the province's verdict accepts, returns and locks; only the owner's filing submits. */
function authority(world: World): readonly string[] {
  return world.machines.flatMap((machine) =>
    machine.ids().flatMap((id) => {
      const { state, locked } = machine.status(id, world.rules);
      const { filings, reviews } = machine.factsOf(id);
      const verdict = (kind: string) => reviews.some((one) => one.verdict === kind && one.office === PROVINCE);
      const exactly = reviews.some(
        (one) => one.verdict === 'accept' && one.office === PROVINCE && one.digest === machine.digest(id),
      );
      const faults = [
        state === 'accepted' && !exactly && '没有省厅对这一内容的通过',
        locked && state !== 'accepted' && '没有通过却锁定',
        state === 'returned' && !verdict('return') && '没有省厅的退回',
        state !== 'draft' && filings.every((one) => one.office !== machine.record(id).owner) && '没有本单位的报送',
        state === 'draft' && filings.length > 0 && '报送过仍是草稿',
        (state === 'withdrawn') !== (filings.length > 0 && !lives(machine, id)) && '撤回与存续不符',
      ].filter((fault) => fault !== false);
      return faults.map((fault) => `${machine.name}的 ${id} 为 ${state}：${fault}`);
    }),
  );
}

/** No concurrent value is gone unless a later author, who had it before him as contending or as the value shown, wrote over it. */
function nothingGone(world: World): readonly string[] {
  const breaches: string[] = [];
  for (const machine of world.machines) {
    for (const id of machine.ids()) {
      const { record, seen } = machine.records.get(id)!.it;
      if (!shownValues(record).live) continue;
      const overwritten = new Set<Written>(
        [...seen].flatMap((later) => [...later.past].filter((one) => one.cell === later.cell)),
      );
      const conflicts = world.rules.conflicts(record).filter((one) => !one.table);
      for (const one of seen) {
        const field = /^field (.+)$/.exec(one.cell)?.[1];
        if (field === undefined || overwritten.has(one)) continue;
        const contending = conflicts.find((conflict) => conflict.field === field)?.siblings.map(({ value }) => value);
        const visible = contending ?? [shownValues(record).fields[field] ?? null];
        if (!visible.some((value) => sameScalar(value, one.value)))
          breaches.push(`${machine.name}的 ${id} 看不到 ${field}=${JSON.stringify(one.value)}，也没有冲突`);
      }
    }
  }
  return breaches;
}

/** One dot names one edit of a record, whoever was copied or set back. */
function dotsOnce(world: World): readonly string[] {
  const by = new Map<string, Written>();
  const breaches = new Set<string>();
  for (const machine of world.machines) {
    for (const id of machine.ids()) {
      for (const one of machine.records.get(id)!.it.seen) {
        const name = `${id} ${one.cell} ${one.dot.join('@')}`;
        const known = by.get(name);
        if (known && known !== one) breaches.add(`版本号用了两次：${name}`);
        by.set(name, one);
      }
    }
  }
  return [...breaches];
}
