import { codeLabel } from '../../../shared/codes/code-tables.ts';
import { OFFICES } from '../../../shared/office/offices.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { inventPerson } from './invented-units.ts';
import { amount, anyUnit, cityName, common, day, mark, type Occasion, topic, unitOf } from './occasion.ts';
import { SCENES, TECH_FIELDS } from './vocabulary.ts';

/** A loan, prize or investment that supported an invented firm. */
export function inventFinance(at: Occasion): RecordValues {
  const { random, city, units, year, serial } = at;
  const field = random.pick(TECH_FIELDS);
  const firm = random.pick(units.firms);
  const kind = random.weighted([
    ['risk-compensation', 55],
    ['interest-subsidy', 15],
    ['ip-pledge', 10],
    ['contest', 12],
    ['investment', 8],
  ] as const);
  const started = day(at);
  const loan = amount(random, 10, 80) * 10;
  const due = `${Number(started.slice(0, 4)) + 1}${started.slice(4)}`;
  const lent = kind !== 'contest' && kind !== 'investment';
  const award = amount(random, 2, 10) * 5;
  return {
    number: `KJ-DEMO-${city}-${year}-${String(serial).padStart(3, '0')}`,
    name: `${firm.name}${codeLabel('finance-kind', kind)}`,
    kind,
    level: random.pick(['provincial', 'both', 'municipal']),
    state: 'granted',
    occurredDate: started,
    ...unitOf('enterprise', firm),
    tier: random.pick(['technology-sme', 'high-tech']),
    ...(kind === 'contest'
      ? {}
      : { institution: lent ? '示例银行' : '示例创业投资有限公司', institutionKind: lent ? 'bank' : 'venture' }),
    ...common(at, field, 'T4.4'),
    ...(lent
      ? {
          loanAmount: loan,
          loanRate: random.whole(360, 480),
          loanStart: started,
          loanEnd: due,
          guarantee: kind === 'ip-pledge' ? 'ip-pledge' : random.pick(['credit', 'guarantee', 'mixed']),
          loanUse: '科技成果转化和产业化',
          loanBalance: loan,
        }
      : {}),
    ...(kind === 'interest-subsidy' ? { interestSubsidy: Math.round(loan * 0.02), subsidyYear: year } : {}),
    ...(kind === 'contest'
      ? {
          contestName: '示例中小微企业创新竞技行动计划（人工智能领域）',
          award: random.pick(['一等奖', '二等奖', '优胜奖']),
          awardFunds: award,
          fiscalFunds: award,
        }
      : {}),
    ...(kind === 'investment'
      ? { investment: amount(random, 20, 200) * 10, investmentRound: random.pick(['angel', 'pre-a', 'a']) }
      : {}),
  };
}

/** A policy document or think tank. */
export function inventPolicy(at: Occasion): RecordValues {
  const { random, city, serial } = at;
  const [field, technique] = topic(at);
  const kind = random.weighted([
    ['support', 45],
    ['scheme', 30],
    ['funds-rules', 10],
    ['think-tank', 15],
  ] as const);
  const title: Record<string, string> = {
    support: `关于支持${technique}产业发展的若干措施（示例${mark(serial)}）`,
    scheme: `${cityName(city)}${technique}发展实施方案（示例${mark(serial)}）`,
    'funds-rules': `${cityName(city)}${technique}专项资金管理办法（示例${mark(serial)}）`,
    'think-tank': `${cityName(city)}${technique}示例智库（${mark(serial)}）`,
  };
  const planned = amount(random, 50, 500) * 10;
  const issued = day(at);
  return {
    name: title[kind]!,
    ...(kind === 'think-tank'
      ? {}
      : { documentNumber: `${OFFICES.shortOf(city)}示科规〔${issued.slice(0, 4)}〕${serial}号` }),
    kind,
    level: random.chance(0.7) ? 'municipal' : 'county',
    state: 'issued',
    issueDate: issued,
    effectiveDate: day(at, 1),
    publicity: 'open',
    dedicated: 1,
    issuer: `${cityName(city)}示例主管局`,
    ...common(at, field, 'S1'),
    measures: `从平台、项目、人才、场景、资金等方面支持${technique}发展。`,
    supportModes: random.some(['grant', 'talent', 'platform', 'scene', 'finance'], 3),
    ...(kind === 'think-tank'
      ? { experts: random.whole(12, 40), reports: random.whole(2, 9), adoptedAdvice: random.whole(0, 6) }
      : { plannedFunds: planned, paidFunds: Math.round(planned * 0.4), beneficiaries: random.whole(5, 120) }),
    progress: '已组织宣讲并受理申报，按计划兑现。',
  };
}

