import { REGISTERS } from '../../../shared/registers/registers.ts';
import { requireOutcome } from './demo-office.ts';
import type { DemoWorld } from './demo-world.ts';
import { RETURN_COMMENTS, type ReturnComment } from './vocabulary.ts';

/** Takes in a stick full of packages and confirms the keys that came for the first time. */
export async function receiveAll(world: DemoWorld, paths: readonly string[]): Promise<void> {
  const { province } = world;
  const { packages } = await province.call('receive.examine', { paths: [...paths] });
  requireOutcome(packages, 'pending');
  requireOutcome(
    (await province.call('receive.apply', { stages: packages.map((one) => one.stage) })).packages,
    'received',
  );
  const { keys } = await province.call('office-key.list', {});
  for (const key of keys) {
    if (key.state === 'unconfirmed')
      await province.call('office-key.confirm', { office: key.office, fingerprint: key.fingerprint });
  }
}

export interface ReviewOptions {
  /** Share of the projects that are returned, and of those that are left waiting. */
  readonly returned: number;
  readonly waiting: number;
  /** Records that are left as they are. */
  readonly except?: ReadonlySet<string>;
}

/** Judges what a city filed: returns a few projects with a comment at a field, accepts the rest; what is in conflict waits. */
export async function review(world: DemoWorld, city: string, options: ReviewOptions): Promise<void> {
  const { province, random } = world;
  const accepted: string[] = [];
  const returned = new Map<ReturnComment, string[]>(RETURN_COMMENTS.map((comment) => [comment, []]));
  let first = true;
  for (const { id: register } of REGISTERS) {
    for (const row of await province.records(register, { owners: [city], states: ['submitted'], conflicted: false })) {
      if (options.except?.has(row.id)) continue;
      // The first project always comes back, so that even the smallest demo has something to correct.
      const fate = register !== 'project' ? 1 : first ? 0 : random.fraction();
      if (register === 'project') first = false;
      if (fate < options.returned) returned.get(random.pick(RETURN_COMMENTS))!.push(row.id);
      else if (fate >= options.returned + options.waiting) accepted.push(row.id);
    }
  }
  for (const [comment, ids] of returned) {
    if (ids.length > 0) await province.call('review.decide', { ids, verdict: 'return', fields: [comment] });
  }
  if (accepted.length > 0) await province.call('review.decide', { ids: accepted, verdict: 'accept' });
}

/** Numbers the accepted projects of the great programme, a field that only the province fills in. */
export async function number(world: DemoWorld, quarter: number): Promise<void> {
  const { province } = world;
  const rows = await province.records('project', {
    states: ['accepted'],
    conditions: [
      { field: 'programme', operator: 'is', value: 'key-innovation' },
      { field: 'provincialNumber', operator: 'empty' },
    ],
  });
  for (const [index, row] of rows.slice(0, 5).entries()) {
    const value = `SK2020${quarter}${String(index + 1).padStart(3, '0')}`;
    await province.call('record.edit', { id: row.id, changes: [{ field: 'provincialNumber', value }] });
  }
}

/** Writes the replies to cities and gives the files to carry, in the same order. */
export async function reply(world: DemoWorld, cities: readonly string[], quarter: number): Promise<string[]> {
  if (cities.length === 0) return [];
  const { packages } = await world.province.call('reply.write', { to: [...cities], folder: world.carried(quarter) });
  return cities.map((city) => packages.find((one) => one.to === city)!.file);
}
