import { patentCheckCharacter } from '../../../shared/identifiers/patent-number.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { type InventedUnit, inventPerson, inventPhone } from './invented-units.ts';
import type { Random } from './random.ts';
import { SCENES, TECH_FIELDS, TECHNIQUES } from './vocabulary.ts';

export interface Units {
  readonly firms: readonly InventedUnit[];
  readonly academies: readonly InventedUnit[];
}

const TEN_THOUSAND_YUAN = 1_000_000;

const PLATFORM_KINDS = [
  ['technology-innovation-centre', 'T3.1', '技术创新中心'],
  ['key-laboratory', 'T3.1', '重点实验室'],
  ['engineering-centre', 'T3.1', '工程技术研究中心'],
  ['open-platform', 'T3.2', '开放创新平台'],
  ['testing-centre', 'T3.2', '检验检测中心'],
  ['community', 'T3.3', '创新创业共同体'],
  ['new-institution', 'T3.4', '产业技术研究院'],
  ['incubator', 'T4.1', '科技企业孵化器'],
  ['maker-space', 'T4.1', '众创空间'],
  ['culture-base', 'T5.3', '文化和科技融合示范基地'],
] as const;

/** A day of the given year and month; 28 at most, so that every month has it. */
function dayIn(random: Random, year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(random.whole(1, 28)).padStart(2, '0')}`;
}

function techniqueOf(random: Random, field: string): string {
  return random.pick(TECHNIQUES[field]!);
}

/** An invented platform; `serial` is unique within the city. */
export function inventPlatform(
  random: Random,
  city: string,
  units: Units,
  year: number,
  month: number,
  serial: number,
): RecordValues {
  const [kind, planTask, word] = random.pick(PLATFORM_KINDS);
  const field = random.pick(TECH_FIELDS);
  const host = random.chance(0.5) ? random.pick(units.academies) : random.pick(units.firms);
  const staff = random.whole(20, 120);
  return {
    number: `PT-DEMO-${city}-${String(serial).padStart(3, '0')}`,
    name: `${host.name.split('示例')[0]}示例${techniqueOf(random, field)}${word}`,
    kind,
    level: 'provincial',
    state: random.chance(0.7) ? 'running' : 'building',
    approvalDate: dayIn(random, year, month),
    approvalDocument: `示科字〔${year}〕${random.whole(1, 199)} 号`,
    hostUnit: host.name,
    hostUnitCode: host.code,
    unitNature: host.nature,
    county: host.county,
    leader: inventPerson(random),
    contact: inventPerson(random),
    contactPhone: inventPhone(random),
    techField: [field],
    planTask,
    permanentStaff: staff,
    seniorStaff: Math.floor(staff * 0.3),
    doctorStaff: Math.floor(staff * 0.25),
    equipmentValue: random.whole(100, 6000) * TEN_THOUSAND_YUAN,
    servedEnterprises: random.whole(0, 60),
    ...(kind === 'community' ? { leadingElement: 'industry', operatingMode: 'institution-company' } : {}),
    summary: `围绕${techniqueOf(random, field)}开展共性技术研发、中试和公共服务。`,
    secrecy: 'none',
  };
}

/** An invented achievement. */
export function inventAchievement(
  random: Random,
  city: string,
  units: Units,
  year: number,
  month: number,
  serial: number,
): RecordValues {
  const field = random.pick(TECH_FIELDS);
  const unit = random.chance(0.5) ? random.pick(units.academies) : random.pick(units.firms);
  const completed = dayIn(random, year, month);
  return {
    registrationNumber: `${city.slice(1, 4)}${year}D${String(serial).padStart(4, '0')}`,
    registrationDate: completed,
    name: `${random.pick(SCENES[random.pick(Object.keys(SCENES))]!)}${techniqueOf(random, field)}技术及装备`,
    kind: 'applied',
    attribute: 'original',
    stage: random.pick(['initial', 'middle', 'mature']),
    form: random.pick(['technology', 'product', 'software', 'device']),
    researchStart: `${year - 2}-03`,
    completedDate: completed,
    leadUnit: unit.name,
    leadUnitCode: unit.code,
    unitNature: unit.nature,
    researchers: random
      .some([1, 2, 3, 4], 3)
      .map(() => inventPerson(random))
      .join('、'),
    county: unit.county,
    contact: inventPerson(random),
    contactPhone: inventPhone(random),
    techField: [field],
    planTask: 'T3.1',
    evaluationMode: 'evaluation',
    level: random.pick(['international-advanced', 'national-leading', 'national-advanced', 'none']),
    applicationState: random.pick(['industrial', 'small', 'trial']),
    newSales: random.whole(0, 9000) * TEN_THOUSAND_YUAN,
    patentCount: random.whole(0, 12),
    summary: `突破${techniqueOf(random, field)}关键技术，形成自主知识产权，已在省内单位应用。`,
    secrecy: 'none',
  };
}

/** An invented patent or software copyright: numbers with the right check character, in a range no office has reached. */
export function inventIp(random: Random, units: Units, year: number, month: number, serial: number): RecordValues {
  const kind = random.weighted([
    ['invention', 55],
    ['utility', 20],
    ['software', 25],
  ] as const);
  const field = random.pick(TECH_FIELDS);
  const holder = random.chance(0.3) ? random.pick(units.academies) : random.pick(units.firms);
  const granted = dayIn(random, year, month);
  return {
    ...(kind === 'software'
      ? softwareNumbers(year, serial, granted)
      : patentNumbers(kind, random, year, serial, granted)),
    name:
      kind === 'software'
        ? `${techniqueOf(random, field)}管理软件 V${random.whole(1, 3)}.0`
        : `一种${techniqueOf(random, field)}${random.pick(['方法', '装置', '系统', '方法及系统'])}`,
    kind,
    holder: holder.name,
    holderCode: holder.code,
    unitNature: holder.nature,
    inventors: [inventPerson(random), inventPerson(random)].join('、'),
    county: holder.county,
    techField: [field],
    planTask: 'T2.a',
    acquisition: 'own',
    secrecy: 'none',
  };
}

function patentNumbers(
  kind: 'invention' | 'utility',
  random: Random,
  year: number,
  serial: number,
  granted: string,
): RecordValues {
  const digits = `${year - 1}${kind === 'invention' ? 1 : 2}9${String(serial).padStart(6, '0')}`;
  const number = `${digits}.${patentCheckCharacter(digits)}`;
  const waiting = random.chance(0.08);
  const applied = { applicationNumber: number, applicationDate: dayIn(random, year - 1, random.whole(1, 12)) };
  return waiting
    ? { ...applied, state: 'applied' }
    : { ...applied, number: `ZL${number}`, state: 'granted', grantDate: granted };
}

function softwareNumbers(year: number, serial: number, granted: string): RecordValues {
  return { number: `${year}SR9${String(serial).padStart(6, '0')}`, state: 'registered', grantDate: granted };
}

/** The register's line of an invented firm. */
export function inventEnterprise(
  random: Random,
  firm: InventedUnit,
  year: number,
  month: number,
  serial: number,
): RecordValues {
  const tier = random.weighted([
    ['high-tech', 62],
    ['technology-sme', 28],
    ['high-growth', 8],
    ['leading', 2],
  ] as const);
  const field = random.pick(TECH_FIELDS);
  const employees = random.whole(20, 600);
  const revenue = random.whole(300, 60_000) * TEN_THOUSAND_YUAN;
  const certificate = dayIn(random, year, month);
  return {
    creditCode: firm.code,
    name: firm.name,
    tier,
    scale: employees > 300 ? 'medium' : 'small',
    establishedDate: `${random.whole(2003, 2016)}-${String(random.whole(1, 12)).padStart(2, '0')}-15`,
    registeredCapital: random.whole(1, 50) * 100 * TEN_THOUSAND_YUAN,
    county: firm.county,
    legalRepresentative: inventPerson(random),
    mainProducts: `${techniqueOf(random, field)}软硬件产品`,
    ...(tier === 'technology-sme' ? poolOf(random, year) : certificateOf(year, certificate, serial)),
    enterpriseField: 'electronics',
    techField: [field],
    planTask: 'T4.2',
    contact: inventPerson(random),
    contactPhone: inventPhone(random),
    businessYear: 2019,
    employees,
    researchStaff: Math.floor(employees * 0.2),
    revenue,
    highTechRevenue: Math.floor(revenue * 0.7),
    researchSpending: Math.floor(revenue * 0.06),
    patentCount: random.whole(3, 60),
    inventionCount: random.whole(0, 3),
    ...(tier === 'leading' ? { listing: 'star', listingDate: '2020-07', stockCode: 'DEMO' } : { listing: 'none' }),
    secrecy: 'none',
  };
}

function certificateOf(year: number, date: string, serial: number): RecordValues {
  const number = `GR${year}379${String(serial).padStart(5, '0')}`;
  return { certificateNumber: number, certificateDate: date, certificateExpiry: `${year + 3}${date.slice(4)}` };
}

function poolOf(random: Random, year: number): RecordValues {
  return random.chance(0.6) ? { inPool: 1, poolYear: year } : { inPool: 0 };
}