/** A demonstration, or good practice. */
export function inventPilot(at: Occasion): RecordValues {
  const { random, city, serial } = at;
  const [field, technique] = topic(at);
  const scene = random.pick(Object.keys(SCENES));
  const kind = random.weighted([
    ['scene', 55],
    ['practice', 30],
    ['other', 15],
  ] as const);
  const place = random.pick(SCENES[scene]!);
  const fiscal = amount(random, 5, 60) * 10;
  const self = amount(random, 10, 200) * 10;
  const sites = random.whole(1, 12);
  return {
    number: `SF-DEMO-${city}-${String(serial).padStart(2, '0')}`,
    name:
      kind === 'practice'
        ? `示例${place}${technique}应用经验（${mark(serial)}）`
        : `示例${place}${technique}示范（${mark(serial)}）`,
    kind,
    level: random.pick(['municipal', 'provincial']),
    state: random.pick(['building', 'building', 'approved']),
    approvalDate: day(at),
    startDate: day(at, 1),
    endDate: day(at, 20),
    ...unitOf('leadUnit', anyUnit(at)),
    leader: inventPerson(random),
    ...common(at, field, 'S2'),
    applicationField: scene,
    content: `在${place}建设${technique}示范应用，形成可复制的方案。`,
    ...(kind === 'practice'
      ? { experience: `以场景开放带动${technique}落地，建立用户、企业、院所共同评价的机制。` }
      : {}),
    totalFunds: fiscal + self,
    fiscalFunds: fiscal,
    selfFunds: self,
    investedFunds: Math.round((fiscal + self) * 0.45),
    siteCount: sites,
    coveredEnterprises: random.whole(3, 90),
    newOutput: amount(random, 10, 400) * 10,
  };
}

/** A cooperation with a partner abroad that does not exist. */
export function inventCooperation(at: Occasion): RecordValues {
  const { random, city, serial } = at;
  const [field, technique] = topic(at);
  const country = random.pick(field === 'blockchain' ? ['USA', 'CAN'] : ['DEU', 'JPN', 'CHE', 'SGP', 'GBR']);
  const kind = random.weighted([
    ['joint-research', 45],
    ['joint-institution', 20],
    ['offshore-base', 15],
    ['exchange', 20],
  ] as const);
  const domestic = amount(random, 5, 90) * 10;
  const foreign = amount(random, 2, 60) * 10;
  const partner = codeLabel('country', country);
  return {
    number: `HZ-DEMO-${city}-${String(serial).padStart(2, '0')}`,
    name: `与${partner}示例机构${technique}${kind === 'offshore-base' ? '离岸创新基地' : '合作'}（${mark(serial)}）`,
    kind,
    state: random.pick(['signed', 'running', 'running']),
    signedDate: day(at),
    startDate: day(at, 1),
    endDate: day(at, 30),
    ...unitOf('domesticUnit', anyUnit(at)),
    leader: inventPerson(random),
    country,
    foreignUnit: `${partner}示例研究所`,
    foreignNature: random.pick(['university', 'institute', 'enterprise']),
    ...common(at, field, 'S3'),
    direction: technique,
    content: `围绕${technique}联合开展研究、互派人员，共享数据和试验条件。`,
    ...(kind === 'offshore-base' ? { baseAddress: `${partner}示例科技园`, residentProjects: random.whole(1, 12) } : {}),
    totalFunds: domestic + foreign,
    domesticFunds: domestic,
    foreignFunds: foreign,
    experts: random.whole(0, 8),
  };
}
