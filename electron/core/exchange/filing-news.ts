import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { NewsKind, NewsRecord } from '../../../shared/contract/filing-calls.ts';
import type { ShownChange } from '../../../shared/contract/shapes.ts';
import { LIVE } from '../../../shared/merge/causal-record.ts';
import type { ShownRecord } from '../../../shared/merge/shown-values.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { EVIDENCE_TABLE, UNTOLD_EVIDENCE_FIELDS } from '../../../shared/registers/builtin-tables.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { isKnownField } from '../../../shared/registers/unknown-fields.ts';
import { readKept } from '../check/kept-problems.ts';
import { viewProblem } from '../check/problem-list.ts';
import { changesBetween } from '../ledger/field-changes.ts';
import { contentOf, type FiledContent } from '../ledger/record-content.ts';
import { titleOf } from '../ledger/record-query.ts';
import { labelOf, showValue } from '../ledger/record-view.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import type { Session } from '../session.ts';
import { HELD } from './held-records.ts';
import { countFromBelow, type FromBelow, passingOn } from './passing-on.ts';
import { SentPackages } from './sent-packages.ts';

/** How much of each kind a package carries of a register. */
export type News = Readonly<Record<NewsKind, number>> & {
  readonly total: number;
  readonly below: Pick<FromBelow, 'total' | 'waiting'>;
};
/** Living kinds that the receiver has after the next package; what is held is not among them. */
const LIVING = ['added', 'changed', 'unchanged'] as const;

/** Own records that the receiver has; those of them that changed since. */
const STANDING = "owner = @own AND live = 1 AND filing_state IN ('submitted', 'accepted')";
const CHANGED_STANDING = "owner = @own AND +live = 1 AND +filing_state IN ('submitted', 'accepted') AND changed = 1";

/** How much of each kind the next package carries of a register; `total` counts the living records. */
export function newsOf(session: Session, register: Register): News {
  const { conditions, given } = newsConditions(session, register);
  const countWhere = (condition: string) =>
    session.ledger.database
      .prepare(`SELECT count(*) FROM ${register.id} WHERE ${condition}`)
      .pluck()
      .get(given) as number;
  const count = (kind: NewsKind) => conditions[kind].reduce((sum, condition) => sum + countWhere(condition), 0);
  // All but the few that changed: a look at every row would take seconds in a large register.
  const [, ...unchangedBelow] = conditions.unchanged;
  const unchanged = countWhere(STANDING) - countWhere(CHANGED_STANDING);
  const counts = {
    added: count('added'),
    changed: count('changed'),
    unchanged: unchangedBelow.reduce((sum, condition) => sum + countWhere(condition), unchanged),
    withdrawn: count('withdrawn'),
    held: count('held'),
  };
  const { total, waiting } = countFromBelow(session, register.id, 0);
  return { ...counts, total: LIVING.reduce((sum, kind) => sum + counts[kind], 0), below: { total, waiting } };
}

/** A page of the records of one kind, by id, with what differs from what was filed of them before. */
export function listNews(
  session: Session,
  register: Register,
  kind: NewsKind,
  page: { readonly after?: string | undefined; readonly limit: number },
): CallOutput<'filing.news'> {
  const { conditions, given } = newsConditions(session, register);
  const rows = session.ledger.database
    .prepare<object[], SqlRow>(
      `SELECT * FROM ${register.id} WHERE id > @after AND (${conditions[kind].map((one) => `(${one})`).join(' OR ')}) ORDER BY id LIMIT @limit`,
    )
    .all({ ...given, after: page.after ?? '', limit: page.limit + 1 });
  const shown = rows.slice(0, page.limit);
  const next = rows.length > page.limit ? String(shown.at(-1)?.id) : null;
  return { records: shown.map((row) => newsRecord(session, register, kind, row)), next };
}

/**
 * Conditions in SQL over a register's table, apart for the office's own records and for what it passes on: each finds its index.
 * Withdrawn: since the last package that was written, arrived or not.
 */
function newsConditions(session: Session, register: Register) {
  const { database, office, superior } = session.workspace;
  const pass = passingOn(session, register.id);
  const own = 'owner = @own';
  const conditions: Record<NewsKind, string[]> = {
    added: [`${own} AND live = 1 AND filing_state = 'draft' AND NOT ${HELD}`],
    held: [`${own} AND live = 1 AND ${HELD}`],
    // What was returned is filed again, altered or not: the question is open.
    changed: [
      `${own} AND +live = 1 AND +filing_state <> 'draft' AND changed = 1`,
      `${own} AND live = 1 AND filing_state = 'returned' AND changed = 0`,
    ],
    unchanged: [`${STANDING} AND changed = 0`],
    withdrawn: [`${own} AND live = 0 AND filing_state = 'withdrawn' AND change_number > @since`],
  };
  if (pass) {
    conditions.added.push(`${pass.due} AND NOT ${pass.passed}`);
    conditions.changed.push(`${pass.due} AND ${pass.passed}`);
    conditions.unchanged.push(`live = 1 AND ${pass.carried} AND NOT (${pass.due})`);
    conditions.withdrawn.push(`live = 0 AND ${pass.carried} AND change_number > @since`);
  }
  const since = new SentPackages(database).lastCarrying(superior?.code ?? null)?.changeNumber ?? 0;
  return { conditions, given: { own: office.code, above: superior?.code ?? '', since } };
}

function newsRecord(session: Session, register: Register, kind: NewsKind, row: SqlRow): NewsRecord {
  const { ledger, workspace } = session;
  const id = String(row.id);
  const owner = String(row.owner);
  const former = ledger.facts.filings(id).findLast((filing) => filing.office === workspace.office.code);
  const present = contentOf(register, shownValues(ledger.store(register.id).fromRow(row)));
  return {
    id,
    title: titleOf(register, row),
    ownerName: owner === workspace.office.code ? null : workspace.offices.shortOf(owner),
    fields: kind === 'changed' && former ? filedChanges(register, former.content, present) : [],
    reasons: readKept(row.problems)
      .filter((problem) => problem.severity === 'warning' && problem.explained)
      .map((problem) => viewProblem(ledger, register, row, problem))
      .flatMap(({ message, reason }) => (reason ? [{ message, reason }] : [])),
  };
}

/** What differs between two filed contents of a record, as people read it. A row's coming or going is told by what stands in it. */
export function filedChanges(register: Register, before: string, after: string): ShownChange[] {
  return changesBetween(shownOf(before), shownOf(after))
    .filter(({ field, table }) => isToldField(field, table) && isKnownField(register, field, table))
    .map((change) => ({
      ...(change.table ? { table: change.table, rowId: change.rowId ?? '' } : {}),
      field: change.field,
      label: labelOf(register, change.field, change.table),
      before: showValue(register, change.field, change.before, change.table),
      after: showValue(register, change.field, change.after, change.table),
    }));
}

/** Whether a field of a filed content says something to a person. */
export function isToldField(field: string, table?: string): boolean {
  return field !== LIVE && !(table === EVIDENCE_TABLE && UNTOLD_EVIDENCE_FIELDS.has(field));
}

/** A filed content as a shown record. */
export function shownOf(content: string): ShownRecord {
  const { fields, tables } = JSON.parse(content) as FiledContent;
  return {
    live: true,
    fields,
    tables: Object.fromEntries(
      Object.entries(tables).map(([table, rows]) => [
        table,
        Object.entries(rows).map(([id, values]) => ({ id, fields: values })),
      ]),
    ),
  };
}
