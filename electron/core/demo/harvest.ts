import type { RecordValues } from '../../../shared/values/field-value.ts';
import { inventAchievement, inventEnterprise, inventIp, inventPlatform, type Units } from './invented-items.ts';
import { OTHER_INVENTIONS } from './invented-others.ts';
import { inventProject, type ProjectSeed } from './invented-project.ts';
import { inventUnits } from './invented-units.ts';
import { Random, seedFor } from './random.ts';

/** What a city will report: rows by quarter of 2020 (1 … 4) and register. */
export type Harvest = readonly Readonly<Record<string, readonly RecordValues[]>>[];

/** The cities in the order in which a smaller demo takes them, with their share of the province in percent. */
export const CITY_SHARES: readonly (readonly [city: string, share: number])[] = [
  ['370200', 18],
  ['370100', 20],
  ['370600', 11],
  ['370700', 9],
  ['370300', 7],
  ['371000', 6],
  ['371300', 6],
  ['370800', 5],
  ['370500', 4],
  ['370900', 4],
  ['371400', 3],
  ['371500', 2],
  ['371600', 2],
  ['371700', 1],
  ['371100', 1],
  ['370400', 1],
];

/** Province-wide numbers by the end of 2020, a little short of the plan's targets for 2021, as a dashboard would see them. */
const TOTALS = { platform: 17, achievement: 44, ip: 430, enterprise: 290 } as const;
const QUOTAS: readonly (readonly [programme: string, year: number, total: number])[] = [
  ['nsf-general', 2019, 80],
  ['nsf-youth', 2019, 40],
  ['nsf-general', 2020, 70],
  ['nsf-youth', 2020, 35],
  ['nsf-key', 2020, 10],
  ['nsf-major', 2019, 12],
  ['nsf-major', 2020, 10],
  ['key-innovation', 2019, 54],
  ['key-innovation', 2020, 46],
  ['national-key-rd', 2019, 16],
  ['national-key-rd', 2020, 20],
];
const OTHERS = [
  ['municipal', 55],
  ['key-rd', 20],
  ['guidance', 10],
  ['nsfc', 8],
  ['other', 7],
] as const;

/** Everything one city reports over the four quarters; deterministic in seed and city. */
export function harvestOf(seed: number, city: string, projects: number): Harvest {
  const random = new Random(seedFor(seed, city));
  const serial = CITY_SHARES.findIndex(([code]) => code === city);
  const share = CITY_SHARES[serial]![1] / 100;
  const scale = projects > 400 ? projects / 400 : Math.min(1, projects / 60);
  // A small city has no platform yet: its empty register is filed as 零报告.
  const countOf = (total: number) => Math.round(total * share * scale);
  const firms = countOf(TOTALS.enterprise);
  const units = inventUnits(random, city, serial, Math.max(firms, 12));
  const quarters: Record<string, RecordValues[]>[] = [1, 2, 3, 4].map(() => ({}));
  const add = (register: string, quarter: number, values: RecordValues) => {
    const rows = quarters[quarter - 1]!;
    rows[register] ??= [];
    rows[register].push(values);
  };

  projectSeeds(random, share, projects).forEach((one, index) => {
    const number = `${one.year}DM${String(serial + 1).padStart(2, '0')}${String(index + 1).padStart(5, '0')}`;
    add('project', quarterOf(random, one.year, one.month), inventProject(random, one, units, number));
  });
  for (const [register, total] of Object.entries(TOTALS)) {
    const count = countOf(total);
    for (let index = 0; index < count; index += 1) {
      const year = random.chance(0.5) ? 2019 : 2020;
      const month = random.whole(1, year === 2020 ? 11 : 12);
      const place = serial * 5000 + index + 1;
      const values =
        register === 'platform'
          ? inventPlatform(random, city, units, year, month, index + 1)
          : register === 'achievement'
            ? inventAchievement(random, city, units, year, month, index + 1)
            : register === 'ip'
              ? inventIp(random, units, year, month, place)
              : inventEnterprise(random, units.firms[index]!, year, month, place);
      add(register, quarterOf(random, year, month), values);
    }
  }
  addOthers(seed, city, units, countOf, add);
  return quarters;
}

/** The registers that came later draw from a source of their own, so that the older ones stay as they were. */
function addOthers(
  seed: number,
  city: string,
  units: Units,
  countOf: (total: number) => number,
  add: (register: string, quarter: number, values: RecordValues) => void,
): void {
  for (const [register, total, invent] of OTHER_INVENTIONS) {
    const random = new Random(seedFor(seed, `${city}-${register}`));
    const count = countOf(total);
    for (let serial = 1; serial <= count; serial += 1) {
      const year = random.chance(0.4) ? 2019 : 2020;
      const month = monthIn(random, year);
      add(register, quarterOf(random, year, month), invent({ random, city, units, year, month, serial }));
    }
  }
}

function projectSeeds(random: Random, share: number, projects: number): ProjectSeed[] {
  const seeds: ProjectSeed[] = [];
  for (const [programme, year, total] of QUOTAS) {
    const exact = total * share;
    const count = Math.floor(exact) + (random.chance(exact % 1) ? 1 : 0);
    for (let index = 0; index < count; index += 1) {
      const place = programme === 'key-innovation' ? { place: index } : {};
      seeds.push({ programme, year, month: monthIn(random, year), ...place });
    }
  }
  const kept = random.some(seeds, Math.min(seeds.length, Math.ceil(projects * 0.6)));
  while (kept.length < projects) {
    const year = random.chance(0.45) ? 2019 : 2020;
    kept.push({ programme: random.weighted(OTHERS), year, month: monthIn(random, year) });
  }
  return kept;
}

function monthIn(random: Random, year: number): number {
  return year === 2020 ? random.whole(1, 11) : random.whole(1, 12);
}

/** The quarter in which a unit hands in what happened then: that very one, or the next. */
function quarterOf(random: Random, year: number, month: number): number {
  if (year < 2020) return random.chance(0.85) ? 1 : 2;
  return Math.min(4, Math.ceil(month / 3) + (random.chance(0.2) ? 1 : 0));
}
