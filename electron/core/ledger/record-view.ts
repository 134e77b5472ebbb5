import type {
  CommentView,
  ConflictView,
  HistoryEntry,
  RecordView,
  Value,
  Values,
} from '../../../shared/contract/shapes.ts';
import { type CausalRecord, type Dot, LIVE, type Scalar } from '../../../shared/merge/causal-record.ts';
import { sameScalar, shownValue } from '../../../shared/merge/scalar.ts';
import { type ShownRecord, shownValues } from '../../../shared/merge/shown-values.ts';
import { isFieldFromAbove, isLinkField, LINK_LABELS, linkText } from '../../../shared/registers/link-fields.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { countUnknownFields, NEWER_LABEL } from '../../../shared/registers/unknown-fields.ts';
import { numberFields } from '../../../shared/similar/similar-keys.ts';
import { threadsOf } from '../../../shared/status/comment-thread.ts';
import { isCorrection, readCorrection } from '../../../shared/status/correction.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { readKept } from '../check/kept-problems.ts';
import { viewProblem } from '../check/problem-list.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type FieldChange, historyOfRecord, type KeptVersion } from './history-store.ts';
import { knownConflicts } from './known-conflicts.ts';
import { type Ledger, missing } from './ledger.ts';
import { linksOf } from './link-view.ts';
import type { FiledContent } from './record-content.ts';
import { titleOf } from './record-query.ts';
import type { SqlRow } from './register-store.ts';

/** The label of a field, of a child row's field, or of the record's life. */
export function labelOf(register: Register, field: string, table?: string): string {
  const child = table ? register.tables.find((one) => one.key === table) : undefined;
  if (field === LIVE) return child ? `${child.label}（行）` : '在册';
  if (!child && isLinkField(field)) return LINK_LABELS[field];
  const label = findField(register, field, table)?.label ?? NEWER_LABEL;
  return child ? `${child.label}·${label}` : label;
}

/** A value as people read it; lists and codes by their labels, empty as nothing. */
export function showValue(register: Register, field: string, value: Scalar | undefined, table?: string): string {
  if (field === LIVE) return value === true ? '在册' : '撤回';
  if (!table && isLinkField(field)) return linkText(field, value);
  if (value === null || value === undefined) return '';
  const declared = findField(register, field, table);
  return declared && typeof value !== 'boolean' ? formatValue(declared, value as Value) : String(value);
}

/** The number by which people know a record: the first of its numbers that is filled, empty where none is. */
export function numberOf(register: Register, shown: Readonly<Record<string, Scalar>>): string {
  const numbers = numberFields(register).map((key) => showValue(register, key, shown[key]));
  return numbers.find((number) => number !== '') ?? '';
}

/** Everything the pane shows of one record. Error: `RECORD_MISSING`. */
export function viewRecord(workspace: Workspace, ledger: Ledger, id: string): RecordView {
  const store = ledger.storeOf(id);
  const row = store.row(id);
  if (!row) throw missing();
  const { register } = store;
  const record = store.fromRow(row);
  const shown = shownValues(record);
  const title = titleOf(register, row);
  const problems = readKept(row.problems).map((problem) => viewProblem(ledger, register, row, problem));
  const locked = row.locked === 1;
  return {
    id,
    register: register.id,
    owner: record.owner,
    live: shown.live,
    title,
    state: row.filing_state as RecordView['state'],
    changed: row.changed === 1,
    round: Number(row.round),
    locked,
    editable: shown.live && !locked && workspace.offices.isWithin(record.owner, workspace.office.code),
    values: declaredValues(register, shown),
    tables: Object.fromEntries(
      register.tables.map((table) => [
        table.key,
        (shown.tables[table.key] ?? []).map((one) => ({ rowId: one.id, values: one.fields as Values })),
      ]),
    ),
    problems,
    comments: commentsOf(ledger, register, id, title),
    conflicts: conflictViews(workspace, ledger, register, row, record, title),
    sinceFiling: sinceFiling(ledger, register, record),
    provenance: provenanceOf(ledger, record),
    verdicts: verdictsOf(workspace, ledger, record, String(row.digest)),
    newerFields: countUnknownFields(register, record),
    links: linksOf(ledger, store, record, shown),
  };
}

