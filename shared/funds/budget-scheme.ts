import type { RecordValues } from '../values/field-value.ts';

/** The two sets of budget subjects: eleven direct items before the reform of 2021, three after it; both with indirect costs. */
export type BudgetScheme = 'eleven' | 'three';

/** 国办发〔2021〕32号. */
export const REFORM_YEAR = 2021;

/** What the eleven items become in the three. */
export type MergedSubject = 'equipment' | 'business' | 'labour' | 'indirect';

const MERGED: Readonly<Record<string, MergedSubject>> = {
  equipment: 'equipment',
  materials: 'business',
  testing: 'business',
  fuel: 'business',
  travel: 'business',
  meetings: 'business',
  exchange: 'business',
  publication: 'business',
  'other-direct': 'business',
  business: 'business',
  labour: 'labour',
  consulting: 'labour',
  indirect: 'indirect',
  management: 'indirect',
  performance: 'indirect',
};

/** Parts of 间接费用: counted only where the whole is not given. */
const INDIRECT_PARTS: readonly string[] = ['management', 'performance'];

const OF_THREE: ReadonlySet<string> = new Set(['equipment', 'business', 'labour', 'indirect', ...INDIRECT_PARTS]);

/** Whether a code of `budget-subject` belongs to a scheme. */
export function belongsTo(subject: string, scheme: BudgetScheme): boolean {
  if (scheme === 'three') return OF_THREE.has(subject);
  return subject in MERGED && subject !== 'business';
}

/** The subject of the three-item scheme that a subject of either is merged into; undefined for an unknown code. */
export function mergedSubject(subject: string): MergedSubject | undefined {
  return MERGED[subject];
}

/** The scheme that a project's approval asks for: by 立项年度, else 立项日期, else its start; undefined without any. */
export function derivedScheme(project: RecordValues): BudgetScheme | undefined {
  const year =
    typeof project.approvalYear === 'number'
      ? project.approvalYear
      : Number(String(project.approvalDate || project.startDate || '').slice(0, 4));
  if (!year) return undefined;
  return year < REFORM_YEAR ? 'eleven' : 'three';
}

/** The scheme of a project: the one that is filled in, else the derived one. */
export function schemeOf(project: RecordValues): BudgetScheme | undefined {
  const { fundsScheme } = project;
  return fundsScheme === 'eleven' || fundsScheme === 'three' ? fundsScheme : derivedScheme(project);
}

/** The rows of a budget that make its total: the parts of 间接费用 only where the whole has no row. */
export function countedRows(rows: readonly RecordValues[]): readonly RecordValues[] {
  if (!rows.some((row) => row.subject === 'indirect')) return rows;
  return rows.filter((row) => !INDIRECT_PARTS.includes(String(row.subject)));
}

/** The sum of one amount (`budgeted`, `spentFunds` …, 分) over a budget. */
export function budgetTotal(rows: readonly RecordValues[], amount: string): number {
  return countedRows(rows).reduce((sum, row) => sum + amountOf(row, amount), 0);
}

/** A budget of either scheme as totals of the three-item one, 分; rows without a known subject are left out. */
export function mergedTotals(rows: readonly RecordValues[], amount: string): Readonly<Record<MergedSubject, number>> {
  const totals = { equipment: 0, business: 0, labour: 0, indirect: 0 };
  for (const row of countedRows(rows)) {
    const subject = mergedSubject(String(row.subject));
    if (subject) totals[subject] += amountOf(row, amount);
  }
  return totals;
}

const FIVE_MILLION_YUAN = 500_000_000;
const TEN_MILLION_YUAN = 2 * FIVE_MILLION_YUAN;

/**
 * The most that 间接费用 usually come to, 分. After the reform 30 % of direct costs less equipment up to 500 万元, 25 % of what lies
 * between that and 1000 万元, 20 % of the rest; before it 20 %. Common practice, so a hint and never a refusal.
 */
export function indirectLimit(scheme: BudgetScheme, directLessEquipment: number): number {
  const base = Math.max(0, directLessEquipment);
  if (scheme === 'eleven') return Math.round(base * 0.2);
  const low = Math.min(base, FIVE_MILLION_YUAN);
  const middle = Math.min(Math.max(0, base - FIVE_MILLION_YUAN), TEN_MILLION_YUAN - FIVE_MILLION_YUAN);
  const high = Math.max(0, base - TEN_MILLION_YUAN);
  return Math.round(low * 0.3 + middle * 0.25 + high * 0.2);
}

function amountOf(row: RecordValues, key: string): number {
  const value = row[key];
  return typeof value === 'number' ? value : 0;
}
