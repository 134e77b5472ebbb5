import type { RecordValues } from '../../../shared/values/field-value.ts';
import { type InventedUnit, inventPerson, inventPhone } from './invented-units.ts';
import type { Random } from './random.ts';
import { ASPECTS, INDUSTRIES, PROGRESS, SCENES, TECH_FIELDS, TECHNIQUES } from './vocabulary.ts';

/** What is settled of a project before its details: programme, year and month it begins in. */
export interface ProjectSeed {
  readonly programme: string;
  readonly year: number;
  readonly month: number;
  /** Place among the projects of its programme and year. */
  readonly place?: number;
}

const TEN_THOUSAND_YUAN = 1_000_000;
const BASIC = ['nsf-general', 'nsf-youth', 'nsf-key', 'nsf-joint', 'nsf-major', 'nsfc'];
const TASK_OF: Readonly<Record<string, string>> = {
  'nsf-general': 'T1.a',
  'nsf-youth': 'T1.a',
  'nsf-key': 'T1.a',
  'nsf-joint': 'T1.a',
  'nsf-major': 'T1.b',
  'key-innovation': 'T2.a',
  'national-key-rd': 'T2.b',
};
const TASK_OF_KIND: Readonly<Record<string, string>> = { demonstration: 'T5.1', upgrade: 'T5.2', humanities: 'T5.3' };
const KINDS = [
  ['key-technology', 50],
  ['demonstration', 22],
  ['upgrade', 20],
  ['humanities', 3],
  ['platform', 5],
] as const;

/** An invented project, complete enough to be filed. Money in 分. */
export function inventProject(
  random: Random,
  seed: ProjectSeed,
  units: { firms: readonly InventedUnit[]; academies: readonly InventedUnit[] },
  number: string,
): RecordValues {
  const basic = BASIC.includes(seed.programme);
  // A firm leads one great project a year, so these go round.
  const unit =
    seed.place !== undefined
      ? units.firms[seed.place % units.firms.length]!
      : basic || random.chance(0.15)
        ? random.pick(units.academies)
        : random.pick(units.firms);
  const kind = basic ? 'basic' : random.weighted(KINDS);
  const techField = random.some(TECH_FIELDS, random.chance(0.3) ? 2 : 1);
  const month = String(seed.month).padStart(2, '0');
  const years = random.whole(2, 3);
  const started = seed.year < 2020;
  const stage = started && random.chance(0.12) ? 'concluded' : random.chance(0.08) ? 'acceptance' : 'running';
  const scene = random.pick(Object.keys(SCENES));
  const industry = random.pick(Object.keys(INDUSTRIES));
  return {
    number,
    name: titleOf(random, kind, techField[0]!, scene, industry),
    programme: seed.programme,
    kind,
    stage,
    approvalYear: seed.year,
    startDate: random.chance(0.25) ? `${seed.year}-${month}` : `${seed.year}-${month}-01`,
    endDate: `${seed.year + years}-${month}`,
    leadUnit: unit.name,
    leadUnitCode: unit.code,
    unitNature: unit.nature,
    county: unit.county,
    ...(random.chance(0.4) ? { partnerUnits: random.pick(units.academies).name } : {}),
    leader: inventPerson(random),
    leaderTitle: random.pick(['研究员', '教授', '高级工程师', '正高级工程师', '副教授']),
    contact: inventPerson(random),
    contactPhone: inventPhone(random),
    techField,
    ...taskOf(random, seed.programme, kind),
    ...(kind === 'demonstration' ? { applicationField: scene } : {}),
    ...(kind === 'upgrade' ? { industryField: industry } : {}),
    ...fundsOf(random, seed.programme),
    fundsScheme: 'eleven',
    summary: `针对${random.pick(SCENES[scene]!)}中的实际需求，研究${TECHNIQUES[techField[0]!]!.join('、')}等技术，形成软硬件一体的解决方案，并在${unit.name}等单位验证。`,
    progress: random.pick(PROGRESS),
    startTrl: '3',
    currentTrl: String(random.whole(3, 6)),
    targetTrl: '7',
    ...(stage === 'concluded' ? { acceptanceDate: '2020-11', acceptanceConclusion: 'passed' } : {}),
    secrecy: 'none',
  };
}

function titleOf(random: Random, kind: string, techField: string, scene: string, industry: string): string {
  const technique = random.pick(TECHNIQUES[techField]!);
  const place = random.pick(SCENES[scene]!);
  switch (kind) {
    case 'basic':
      return `${place}场景下${technique}的${random.pick(ASPECTS)}研究`;
    case 'demonstration':
      return `基于${technique}的${place}应用示范`;
    case 'upgrade':
      return `${random.pick(INDUSTRIES[industry]!)}${technique}升级改造`;
    case 'humanities':
      return `${technique}在文化资源数字化展示中的应用研究`;
    case 'platform':
      return `${technique}公共技术服务平台建设`;
    default:
      return `面向${place}的${technique}关键技术研发与${random.pick(['应用', '产业化', '装备研制', '系统集成'])}`;
  }
}

function taskOf(random: Random, programme: string, kind: string): RecordValues {
  const task = TASK_OF[programme] ?? TASK_OF_KIND[kind] ?? (random.chance(0.9) ? 'S2' : undefined);
  return task ? { planTask: task } : {};
}

function fundsOf(random: Random, programme: string): RecordValues {
  const provincial = provincialShare(random, programme) * TEN_THOUSAND_YUAN;
  const self = random.whole(1, 40) * 20 * TEN_THOUSAND_YUAN;
  const other = random.chance(0.3) ? random.whole(1, 20) * 10 * TEN_THOUSAND_YUAN : 0;
  const total = provincial + self + other;
  const received = Math.round((total * random.whole(40, 95)) / 100);
  return {
    totalFunds: total,
    provincialFunds: provincial,
    selfFunds: self,
    otherFunds: other,
    receivedFunds: received,
    spentFunds: Math.round((received * random.whole(30, 95)) / 100),
  };
}

/** In 万元. */
function provincialShare(random: Random, programme: string): number {
  switch (programme) {
    case 'key-innovation':
      return random.whole(30, 120) * 10;
    case 'nsf-major':
      return 200;
    case 'nsf-key':
      return 50;
    case 'nsf-general':
    case 'nsf-youth':
    case 'nsf-joint':
      return random.whole(10, 20);
    case 'key-rd':
      return random.whole(5, 30) * 5;
    default:
      return random.whole(0, 8) * 5;
  }
}
