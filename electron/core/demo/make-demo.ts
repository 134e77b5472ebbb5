import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { OFFICES, PROVINCE_OFFICE } from '../../../shared/office/offices.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import type { Environment } from '../environment.ts';
import { takeReply } from './city-work.ts';
import { DemoOffice, type NewApplication } from './demo-office.ts';
import { DemoClock, type DemoWorld, demoEnvironment } from './demo-world.ts';
import { CITY_SHARES, type Harvest, harvestOf } from './harvest.ts';
import { playQuarter } from './play-quarter.ts';
import { Random, seedFor } from './random.ts';

export interface DemoOptions {
  readonly folder: string;
  readonly cities: number;
  readonly projects: number;
  readonly seed: number;
  readonly newApplication: NewApplication;
  /** Stops between two steps; what was made until then is taken away. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (label: string, done: number, total: number) => void;
}

export interface DemoMade {
  readonly folder: string;
  readonly offices: string[];
  readonly records: number;
  readonly seed: number;
}

const QUARTERS = [1, 2, 3, 4];
const OFFICERS = ['示例经办人甲', '示例经办人乙', '示例经办人丙', '示例经办人丁'];

/**
 * Makes the demo province: a workspace for the province and for each city in `folder/<office code>`, with invented records,
 * and plays the four quarters of 2020 through the same calls that the window makes. Same options, same records.
 * Error: `WORKSPACE_EXISTS` when there is one already.
 */
export async function makeDemo(environment: Environment, options: DemoOptions): Promise<DemoMade> {
  const codes = CITY_SHARES.slice(0, options.cities).map(([code]) => code);
  const folders = [PROVINCE_OFFICE, ...codes].map((code) => path.join(options.folder, code));
  for (const folder of folders) {
    if (existsSync(path.join(folder, 'taizhang.db'))) {
      throw new AppError('WORKSPACE_EXISTS', '这个文件夹里已有台账。请换一个空文件夹生成演示数据。');
    }
  }
  const desk = path.join(options.folder, '.desk');
  const clock = new DemoClock();
  const tell = (label: string, done: number) => options.onProgress?.(label, done, QUARTERS.length + 1);
  clock.goTo('2020-01-06');
  tell('正在建立各单位的台账', 0);
  const offices: DemoOffice[] = [];
  let finished = false;
  try {
    for (const [index, code] of [PROVINCE_OFFICE, ...codes].entries()) {
      const world = demoEnvironment(
        { ...environment, userDir: path.join(desk, code) },
        clock,
        seedFor(options.seed, `ids ${code}`),
      );
      const office = new DemoOffice(
        code,
        path.join(options.folder, code),
        path.join(desk, code),
        options.newApplication(world),
      );
      offices.push(office);
      await office.call('workspace.create', {
        path: office.folder,
        office: code,
        officer: OFFICERS[index % OFFICERS.length]!,
      });
    }
    const [province, ...cities] = offices as [DemoOffice, ...DemoOffice[]];
    const world: DemoWorld = {
      province,
      cities,
      harvests: harvests(options.seed, codes, options.projects),
      clock,
      random: new Random(seedFor(options.seed, 'story')),
      carried: (quarter) => folderOf(options.folder, `2020Q${quarter}`),
      tell: (sentence) => options.onProgress?.(sentence, 0, 0),
    };
    await handDown(world, folderOf(options.folder, 'baseline'));
    for (const quarter of QUARTERS) {
      tell(`正在生成 2020 年第 ${quarter} 季度`, quarter);
      options.signal?.throwIfAborted();
      await playQuarter(world, quarter);
    }
    const { registers } = await province.call('overview.counts', {});
    const records = Object.values(registers).reduce((sum, count) => sum + count, 0);
    tell('演示数据已生成', QUARTERS.length + 1);
    finished = true;
    return { folder: options.folder, offices: offices.map((office) => office.code), records, seed: options.seed };
  } finally {
    for (const office of offices) await office.call('workspace.close', {}).catch(() => {});
    for (const folder of finished ? [desk] : [desk, ...folders, path.join(options.folder, 'packages')]) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function folderOf(root: string, name: string): string {
  const folder = path.join(root, 'packages', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function handDown(world: DemoWorld, folder: string): Promise<void> {
  world.clock.goTo('2020-01-08');
  const { file } = await world.province.call('baseline.write', { folder });
  for (const city of world.cities) await takeReply(city, file);
}

/** What the cities report, with the same project reported by two cities in the second quarter, and the same patent in the third. */
function harvests(seed: number, codes: readonly string[], projects: number): ReadonlyMap<string, Harvest> {
  const all = new Map(codes.map((code) => [code, harvestOf(seed, code, projects)]));
  const [first, , third] = codes;
  if (first && third) {
    repeat(all, first, third, 1, 'project');
    repeat(all, first, third, 2, 'ip');
  }
  return all;
}

function repeat(all: ReadonlyMap<string, Harvest>, from: string, to: string, quarter: number, register: string): void {
  const original = all.get(from)![quarter]![register]?.[0];
  if (!original) return;
  const { county: _, ...values } = original;
  const rows = all.get(to)![quarter] as Record<string, RecordValues[]>;
  rows[register] ??= [];
  rows[register].push({ ...values, remark: `与${OFFICES.shortOf(from)}市单位共同承担。` });
}