/** What each office above the record's owner said of it last. */
function verdictsOf(
  { offices }: Workspace,
  ledger: Ledger,
  { id, owner }: CausalRecord,
  digest: string,
): RecordView['verdicts'] {
  const reviews = ledger.facts.reviews(id);
  return offices.superiorsOf(owner).flatMap(({ code }) => {
    const last = reviews.findLast((review) => review.office === code && review.verdict !== 'unlock');
    if (!last || last.verdict === 'unlock') return [];
    const { verdict, at, officer } = last;
    return [{ office: code, verdict, present: last.digest === digest, at, officer }];
  });
}

/** The values of the register's own fields; links are told apart from them. */
function declaredValues(register: Register, shown: ShownRecord): Values {
  return Object.fromEntries(
    Object.entries(shown.fields).filter(([key]) => findField(register, key) !== undefined),
  ) as Values;
}

/** The comment threads of a record. */
export function commentsOf(ledger: Ledger, register: Register, id: string, title: string): CommentView[] {
  return threadsOf(ledger.facts.comments(id)).map((thread) => ({
    thread: thread.id,
    record: id,
    register: register.id,
    title,
    field: thread.field,
    round: thread.round,
    state: thread.state,
    correction: isCorrection(thread.id) ? readCorrection(thread.entries[0]?.text ?? '') : null,
    entries: thread.entries.map(({ kind, text, office, officer, at }) => ({ kind, text, office, officer, at })),
  }));
}

/** The conflicts of a record, each with all values and who wrote them. */
export function conflictViews(
  workspace: Workspace,
  ledger: Ledger,
  register: Register,
  row: SqlRow,
  record: CausalRecord,
  title: string,
): ConflictView[] {
  return knownConflicts(register, record).map((conflict) => ({
    id: record.id,
    register: register.id,
    owner: record.owner,
    title,
    ...(conflict.table ? { table: conflict.table, rowId: conflict.rowId ?? '' } : {}),
    field: conflict.field,
    label: labelOf(register, conflict.field, conflict.table),
    ...(conflict.table ? { row: rowText(register, record, conflict.table, conflict.rowId ?? '') } : {}),
    bar: settlingBar(workspace, register, row, conflict),
    values: conflict.siblings.map((sibling) => ({
      value: sibling.value as Value | boolean,
      shown: showValue(register, conflict.field, sibling.value, conflict.table) || '（空）',
      ...who(ledger, sibling.dot),
    })),
  }));
}

/** A child row in one line: what stands in the fields that tell it, or in the first that are filled. */
function rowText(register: Register, record: CausalRecord, table: string, rowId: string): string {
  const declared = register.tables.find((one) => one.key === table);
  const values = record.tables[table]?.[rowId]?.fields ?? {};
  const keys = [...(declared?.summaryFields ?? []), ...(declared?.fields ?? []).map((field) => field.key)];
  const texts = [...new Set(keys)].map((key) => showValue(register, key, shownValue(values[key] ?? []), table));
  return texts
    .filter((text) => text !== '')
    .slice(0, 3)
    .join('　');
}

/** Why nobody here may settle a conflict now; null when it may be settled. */
function settlingBar(
  workspace: Workspace,
  register: Register,
  row: SqlRow,
  { field, table }: { readonly field: string; readonly table?: string },
): string | null {
  const ofProvince = isFieldFromAbove(register, field, table);
  if (!workspace.offices.isWithin(String(row.owner), workspace.office.code)) return '别的单位的记录';
  if (!workspace.isProvince && ofProvince) return '由省科技厅填写的字段';
  if (row.locked === 1 && !(workspace.isProvince && ofProvince && !table)) return '已通过并锁定，先解锁';
  return null;
}

function who(ledger: Ledger, dot: Dot): { office: string; officer: string; at: string } {
  const meta = ledger.editOf(dot);
  return { office: meta?.office ?? '000000', officer: meta?.officer ?? '', at: meta?.at ?? '' };
}

