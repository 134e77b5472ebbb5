import type { CheckedRecord } from '../../../shared/check/rule.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { OTHER_RULE_CASES } from './other-rule-cases.ts';
import { KIND_RULE_CASES, PROJECT_RULE_CASES } from './project-rule-cases.ts';

export interface RuleCase {
  /** Changes to the ordinary record that break the rule. */
  readonly breaks: RecordValues;
  readonly brokenTables?: CheckedRecord['tables'];
  /** Changes that come close and still keep it. */
  readonly keeps: RecordValues;
  readonly keptTables?: CheckedRecord['tables'];
  /** Office whose record breaks the rule, where that matters. */
  readonly owner?: string;
}

function years(...rows: readonly RecordValues[]): CheckedRecord['tables'] {
  return { yearlyFunds: rows.map((values, index) => ({ rowId: `y${index}`, values })) };
}

/** For each written rule a record that breaks it and one that does not. A rule without its line here fails the tests. */
export const RULE_CASES: Readonly<Record<string, RuleCase>> = {
  'project.dates-order': { breaks: { endDate: '2020-05' }, keeps: { endDate: '2020-06' } },
  'project.approval-late': { breaks: { approvalDate: '2022-06' }, keeps: { approvalDate: '2022' } },
  'project.acceptance-early': { breaks: { acceptanceDate: '2020-05-31' }, keeps: { acceptanceDate: '2020' } },
  'project.funds-sum': { breaks: { otherFunds: null }, keeps: { selfFunds: null, otherFunds: null } },
  'project.received-over-total': { breaks: { receivedFunds: 1_500_000_001 }, keeps: { receivedFunds: 1_500_000_000 } },
  'project.spent-over-received': { breaks: { spentFunds: 300_000_001 }, keeps: { receivedFunds: null } },
  'project.yearly-sum': {
    breaks: {},
    brokenTables: years({ year: 2020, totalFunds: 1 }),
    keeps: {},
    keptTables: years({ year: 2020, totalFunds: 700_000_000 }, { year: 2021, totalFunds: 800_000_000 }),
  },
  'project.yearly-repeated': {
    breaks: {},
    brokenTables: years({ year: 2020 }, { year: 2020 }),
    keeps: {},
    keptTables: years({ year: 2020 }, { year: 2021 }, {}, {}),
  },
  'project.trl-order': { breaks: { currentTrl: '2' }, keeps: { currentTrl: '9' } },
  'project.number-odd': { breaks: { number: '鲁科专2020' }, keeps: { number: '青科20-3', programme: 'municipal' } },
  'project.number-programme': { breaks: { programme: 'national-key-rd' }, keeps: { number: '2021ZLGX05' } },
  'project.number-missing': { breaks: { number: null }, keeps: { number: null, stage: 'applied' } },
  'project.acceptance-missing': {
    breaks: { stage: 'concluded' },
    keeps: { stage: 'concluded', acceptanceDate: '2022' },
  },
  'project.application-missing': {
    breaks: { kind: 'demonstration' },
    keeps: { kind: 'demonstration', applicationField: 'medical' },
  },
  'project.industry-missing': { breaks: { kind: 'upgrade' }, keeps: { kind: 'upgrade', industryField: 'steel' } },
  'platform.build-order': { breaks: { buildEnd: '2020-08' }, keeps: { buildEnd: '2020' } },
  'platform.senior-staff': { breaks: { seniorStaff: 61 }, keeps: { seniorStaff: 60 } },
  'platform.doctor-staff': { breaks: { doctorStaff: 61 }, keeps: { doctorStaff: 61, permanentStaff: null } },
  'platform.national-level': {
    breaks: { kind: 'national-platform' },
    keeps: { kind: 'national-platform', level: 'national' },
  },
  'platform.approval-missing': { breaks: { approvalDate: null }, keeps: { approvalDate: '2020' } },
  'platform.element-missing': {
    breaks: { kind: 'community' },
    keeps: { kind: 'community', leadingElement: 'industry' },
  },
  'platform.mode-missing': { breaks: { kind: 'community' }, keeps: { kind: 'community', operatingMode: 'council' } },
  'achievement.research-order': { breaks: { researchEnd: '2017' }, keeps: { researchEnd: '2018' } },
  'achievement.completed-early': { breaks: { completedDate: '2017-12' }, keeps: { completedDate: '2018' } },
  'achievement.keywords-many': { breaks: { keywords: '一、二、三、四' }, keeps: { keywords: '一；二；三' } },
  'achievement.registration-date': {
    breaks: { registrationDate: null },
    keeps: { registrationDate: null, registrationNumber: null },
  },
  'ip.number-check': { breaks: { number: 'ZL201710601862.4' }, keeps: { number: 'ZL201410234381.X' } },
  'ip.number-odd': { breaks: { number: 'US10123456' }, keeps: { number: '2019SR0012345', kind: 'software' } },
  'ip.number-look': {
    breaks: { kind: 'layout', number: '195001' },
    keeps: { kind: 'layout', number: 'BS.195001234.5' },
  },
  'ip.application-check': {
    breaks: { applicationNumber: '201710601862.X' },
    keeps: { kind: 'software', applicationNumber: '201710601862.X' },
  },
  'ip.application-odd': { breaks: { applicationNumber: '201710601862' }, keeps: { applicationNumber: null } },
  'ip.number-missing': { breaks: { number: null }, keeps: { number: null, state: 'applied' } },
  'ip.grant-missing': { breaks: { grantDate: null }, keeps: { grantDate: null, state: 'lapsed' } },
  'ip.grant-unexpected': { breaks: { state: 'applied' }, keeps: { state: 'applied', grantDate: null } },
  'ip.grant-early': { breaks: { grantDate: '2017-06' }, keeps: { grantDate: '2017-07' } },
  'ip.kind-differs': { breaks: { kind: 'utility' }, keeps: { kind: 'software' } },
  'ip.numbers-differ': {
    breaks: { applicationNumber: '202410057472.4' },
    keeps: { applicationNumber: 'CN201710601862.3' },
  },
  'ip.year-differs': { breaks: { applicationDate: '2018-07-21' }, keeps: { applicationDate: null } },
  'enterprise.certificate-missing': {
    breaks: { certificateDate: null },
    keeps: { certificateDate: null, tier: 'technology-sme' },
  },
  'enterprise.certificate-number': {
    breaks: { certificateNumber: null },
    keeps: { certificateNumber: null, tier: 'leading' },
  },
  'enterprise.expiry-order': { breaks: { certificateExpiry: '2020-11' }, keeps: { certificateExpiry: '2020-12' } },
  'enterprise.expiry-years': { breaks: { certificateExpiry: '2028' }, keeps: { certificateExpiry: '2024' } },
  'enterprise.certificate-year': { breaks: { certificateNumber: 'GR201937100123' }, keeps: { certificateDate: null } },
  'enterprise.founded-late': { breaks: { establishedDate: '2021' }, keeps: { establishedDate: '2020' } },
  'enterprise.research-staff': { breaks: { researchStaff: 121 }, keeps: { researchStaff: 120 } },
  'enterprise.high-tech-revenue': {
    breaks: { highTechRevenue: 8_000_000_001 },
    keeps: { highTechRevenue: 8_000_000_000 },
  },
  'enterprise.inventions': { breaks: { inventionCount: 21 }, keeps: { inventionCount: 20 } },
  'enterprise.stock-code': { breaks: { listing: 'star' }, keeps: { listing: 'star', stockCode: '688001' } },
  'enterprise.pool-year': { breaks: { inPool: 1 }, keeps: { inPool: 1, poolYear: 2020 } },
  ...PROJECT_RULE_CASES,
  ...KIND_RULE_CASES,
  ...OTHER_RULE_CASES,
};

/** Cases of the rules that every register has, without the register's name; the date field stands for itself. */
export const COMMON_CASES: Readonly<Record<string, RuleCase>> = {
  'county-outside': { breaks: { county: '370102' }, keeps: { county: '370285' } },
  'zone-outside': { breaks: { highTechZone: 'laiwu' }, keeps: { highTechZone: null } },
  'task-missing': { breaks: { planTask: null }, keeps: { planTask: 'S1' } },
};

/** Cases of the rules of every register that has the field. */
export const SHARED_CASES: Readonly<Record<string, RuleCase & { readonly field: string }>> = {
  'source-odd': { field: 'sourceProject', breaks: { sourceProject: '自选' }, keeps: { sourceProject: 'ZR2019ZD03' } },
  'evaluation-year': {
    field: 'evaluationGrade',
    breaks: { evaluationGrade: 'good' },
    keeps: { evaluationGrade: 'good', evaluationYear: 2021 },
  },
};
