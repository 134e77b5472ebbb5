import type { CheckedRecord } from '../../../shared/check/rule.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import type { RuleCase } from './rule-cases.ts';

function rows(table: string, ...values: readonly RecordValues[]): CheckedRecord['tables'] {
  return { [table]: values.map((one, index) => ({ rowId: `r${index}`, values: one })) };
}

const CHAIR = { name: '甲公司', role: 'chair' };
const MEMBER = { name: '乙公司', role: 'member' };

/** Cases of the rules of standards, talent, alliances, activities, finance, policies, pilots and cooperation. */
export const OTHER_RULE_CASES: Readonly<Record<string, RuleCase>> = {
  'standard.number-missing': {
    breaks: { number: null },
    keeps: { number: null, state: 'approving', publishDate: null },
  },
  'standard.publish-missing': {
    breaks: { publishDate: null },
    keeps: { publishDate: null, state: 'drafting' },
  },
  'standard.publish-unexpected': { breaks: { state: 'reviewing' }, keeps: { state: 'reviewing', publishDate: null } },
  'standard.effective-order': { breaks: { effectiveDate: '2020-07-09' }, keeps: { effectiveDate: '2020-07' } },
  'standard.initiated-late': { breaks: { initiatedDate: '2020-08' }, keeps: { initiatedDate: '2020' } },
  'standard.abolished-order': { breaks: { abolishedDate: '2020-06' }, keeps: { abolishedDate: '2021' } },
  'standard.abolished-missing': {
    breaks: { state: 'abolished' },
    keeps: { state: 'abolished', abolishedDate: '2021' },
  },
  'standard.level-number': { breaks: { level: 'national' }, keeps: { level: 'industry', number: 'SJ/T 11745-2020' } },
  'standard.number-year': { breaks: { number: 'DB37/T 4000-2019' }, keeps: { publishDate: null } },
  'standard.rank-lead': { breaks: { draftingRank: 2 }, keeps: { draftingRank: 2, role: 'join' } },
  'standard.patents-missing': {
    breaks: { essentialPatents: 1 },
    keeps: { essentialPatents: 1, patents: 'ZL201710601862.3' },
  },
  'talent.term-order': { breaks: { termEnd: '2020-09' }, keeps: { termEnd: '2020-10' } },
  'talent.term-early': { breaks: { termEnd: '2019', termStart: null }, keeps: { termEnd: '2020-09' } },
  'talent.age-odd': { breaks: { birthYear: 2005 }, keeps: { birthYear: 2004 } },
  'talent.full-time-months': { breaks: { monthsPerYear: 8 }, keeps: { monthsPerYear: 8, arrivalMode: 'flexible' } },
  'talent.funds-sum': { breaks: { unitFunds: 1 }, keeps: { cityFunds: null } },
  'talent.received-over-total': { breaks: { receivedFunds: 300_000_001 }, keeps: { receivedFunds: 300_000_000 } },
  'talent.offshore-base': {
    breaks: { programme: 'offshore' },
    keeps: { programme: 'offshore', offshoreBase: '示例海外基地' },
  },
  'talent.partners-missing': { breaks: { kind: 'base' }, keeps: { kind: 'base', partnerUnits: '示例大学' } },
  'talent.assessment-missing': {
    breaks: { state: 'assessed' },
    keeps: { state: 'assessed', evaluationGrade: 'good' },
  },
  'alliance.agreement-order': { breaks: { agreementEnd: '2019-09' }, keeps: { agreementEnd: '2019' } },
  'alliance.approval-early': { breaks: { approvalDate: '2019-09' }, keeps: { approvalDate: '2019-10' } },
  'alliance.members-sum': { breaks: { enterpriseMembers: 31 }, keeps: { enterpriseMembers: 30 } },
  'alliance.outside-members': { breaks: { outsideMembers: 41 }, keeps: { outsideMembers: 40 } },
  'alliance.member-rows': {
    breaks: {},
    brokenTables: rows('members', CHAIR, MEMBER),
    keeps: { memberCount: 2 },
    keptTables: rows('members', CHAIR, MEMBER),
  },
  'alliance.chairs-many': {
    breaks: {},
    brokenTables: rows('members', CHAIR, { ...CHAIR, name: '丙公司' }),
    keeps: {},
    keptTables: rows('members', CHAIR, MEMBER),
  },
  'alliance.leader-nature': { breaks: { unitNature: 'university' }, keeps: { unitNature: null } },
  'alliance.code-missing': {
    breaks: { incorporated: 1 },
    keeps: { incorporated: 1, allianceCode: '91350100M000100Y43' },
  },
  'alliance.pool-empty': { breaks: { patentPool: 1 }, keeps: { patentPool: 1, pooledPatents: 30 } },
  'activity.dates-order': { breaks: { endDate: '2020-09-11' }, keeps: { endDate: '2020-09' } },
  'activity.attendees-missing': { breaks: { attendees: null }, keeps: { attendees: null, mode: 'online' } },
  'activity.attendees-early': { breaks: { state: 'planned' }, keeps: { state: 'planned', attendees: null } },
  'activity.experts': { breaks: { experts: 401 }, keeps: { experts: 400 } },
  'activity.academicians': { breaks: { academicians: 31 }, keeps: { academicians: 30 } },
  'activity.foreign-guests': { breaks: { foreignGuests: 401 }, keeps: { foreignGuests: 400 } },
  'activity.winners': { breaks: { winners: 121 }, keeps: { winners: 120 } },
  'activity.funds-sum': { breaks: { sponsorFunds: null }, keeps: { sponsorFunds: null, selfFunds: null } },
  'activity.international-approval': {
    breaks: { international: 1 },
    keeps: { international: 1, approvalDocument: '示外字〔2020〕3号' },
  },
  'finance.loan-order': { breaks: { loanEnd: '2020-05-07' }, keeps: { loanEnd: '2020' } },
  'finance.repaid-order': { breaks: { repaidDate: '2020-04' }, keeps: { repaidDate: '2020-05' } },
  'finance.compensation-order': { breaks: { compensationDate: '2020-04' }, keeps: { compensationDate: '2021-05' } },
  'finance.loan-missing': { breaks: { loanAmount: null }, keeps: { loanAmount: null, kind: 'other' } },
  'finance.award-missing': { breaks: { kind: 'contest' }, keeps: { kind: 'contest', awardFunds: 20_000_000 } },
  'finance.investment-missing': { breaks: { kind: 'investment' }, keeps: { kind: 'investment', investment: 1 } },
  'finance.balance-over-loan': { breaks: { loanBalance: 500_000_001 }, keeps: { loanBalance: null } },
  'finance.overdue-over-loan': { breaks: { overdueAmount: 500_000_001 }, keeps: { overdueAmount: 500_000_000 } },
  'finance.compensation-over-overdue': {
    breaks: { overdueAmount: 100, compensation: 101 },
    keeps: { overdueAmount: 100, compensation: 100 },
  },
  'finance.compensation-sum': {
    breaks: { compensation: 100, provincialCompensation: 35, cityCompensation: 36 },
    keeps: { compensation: 100, provincialCompensation: 65 },
  },
  'finance.rate-high': { breaks: { loanRate: 801 }, keeps: { loanRate: 800 } },
  'finance.mortgaged': {
    breaks: { kind: 'low-mortgage-loan', guarantee: 'mortgage' },
    keeps: { kind: 'low-mortgage-loan', guarantee: 'credit' },
  },
  'finance.repaid-balance': { breaks: { state: 'repaid' }, keeps: { state: 'repaid', loanBalance: 0 } },
  'finance.compensated-missing': { breaks: { state: 'compensated' }, keeps: { state: 'compensated', compensation: 0 } },
  'policy.expiry-order': { breaks: { expiryDate: '2020-03' }, keeps: { expiryDate: '2020' } },
  'policy.effective-order': { breaks: { effectiveDate: '2020-04-19' }, keeps: { effectiveDate: '2020-04-20' } },
  'policy.number-missing': { breaks: { documentNumber: null }, keeps: { documentNumber: null, kind: 'linkage' } },
  'policy.number-form': {
    breaks: { documentNumber: '示科规[2020]2号' },
    keeps: { documentNumber: '示科规〔2020〕 2 号' },
  },
  'policy.number-year': { breaks: { documentNumber: '示科规〔2019〕2号' }, keeps: { documentNumber: '示科规2号' } },
  'policy.paid-over-planned': { breaks: { paidFunds: 1_000_000_001 }, keeps: { paidFunds: 1_000_000_000 } },
  'policy.provincial-over-planned': { breaks: { provincialFunds: 1_000_000_001 }, keeps: { provincialFunds: 0 } },
  'policy.expiry-missing': { breaks: { state: 'expired', expiryDate: null }, keeps: { state: 'expired' } },
  'policy.experts-missing': { breaks: { kind: 'think-tank' }, keeps: { kind: 'think-tank', experts: 12 } },
  'pilot.dates-order': { breaks: { endDate: '2020-03' }, keeps: { endDate: '2020' } },
  'pilot.acceptance-early': { breaks: { acceptanceDate: '2020-03' }, keeps: { acceptanceDate: '2020-04' } },
  'pilot.funds-sum': { breaks: { fiscalFunds: 1 }, keeps: { fiscalFunds: null } },
  'pilot.invested-over-total': { breaks: { investedFunds: 2_000_000_001 }, keeps: { investedFunds: 2_000_000_000 } },
  'pilot.ai-zone-city': { breaks: { kind: 'ai-zone' }, owner: '370300', keeps: { kind: 'ai-zone' } },
  'pilot.zone-missing': { breaks: { kind: 'zone-project' }, keeps: { kind: 'zone-project', highTechZone: 'qingdao' } },
  'pilot.field-missing': { breaks: { applicationField: null }, keeps: { applicationField: null, kind: 'practice' } },
  'pilot.experience-missing': { breaks: { kind: 'practice' }, keeps: { kind: 'practice', experience: '经验。' } },
  'pilot.acceptance-missing': { breaks: { state: 'accepted' }, keeps: { state: 'accepted', acceptanceDate: '2021' } },
  'pilot.promotion-missing': {
    breaks: { state: 'promoted' },
    keeps: { state: 'promoted', promotionScope: 'municipal' },
  },
  'pilot.site-rows': {
    breaks: { siteCount: 2 },
    brokenTables: rows('sites', { name: '一号泊位' }),
    keeps: { siteCount: 1 },
    keptTables: rows('sites', { name: '一号泊位' }),
  },
  'cooperation.dates-order': { breaks: { endDate: '2020-02' }, keeps: { endDate: '2020' } },
  'cooperation.start-early': { breaks: { startDate: '2020-01' }, keeps: { startDate: '2020-02' } },
  'cooperation.funds-sum': { breaks: { foreignFunds: 1 }, keeps: { foreignFunds: null } },
  'cooperation.fiscal-over-domestic': { breaks: { fiscalFunds: 400_000_001 }, keeps: { fiscalFunds: 400_000_000 } },
  'cooperation.opening-zone': { breaks: { openingZone: 'ftz-jinan' }, keeps: { openingZone: 'sco' } },
  'cooperation.base-missing': {
    breaks: { kind: 'offshore-base' },
    keeps: { kind: 'offshore-base', baseAddress: '示例路 1 号' },
  },
  'cooperation.technology-missing': {
    breaks: { kind: 'technology-in' },
    keeps: { kind: 'technology-in', technologies: 1 },
  },
  'cooperation.end-missing': { breaks: { state: 'finished', endDate: null }, keeps: { state: 'finished' } },
};