/** Fields that differ from what was last filed, with the filed value. */
export function sinceFiling(ledger: Ledger, register: Register, record: CausalRecord): Record<string, Value> {
  const last = ledger.facts.filings(record.id).at(-1);
  if (!last) return {};
  const filed = JSON.parse(last.content) as FiledContent;
  const shown = shownValues(record);
  const differing: Record<string, Value> = {};
  for (const field of register.fields) {
    if (field.authority === 'province') continue;
    const before = filed.fields[field.key] ?? null;
    if (!sameScalar(before, shown.fields[field.key] ?? null)) differing[field.key] = before as Value;
  }
  return differing;
}

function provenanceOf(ledger: Ledger, record: CausalRecord): RecordView['provenance'] {
  const provenance: RecordView['provenance'] = {};
  for (const [key, versions] of Object.entries(record.fields)) {
    const dot = versions[0]?.dot;
    const meta = dot && ledger.editOf(dot);
    if (meta) provenance[key] = meta;
  }
  return provenance;
}

/** The history of a record, or of one of its fields, newest first. */
export function viewHistory(ledger: Ledger, id: string, field?: string): HistoryEntry[] {
  const { register } = ledger.storeOf(id);
  const entries: HistoryEntry[] = [];
  for (const line of historyOfRecord(ledger, id)) {
    const changes = field ? line.changes.filter((change) => change.field === field && !change.table) : line.changes;
    if (field && changes.length === 0) continue;
    entries.push({
      sequence: line.sequence,
      at: line.at,
      officer: line.officer,
      office: line.office,
      action: line.action,
      label: ACTION_LABELS[line.action],
      source: line.source,
      changes: inDeclaredOrder(register, changes).map((change) => viewChange(register, change)),
    });
  }
  return entries;
}

/** The record's life first, then its fields as the form has them, then its child rows. */
function inDeclaredOrder(register: Register, changes: readonly FieldChange[]): readonly FieldChange[] {
  const places = new Map(register.fields.map((field, index) => [field.key, index]));
  const placeOf = ({ table, field }: FieldChange): number => {
    if (table) return register.fields.length;
    return field === LIVE ? -1 : (places.get(field) ?? register.fields.length);
  };
  return changes.toSorted((one, other) => placeOf(one) - placeOf(other));
}

const ACTION_LABELS: Readonly<Record<HistoryEntry['action'], string>> = {
  create: '新增',
  edit: '修改',
  delete: '撤回',
  restore: '恢复',
  import: '导入表格',
  receive: '装入',
  carry: '结转',
  merge: '合并',
  undo: '撤销',
  redo: '重做',
  settle: '冲突裁定',
  file: '报送',
  review: '审核',
  comment: '意见',
  unlock: '解锁',
  govern: '设定',
};

/** What contended before and after a change: 「甲」「乙」并立. */
function contendingTexts(
  register: Register,
  { field, table, contending = {} }: FieldChange,
): { before?: string; after?: string } {
  const text = (versions: readonly KeptVersion[]): string =>
    `${versions.map(([, , value]) => `「${showValue(register, field, value, table) || '空'}」`).join('')}并立`;
  return {
    ...(contending.before ? { before: text(contending.before) } : {}),
    ...(contending.after ? { after: text(contending.after) } : {}),
  };
}

function viewChange(register: Register, change: FieldChange): HistoryEntry['changes'][number] {
  const { field } = change;
  const shown = (value: Scalar): Value => {
    if (!change.table && isLinkField(field)) return linkText(field, value);
    return typeof value === 'boolean' ? (value ? '在册' : '撤回') : (value as Value);
  };
  return {
    field: change.field,
    label: labelOf(register, change.field, change.table),
    ...(change.table ? { table: change.table, rowId: change.rowId ?? '' } : {}),
    before: shown(change.before),
    after: shown(change.after),
    ...(change.contending ? { contending: contendingTexts(register, change) } : {}),
  };
}
