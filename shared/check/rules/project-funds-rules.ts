import { codeItem, codeLabel } from '../../codes/code-tables.ts';
import {
  type BudgetScheme,
  belongsTo,
  budgetTotal,
  derivedScheme,
  indirectLimit,
  mergedTotals,
  schemeOf,
} from '../../funds/budget-scheme.ts';
import type { RecordValues } from '../../values/field-value.ts';
import { formatMoney } from '../../values/money.ts';
import type { CheckedRecord, CheckedRow, Finding, Rule, Severity } from '../rule.ts';
import { fieldsRule, isFilled, numberOf, textOf } from '../rule-helpers.ts';
import { partRule, sumRule } from '../rule-kinds.ts';

const CONTRACT = '项目任务书（起止年限、经费来源）';
const REFORM = '国办发〔2021〕32号 预算科目';
const RATIO = '间接费用比例（业务惯例）';
const SCHEME_NAMES: Readonly<Record<BudgetScheme, string>> = {
  eleven: '十一项科目（2021 年改革前）',
  three: '三项科目（2021 年改革后）',
};

const NONE: readonly Finding[] = [];

/** A rule over the rows of one child table; it has nothing to say of a project without them. */
function rowsRule(
  id: string,
  severity: Severity,
  source: string,
  table: string,
  fields: readonly [string, ...string[]],
  find: (rows: readonly CheckedRow[], project: RecordValues) => readonly Finding[],
): Rule {
  return {
    id,
    register: 'project',
    severity,
    source,
    fields,
    silentWithout: { table },
    find: ({ values, tables }) => (tables[table]?.length ? find(tables[table], values) : NONE),
  };
}

/** A rule over a budget as a whole, shown at a field of the project. */
function budgetRule(
  id: string,
  severity: Severity,
  source: string,
  field: string,
  fault: (rows: readonly RecordValues[], project: RecordValues) => string | undefined,
): Rule {
  return rowsRule(id, severity, source, 'budget', [field], (rows, project) => {
    const message = fault(
      rows.map((row) => row.values),
      project,
    );
    return message ? [{ message, field }] : NONE;
  });
}

/** A total of the project against the same amount summed over the budget. */
function budgetSumRule(id: string, severity: Severity, field: string, amount: string, names: [string, string]): Rule {
  const end = severity === 'hint' ? '可再核对一次。' : '请改正或说明原因。';
  return budgetRule(id, severity, CONTRACT, field, (rows, project) => {
    const total = numberOf(project[field]);
    if (total === undefined || !rows.some((row) => isFilled(row[amount]))) return undefined;
    const sum = budgetTotal(rows, amount);
    return sum === total
      ? undefined
      : `分科目${names[0]}合计 ${formatMoney(sum)} 万元，与${names[1]} ${formatMoney(total)} 万元不等，${end}`;
  });
}

function at(table: string, row: CheckedRow, field: string, message: string): Finding {
  return { message, field, table, rowId: row.rowId };
}

/** The rows that say the same as one before them. */
function repeated(rows: readonly CheckedRow[], keyOf: (values: RecordValues) => string): readonly CheckedRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = keyOf(row.values);
    if (key === '' || !seen.has(key)) {
      seen.add(key);
      return false;
    }
    return true;
  });
}

