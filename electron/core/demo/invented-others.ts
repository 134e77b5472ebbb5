import type { RecordValues } from '../../../shared/values/field-value.ts';
import { inventCooperation, inventFinance, inventPilot, inventPolicy } from './invented-support.ts';
import { inventPerson } from './invented-units.ts';
import { amount, anyUnit, cityName, common, day, mark, type Occasion, topic, unitOf } from './occasion.ts';

function inventAlliance(at: Occasion): RecordValues {
  const { random, city, units, serial } = at;
  const [field, technique] = topic(at);
  const lead = random.pick(units.firms);
  const members = random.whole(12, 60);
  const enterprises = Math.floor(members * 0.6);
  const founded = day(at);
  return {
    number: `LM-DEMO-${city}-${String(serial).padStart(2, '0')}`,
    name: `${cityName(city)}示例${technique}产业技术创新联盟（${mark(serial)}）`,
    kind: random.chance(0.8) ? 'technology' : 'industry',
    level: 'municipal',
    state: 'running',
    foundedDate: founded,
    agreementStart: founded,
    agreementEnd: `${Number(founded.slice(0, 4)) + 3}${founded.slice(4)}`,
    chain: technique,
    incorporated: 0,
    ...unitOf('leadUnit', lead),
    leadingEnterprise: 1,
    secretariatUnit: random.pick(units.academies).name,
    leader: inventPerson(random),
    secretary: inventPerson(random),
    ...common(at, field, random.chance(0.5) ? 'T3.2' : 'T4.5'),
    memberCount: members,
    enterpriseMembers: enterprises,
    academicMembers: Math.floor((members - enterprises) * 0.7),
    outsideMembers: Math.floor(members * 0.2),
    annualFunds: amount(random, 10, 80),
    jointProjects: random.whole(1, 9),
    activityCount: random.whole(1, 6),
    summary: '成员单位围绕产业链上下游开展联合攻关、标准制定和供需对接。',
  };
}

function inventStandard(at: Occasion): RecordValues {
  const { random, city, year, serial } = at;
  const [field, technique] = topic(at);
  const published = day(at);
  const level = random.weighted([
    ['group', 40],
    ['local', 35],
    ['industry', 15],
    ['enterprise', 10],
  ] as const);
  const place = Number(city.slice(2, 4)) * 100 + serial;
  const number: Record<string, string> = {
    group: `T/SLDEMO ${place}-${year}`,
    local: `DB37/T 9${String(place).padStart(4, '0')}-${year}`,
    industry: `SJ/T 9${String(place).padStart(4, '0')}-${year}`,
    enterprise: `Q/${city}DEMO${serial}-${year}`,
  };
  return {
    number: number[level]!,
    name: `${technique}系统 示例技术要求 第${serial}部分`,
    level,
    nature: 'recommended',
    state: 'published',
    role: random.chance(0.6) ? 'lead' : 'join',
    initiatedDate: `${year - 1}-${String(random.whole(1, 12)).padStart(2, '0')}`,
    publishDate: published,
    effectiveDate: day(at, 2),
    ...unitOf('leadUnit', anyUnit(at)),
    draftingRank: 1,
    drafters: [inventPerson(random), inventPerson(random)].join('、'),
    ...common(at, field, 'T3.1'),
    scope: `规定了${technique}系统的术语、总体架构、功能要求和测试方法。`,
    essentialPatents: 0,
    implementingUnits: random.whole(2, 40),
  };
}

