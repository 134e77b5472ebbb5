import { collect, correctReturned, file, leaveUnready, takeReply } from './city-work.ts';
import type { DemoOffice } from './demo-office.ts';
import type { DemoWorld } from './demo-world.ts';
import { number, receiveAll, reply, review } from './province-work.ts';

/** What became of a city's filing by the end of the story. */
interface Fate {
  readonly files: boolean;
  readonly received: boolean;
  readonly reviewed: boolean;
  readonly replied: boolean;
  readonly replyTaken: boolean;
}

const ROUND: Fate = { files: true, received: true, reviewed: true, replied: true, replyTaken: true };

/** The last quarter stands in mid-round: some cities are late, some packages lie on the stick, some replies are under way. */
function fateOf(index: number, cities: number, quarter: number): Fate {
  if (quarter < 4) return ROUND;
  const fromEnd = cities - 1 - index;
  const late = cities < 3 ? 0 : cities < 6 ? 1 : 3;
  const onStick = cities < 4 ? 0 : cities < 8 ? 1 : 2;
  const files = fromEnd >= late;
  const received = fromEnd >= late + onStick;
  const judged = Math.max(1, Math.floor((cities - late - onStick) * 0.7));
  const reviewed = received && index < judged;
  return { files, received, reviewed, replied: reviewed && index < 3, replyTaken: reviewed && index < 2 };
}

/** The due day of a quarter's filings is the tenth of the month after it. */
function month(quarter: number): string {
  return quarter < 4 ? `2020-${String(quarter * 3 + 1).padStart(2, '0')}` : '2021-01';
}

/** Plays one quarter of 2020: collecting, filing, receiving, judging, replying, correcting. */
export async function playQuarter(world: DemoWorld, quarter: number): Promise<void> {
  const { cities, clock } = world;
  const fates = cities.map((_, index) => fateOf(index, cities.length, quarter));
  const with_ = (key: keyof Fate) => cities.filter((_, index) => fates[index]![key]);

  clock.goTo(`${month(quarter)}-02`);
  const carried = new Map<string, string>();
  for (const [index, city] of cities.entries()) {
    const fate = fates[index]!;
    await collect(world, city, quarter, quarter < 4 ? 0.8 : fate.files ? 0.7 : 0.4);
    if (fate.files) carried.set(city.code, await file(world, city, quarter));
    else await leaveUnready(city, index === cities.length - 1 ? 3 : index % 2, 2);
  }

  clock.goTo(`${month(quarter)}-11`);
  const { province } = world;
  await province.call('workspace.set-period', { period: `2020Q${quarter}` });
  await receiveAll(
    world,
    with_('received').map((city) => carried.get(city.code)!),
  );

  clock.goTo(`${month(quarter)}-12`);
  const crossed = quarter === 3 && cities[0] ? await crossEdits(world, cities[0]) : new Set<string>();
  for (const city of with_('reviewed'))
    await review(world, city.code, { returned: 0.05, waiting: quarter < 4 ? 0.01 : 0.1, except: crossed });
  await number(world, quarter);

  clock.goTo(`${month(quarter)}-13`);
  const replied = with_('replied');
  const files = await reply(
    world,
    replied.map((city) => city.code),
    quarter,
  );
  clock.goTo(`${month(quarter)}-14`);
  for (const [index, city] of replied.entries()) {
    if (!with_('replyTaken').includes(city)) continue;
    await takeReply(city, files[index]!);
    await correctReturned(world, city, quarter < 4 ? 0.85 : 0.3);
  }
}

/**
 * The province corrects the end of a project while the city, not knowing, changes it too: when the reply arrives, both values
 * stand side by side as a conflict. Gives the project, which is left without a verdict.
 */
async function crossEdits(world: DemoWorld, city: DemoOffice): Promise<Set<string>> {
  const [row] = await world.province.records('project', { owners: [city.code], states: ['submitted'] });
  if (!row) return new Set();
  await world.province.call('record.edit', { id: row.id, changes: [{ field: 'endDate', value: '2024-09' }] });
  await city.call('record.edit', { id: row.id, changes: [{ field: 'endDate', value: '2024-03' }] });
  return new Set([row.id]);
}