function sumOf(rows: CheckedRecord['tables'][string], amount: string): number | undefined {
  let sum = 0;
  for (const row of rows ?? []) {
    const value = numberOf(row.values[amount]);
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}

/** Rules over a project's money: sources, yearly funds, and the budget by subject (domain §3.4). */
export const projectFundsRules: readonly Rule[] = [
  sumRule('project.funds-sum', 'warning', CONTRACT, {
    total: 'totalFunds',
    main: ['provincialFunds', 'selfFunds'],
    others: ['otherFunds'],
    names: ['总经费', '省拨、自筹、其他三项'],
  }),
  partRule('project.received-over-total', CONTRACT, ['receivedFunds', 'totalFunds'], '到位经费多于总经费'),
  partRule('project.spent-over-received', CONTRACT, ['spentFunds', 'receivedFunds'], '支出经费多于到位经费'),
  rowsRule('project.yearly-sum', 'warning', CONTRACT, 'yearlyFunds', ['totalFunds'], (rows, project) => {
    const total = numberOf(project.totalFunds);
    const sum = sumOf(rows, 'totalFunds');
    if (total === undefined || sum === undefined || sum === total) return NONE;
    const message = `分年度经费合计 ${formatMoney(sum)} 万元，与总经费 ${formatMoney(total)} 万元不等，请改正或说明原因。`;
    return [{ message, field: 'totalFunds' }];
  }),
  rowsRule('project.yearly-repeated', 'warning', CONTRACT, 'yearlyFunds', ['year'], (rows) =>
    repeated(rows, ({ year }) => String(year ?? '')).map((row) =>
      at('yearlyFunds', row, 'year', `分年度经费中 ${row.values.year} 年填了不止一行，请合并或说明原因。`),
    ),
  ),
  fieldsRule(
    'project.scheme-differs',
    'hint',
    REFORM,
    ['fundsScheme', 'approvalYear', 'approvalDate', 'startDate'],
    (values) => {
      const derived = derivedScheme(values);
      if (!isFilled(values.fundsScheme) || !derived || derived === values.fundsScheme) return undefined;
      return `按立项年度应当用${SCHEME_NAMES[derived]}，可再核对经费科目方案。`;
    },
  ),
  rowsRule(
    'project.budget-subject',
    'warning',
    REFORM,
    'budget',
    ['subject', 'fundsScheme', 'approvalYear', 'startDate'],
    (rows, project) => {
      const scheme = schemeOf(project);
      if (!scheme) return NONE;
      return rows
        .filter(({ values }) => codeItem('budget-subject', textOf(values.subject)))
        .filter(({ values }) => !belongsTo(textOf(values.subject), scheme))
        .map((row) => {
          const subject = codeLabel('budget-subject', textOf(row.values.subject));
          return at(
            'budget',
            row,
            'subject',
            `分科目预算中的“${subject}”不在${SCHEME_NAMES[scheme]}之内，请改正或说明原因。`,
          );
        });
    },
  ),
  rowsRule('project.budget-repeated', 'warning', CONTRACT, 'budget', ['subject'], (rows) =>
    repeated(rows, ({ subject }) => textOf(subject)).map((row) =>
      at(
        'budget',
        row,
        'subject',
        `分科目预算中“${codeLabel('budget-subject', textOf(row.values.subject))}”填了不止一行，请合并或说明原因。`,
      ),
    ),
  ),
  rowsRule('project.budget-row-sum', 'warning', CONTRACT, 'budget', ['budgeted'], (rows) =>
    rows.flatMap((row) => {
      const { budgeted, provincialFunds, selfFunds, otherFunds, subject } = row.values;
      const planned = numberOf(budgeted);
      if (planned === undefined || !(isFilled(provincialFunds) && isFilled(selfFunds))) return [];
      const sum = (numberOf(provincialFunds) ?? 0) + (numberOf(selfFunds) ?? 0) + (numberOf(otherFunds) ?? 0);
      if (sum === planned) return [];
      const name = codeLabel('budget-subject', textOf(subject));
      const message = `“${name}”预算 ${formatMoney(planned)} 万元，三项来源合计 ${formatMoney(sum)} 万元，请改正或说明原因。`;
      return [at('budget', row, 'budgeted', message)];
    }),
  ),
  budgetSumRule('project.budget-sum', 'warning', 'totalFunds', 'budgeted', ['预算', '总经费']),
  budgetSumRule('project.budget-provincial', 'warning', 'provincialFunds', 'provincialFunds', ['省拨经费', '省拨经费']),
  budgetSumRule('project.budget-spent', 'hint', 'spentFunds', 'spentFunds', ['支出', '支出经费']),
  rowsRule(
    'project.budget-overspent',
    'hint',
    '项目经费管理（预算调剂）',
    'budget',
    ['spentFunds', 'budgeted'],
    (rows) =>
      rows
        .filter(
          ({ values }) => (numberOf(values.spentFunds) ?? 0) > (numberOf(values.budgeted) ?? Number.MAX_SAFE_INTEGER),
        )
        .map((row) => {
          const name = codeLabel('budget-subject', textOf(row.values.subject));
          return at('budget', row, 'spentFunds', `“${name}”支出多于预算，有预算内调剂的请在项目变更中登记。`);
        }),
  ),
  budgetRule('project.indirect-ratio', 'hint', RATIO, 'totalFunds', (rows, project) => {
    const scheme = schemeOf(project);
    if (!scheme) return undefined;
    const { business, labour, indirect } = mergedTotals(rows, 'budgeted');
    const limit = indirectLimit(scheme, business + labour);
    if (indirect <= limit) return undefined;
    return `间接费用 ${formatMoney(indirect)} 万元，多于直接费用扣除设备费后按常用比例算得的 ${formatMoney(limit)} 万元，可再核对一次。`;
  }),
];
