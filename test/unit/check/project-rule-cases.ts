import type { CheckedRecord } from '../../../shared/check/rule.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import type { RuleCase } from './rule-cases.ts';

function rows(table: string, ...values: readonly RecordValues[]): CheckedRecord['tables'] {
  return { [table]: values.map((one, index) => ({ rowId: `r${index}`, values: one })) };
}

const MAJOR = { kind: 'leader', state: 'approved', approvalLevel: 'province' };
const budget = (...values: readonly RecordValues[]) => rows('budget', ...values);
const changes = (...values: readonly RecordValues[]) => rows('changes', ...values);

/** A rule over child rows: the rows that break it, those that keep it, and what the project says in either case. */
function cases(
  brokenTables: CheckedRecord['tables'],
  keptTables: CheckedRecord['tables'],
  project: RecordValues = {},
): RuleCase {
  return { breaks: project, brokenTables, keeps: project, keptTables };
}

/** Cases of the rules over a project's course, budget, changes and indicators. */
export const PROJECT_RULE_CASES: Readonly<Record<string, RuleCase>> = {
  'project.approval-missing': {
    breaks: { approvalDate: null, approvalYear: null },
    keeps: { approvalDate: null, approvalYear: null, stage: 'publicised' },
  },
  'project.approval-year': { breaks: { approvalDate: '2019-12' }, keeps: { approvalYear: null } },
  'project.publicity-late': { breaks: { publicityDate: '2020-06' }, keeps: { publicityDate: '2020-05' } },
  'project.contract-early': { breaks: { contractDate: '2020-04' }, keeps: { contractDate: '2020-05' } },
  'project.midterm-early': { breaks: { midtermDate: '2020-05' }, keeps: { midtermDate: '2020' } },
  'project.acceptance-order': {
    breaks: { acceptanceApplied: '2022-06', acceptanceDate: '2022-05' },
    keeps: { acceptanceApplied: '2022-06' },
  },
  'project.acceptance-unexpected': {
    breaks: { acceptanceDate: '2022-06' },
    keeps: { acceptanceDate: '2022-06', stage: 'evaluating' },
  },
  'project.conclusion-missing': {
    breaks: { acceptanceDate: '2022-06' },
    keeps: { acceptanceDate: '2022-06', acceptanceConclusion: 'passed' },
  },
  'project.stop-missing': { breaks: { stage: 'terminated' }, keeps: { stage: 'terminated', stoppedDate: '2021' } },
  'project.pledge-missing': { breaks: { stage: 'contracted' }, keeps: { stage: 'contracted', pledge: 0 } },
  'project.scheme-differs': { breaks: { fundsScheme: 'three' }, keeps: { fundsScheme: 'three', approvalYear: 2021 } },
  'project.budget-subject': cases(
    budget({ subject: 'equipment' }, { subject: 'business' }),
    budget({ subject: 'equipment' }, { subject: 'materials' }),
  ),
  'project.budget-repeated': cases(
    budget({ subject: 'travel' }, { subject: 'travel' }),
    budget({ subject: 'travel' }, { subject: 'fuel' }),
  ),
  'project.budget-row-sum': cases(
    budget({ subject: 'fuel', budgeted: 100, provincialFunds: 60, selfFunds: 30 }),
    budget({ subject: 'fuel', budgeted: 100, provincialFunds: 60 }),
  ),
  'project.budget-sum': cases(
    budget({ subject: 'equipment', budgeted: 1_499_999_999 }),
    budget(
      { subject: 'equipment', budgeted: 1_400_000_000 },
      { subject: 'indirect', budgeted: 100_000_000 },
      { subject: 'management', budgeted: 40_000_000 },
    ),
  ),
  'project.budget-provincial': cases(
    budget({ subject: 'equipment', provincialFunds: 1 }),
    budget({ subject: 'equipment', provincialFunds: 500_000_000 }),
  ),
  'project.budget-spent': cases(
    budget({ subject: 'equipment', spentFunds: 1 }),
    budget({ subject: 'equipment', spentFunds: 100_000_000 }),
  ),
  'project.budget-overspent': cases(
    budget({ subject: 'fuel', budgeted: 1, spentFunds: 2 }),
    budget({ subject: 'fuel', budgeted: 2, spentFunds: 2 }),
  ),
  'project.indirect-ratio': cases(
    budget({ subject: 'materials', budgeted: 100_000 }, { subject: 'indirect', budgeted: 20_001 }),
    budget({ subject: 'materials', budgeted: 100_000 }, { subject: 'indirect', budgeted: 20_000 }),
  ),
  'project.change-grade': cases(
    changes({ kind: 'leader', grade: 'minor' }),
    changes({ kind: 'other', grade: 'major' }),
  ),
  'project.change-approval': cases(
    changes({ ...MAJOR, approvalLevel: 'recommender' }),
    changes(
      MAJOR,
      { kind: 'participants', state: 'approved', approvalLevel: 'unit' },
      { kind: 'period', state: 'applied' },
    ),
  ),
  'project.change-document': cases(changes(MAJOR), changes({ ...MAJOR, approvalDocument: '鲁科字〔2021〕1号' })),
  'project.change-order': cases(
    changes({ ...MAJOR, appliedDate: '2021-03', approvalDate: '2021-02' }),
    changes({ ...MAJOR, appliedDate: '2021-03', approvalDate: '2021' }),
  ),
  'project.change-effect': cases(
    changes({ ...MAJOR, after: '乙二' }),
    changes(
      { ...MAJOR, after: '乙二', approvalDate: '2020-09' },
      { ...MAJOR, after: '甲一（研究员）', approvalDate: '2021-02' },
    ),
  ),
  'project.indicator-short': cases(
    rows('indicators', { kind: 'invention', target: 500, achieved: 400 }),
    rows('indicators', { kind: 'invention', target: 500, achieved: 500 }, { kind: 'paper', target: 100 }),
    { stage: 'concluded' },
  ),
  'project.indicator-repeated': cases(
    rows('indicators', { kind: 'paper', name: 'SCI 论文' }, { kind: 'paper', name: 'SCI论文' }),
    rows('indicators', { kind: 'paper', name: 'SCI 论文' }, { kind: 'paper', name: 'EI 论文' }),
  ),
};