function inventTalent(at: Occasion): RecordValues {
  const { random, units, year, serial } = at;
  const [field, technique] = topic(at);
  const kind = random.weighted([
    ['person', 70],
    ['team', 14],
    ['discipline', 8],
    ['base', 8],
  ] as const);
  const people = kind === 'person' || kind === 'team';
  const selected = day(at);
  const employer = people ? anyUnit(at) : random.pick(units.academies);
  const programme = random.pick(['taishan', 'foreign-expert', 'youth', 'municipal', 'offshore']);
  const provincial = amount(random, 2, 30) * 10;
  const city = amount(random, 1, 10) * 10;
  const named: Record<string, string> = {
    discipline: `示例${technique}专业（${mark(serial)}）`,
    base: `示例${technique}人才培养基地（${mark(serial)}）`,
  };
  return {
    name: named[kind] ?? inventPerson(random),
    kind,
    ...(people
      ? {
          programme,
          arrivalMode: programme === 'offshore' ? 'offshore' : random.pick(['full-time', 'flexible', 'local']),
          ...(programme === 'offshore' ? { offshoreBase: '示例海外离岸创新基地' } : {}),
        }
      : { partnerUnits: random.pick(units.firms).name, enrolment: random.whole(30, 300) }),
    level: programme === 'municipal' ? 'municipal' : 'provincial',
    state: people ? 'in-post' : 'selected',
    selectedDate: selected,
    approvalDocument: `示人字〔${year}〕${random.whole(1, 99)}号`,
    termStart: selected,
    termEnd: `${Number(selected.slice(0, 4)) + 3}${selected.slice(4)}`,
    ...unitOf('employer', employer),
    ...common(at, field, 'T4.3'),
    ...(kind === 'person'
      ? { gender: random.pick(['1', '2']), birthYear: random.whole(1962, 1990), education: 'doctor', degree: 'doctor' }
      : { teamSize: random.whole(6, 40) }),
    speciality: technique,
    totalFunds: provincial + city,
    provincialFunds: provincial,
    cityFunds: city,
    receivedFunds: provincial,
    projectCount: random.whole(0, 5),
    patentCount: random.whole(0, 12),
    summary: `围绕${technique}开展研究和人才培养，进展符合计划。`,
  };
}

function inventActivity(at: Occasion): RecordValues {
  const { random, city, units, year, serial } = at;
  const [field, technique] = topic(at);
  const kind = random.pick(['forum', 'contest', 'matchmaking', 'training', 'roadshow']);
  const word: Record<string, string> = {
    forum: '高峰论坛',
    contest: '创新大赛',
    matchmaking: '供需对接会',
    training: '培训班',
    roadshow: '项目路演',
  };
  const attendees = random.whole(6, 60) * 10;
  const fiscal = amount(random, 2, 30);
  const self = amount(random, 1, 30);
  const entries = random.whole(20, 200);
  const held = day(at);
  return {
    name: `${year} 年${cityName(city)}示例${technique}${word[kind]}（${mark(serial)}）`,
    kind,
    level: random.pick(['municipal', 'municipal', 'provincial', 'national']),
    state: 'held',
    startDate: held,
    endDate: held,
    mode: year === 2020 && random.chance(0.4) ? 'hybrid' : 'onsite',
    venue: `${cityName(city)}示例会展中心`,
    theme: `${technique}赋能产业`,
    international: 0,
    ...unitOf('organiser', random.pick(units.academies)),
    undertaker: random.pick(units.firms).name,
    ...common(at, field, 'T4.5'),
    attendees,
    experts: Math.floor(attendees * 0.1),
    academicians: random.whole(0, 2),
    enterprises: Math.floor(attendees * 0.4),
    ...(kind === 'contest' || kind === 'roadshow' ? { entries, winners: Math.floor(entries * 0.15) } : {}),
    totalFunds: fiscal + self,
    fiscalFunds: fiscal,
    selfFunds: self,
    signedProjects: random.whole(0, 12),
    intentions: random.whole(1, 30),
    summary: `围绕${technique}开展交流对接，达成一批合作意向。`,
  };
}

/** How the registers beside projects, platforms, achievements, IP and enterprises are invented, and how many the province has. */
export const OTHER_INVENTIONS: readonly (readonly [
  register: string,
  total: number,
  invent: (at: Occasion) => RecordValues,
])[] = [
  ['alliance', 14, inventAlliance],
  ['standard', 60, inventStandard],
  ['talent', 130, inventTalent],
  ['finance', 90, inventFinance],
  ['activity', 60, inventActivity],
  ['policy', 40, inventPolicy],
  ['pilot', 30, inventPilot],
  ['cooperation', 26, inventCooperation],
];
