import { codeItem, codeLabel } from '../../codes/code-tables.ts';
import type { RecordValues } from '../../values/field-value.ts';
import { foldText } from '../../values/text.ts';
import type { CheckedRow, Finding, Rule, Severity } from '../rule.ts';
import { exceeds, numberOf, surelyBefore, textOf } from '../rule-helpers.ts';

const CHANGES = '科技计划项目变更管理（重大变更报省科技厅审批）';
const CONTRACT = '项目任务书（考核指标）';
const NONE: readonly Finding[] = [];
const JUDGED = ['concluded', 'evaluating'];

/** A rule with one finding for each row that has a fault. */
function rowRule(
  id: string,
  severity: Severity,
  source: string,
  table: string,
  fields: readonly [string, ...string[]],
  fault: (row: RecordValues, project: RecordValues, rows: readonly CheckedRow[]) => string | undefined,
): Rule {
  return {
    id,
    register: 'project',
    severity,
    source,
    fields,
    silentWithout: { table },
    find: ({ values, tables }) => {
      const rows = tables[table];
      if (!rows) return NONE;
      return rows.flatMap((row): Finding[] => {
        const message = fault(row.values, values, rows);
        return message ? [{ message, field: fields[0], table, rowId: row.rowId }] : [];
      });
    },
  };
}

/** `major` or `minor`, by what is changed; by what the row says of itself where the kind leaves it open. */
function gradeOf(row: RecordValues): string {
  return codeItem('change-kind', textOf(row.kind))?.parent ?? textOf(row.grade);
}

function kindLabel(row: RecordValues): string {
  return codeLabel('change-kind', textOf(row.kind));
}

function isApproved(row: RecordValues): boolean {
  return row.state === 'approved';
}

/** The field of the project that an approved change of this kind has altered. */
const CHANGED_FIELD: Readonly<Record<string, readonly [field: string, label: string]>> = {
  'lead-unit': ['leadUnit', '承担单位'],
  leader: ['leader', '项目负责人'],
};

/** Whether another approved change of the same kind came after this one. */
function isOvertaken(row: RecordValues, rows: readonly CheckedRow[]): boolean {
  return rows.some(
    ({ values }) =>
      values !== row &&
      values.kind === row.kind &&
      isApproved(values) &&
      surelyBefore(row.approvalDate, values.approvalDate),
  );
}

/** Rules over a project's course: changes (domain §3.5) and 考核指标 (§3.6). */
export const projectCourseRules: readonly Rule[] = [
  rowRule('project.change-grade', 'warning', CHANGES, 'changes', ['grade', 'kind'], (row) => {
    const due = codeItem('change-kind', textOf(row.kind))?.parent;
    if (!due || textOf(row.grade) === '' || row.grade === due || row.kind === 'other') return undefined;
    return `${kindLabel(row)}的变更是${codeLabel('change-grade', due)}，请改正变更类别或说明原因。`;
  }),
  rowRule('project.change-approval', 'warning', CHANGES, 'changes', ['approvalLevel', 'kind', 'state'], (row) =>
    gradeOf(row) === 'major' && isApproved(row) && row.approvalLevel !== 'province'
      ? `${kindLabel(row)}的变更是重大变更，须报省科技厅审批，请核对审批层级或说明原因。`
      : undefined,
  ),
  rowRule('project.change-document', 'hint', CHANGES, 'changes', ['approvalDocument', 'kind', 'state'], (row) =>
    gradeOf(row) === 'major' && isApproved(row) && textOf(row.approvalDocument) === ''
      ? `${kindLabel(row)}的变更已批准，没有填批准文件。`
      : undefined,
  ),
  rowRule('project.change-order', 'error', CHANGES, 'changes', ['approvalDate', 'appliedDate'], (row) =>
    surelyBefore(row.approvalDate, row.appliedDate)
      ? `${kindLabel(row)}变更的批准日期早于申请日期，请核对。`
      : undefined,
  ),
  rowRule(
    'project.change-effect',
    'hint',
    CHANGES,
    'changes',
    ['after', 'kind', 'state', 'leader', 'leadUnit'],
    (row, project, rows) => {
      const [field, label] = CHANGED_FIELD[textOf(row.kind)] ?? [];
      if (!field || !isApproved(row) || textOf(row.after) === '' || isOvertaken(row, rows)) return undefined;
      const now = textOf(project[field]);
      if (now === '' || foldText(textOf(row.after)).includes(foldText(now))) return undefined;
      return `已批准把${label}变更为“${textOf(row.after)}”，${label}一栏仍是“${now}”，可再核对一次。`;
    },
  ),
  rowRule(
    'project.indicator-short',
    'warning',
    CONTRACT,
    'indicators',
    ['achieved', 'target', 'stage'],
    (row, project) =>
      JUDGED.includes(textOf(project.stage)) &&
      numberOf(row.achieved) !== undefined &&
      exceeds(row.target, row.achieved)
        ? `“${codeLabel('indicator-kind', textOf(row.kind))}”的完成值没有达到目标值，请核对或说明原因。`
        : undefined,
  ),
  rowRule('project.indicator-repeated', 'hint', CONTRACT, 'indicators', ['kind', 'name'], (row, _project, rows) => {
    const key = (values: RecordValues) => `${textOf(values.kind)}|${foldText(textOf(values.name))}`;
    const first = rows.find(({ values }) => key(values) === key(row));
    if (textOf(row.kind) === '' || first?.values === row) return undefined;
    return `考核指标“${codeLabel('indicator-kind', textOf(row.kind))}${textOf(row.name)}”填了不止一行，可再核对一次。`;
  }),
];