const step = (tier: string, enteredYear: number) => ({ tier, enteredYear });

/** Cases of the rules over what belongs to some kinds of platform, and over an enterprise's ladder. */
export const KIND_RULE_CASES: Readonly<Record<string, RuleCase>> = {
  'platform.areas-sum': {
    breaks: { officeArea: 1, incubationArea: 1, publicArea: 1, otherArea: 1 },
    keeps: { officeArea: 50_000, incubationArea: 250_000, publicArea: 50_000, otherArea: 0 },
  },
  'platform.invested-sum': {
    breaks: { investedTotal: 100, investedFiscal: 60, investedEnterprise: 41 },
    keeps: { investedTotal: 100, investedFiscal: 60, investedEnterprise: 40 },
  },
  'platform.income-sum': {
    breaks: { incubatorIncome: 100, incomeService: 101 },
    keeps: { incubatorIncome: 100, incomeService: 50, incomeProperty: 20, incomeInvestment: 20, incomeOther: 10 },
  },
  'platform.assets': { breaks: { fixedAssets: 1, fixedAssetsNet: 2 }, keeps: { fixedAssets: 2, fixedAssetsNet: 2 } },
  'platform.overseas': {
    breaks: { overseasEnterprises: 9, incubatedEnterprises: 8 },
    keeps: { overseasEnterprises: 8, incubatedEnterprises: 8 },
  },
  'platform.managers-professional': {
    breaks: { professionalManagers: 9, managers: 8 },
    keeps: { professionalManagers: 8, managers: 8 },
  },
  'platform.managers-graduate': {
    breaks: { graduateManagers: 9, managers: 8 },
    keeps: { graduateManagers: 8, managers: 8 },
  },
  'platform.managers-overseas': {
    breaks: { overseasManagers: 9, managers: 8 },
    keeps: { overseasManagers: 8, managers: 8 },
  },
  'platform.team-members': { breaks: { teams: 9, teamMembers: 8 }, keeps: { teams: 8, teamMembers: 8 } },
  'platform.startup-jobs': { breaks: { startups: 3, startupJobs: 0 }, keeps: { startups: 3, startupJobs: 1 } },
  'platform.venture': {
    breaks: { fundedEnterprises: 1, ventureCapital: 0 },
    keeps: { fundedEnterprises: 0, ventureCapital: 0 },
  },
  'platform.service-income': {
    breaks: { serviceIncome: 2, totalIncome: 1 },
    keeps: { serviceIncome: 1, totalIncome: 1 },
  },
  'platform.academic-chair': {
    breaks: { kind: 'key-laboratory' },
    keeps: { kind: 'key-laboratory', academicChair: '甲一' },
  },
  'platform.accreditation': {
    breaks: { kind: 'testing-centre' },
    keeps: { kind: 'testing-centre', cnasNumber: 'L0001' },
  },
  'platform.turnover-missing': {
    breaks: { kind: 'transfer-centre' },
    keeps: { kind: 'transfer-centre', contractTurnover: 0 },
  },
  'platform.university-missing': {
    breaks: { kind: 'science-park' },
    keeps: { kind: 'science-park', university: '示例大学' },
  },
  'platform.alliance-missing': { breaks: { kind: 'alliance' }, keeps: { kind: 'alliance', alliance: '示例联盟' } },
  'enterprise.ladder-order': cases(
    rows('ladder', step('technology-sme', 2019), step('high-tech', 2018)),
    rows('ladder', step('technology-sme', 2018), step('high-tech', 2018)),
  ),
  'enterprise.ladder-repeated': cases(
    rows('ladder', step('high-tech', 2018), step('high-tech', 2020)),
    rows('ladder', step('technology-sme', 2018), step('high-tech', 2020)),
  ),
  'enterprise.ladder-above': cases(rows('ladder', step('leading', 2020)), rows('ladder', step('high-tech', 2020))),
  'enterprise.ladder-certificate': cases(
    rows('ladder', step('high-tech', 2021)),
    rows('ladder', step('high-tech', 2017)),
  ),
  'enterprise.ladder-founded': cases(
    rows('ladder', step('technology-sme', 2011)),
    rows('ladder', step('technology-sme', 2012)),
  ),
};
