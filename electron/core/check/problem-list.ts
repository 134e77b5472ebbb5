import type { ProblemView, Severity } from '../../../shared/contract/shapes.ts';
import { REASONS_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { childTableName } from '../../../shared/registers/column-name.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import type { Database } from '../database/database.ts';
import { HELD } from '../exchange/held-records.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { WANTS_ATTENTION } from '../ledger/list-indexes.ts';
import { titleOf } from '../ledger/record-query.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import { type KeptProblem, readKept } from './kept-problems.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint'];
/** Other records named beside a problem. */
const NAMED_OTHERS = 3;

/** How many problems there are; `warnings` still want their reason, `explained` have one. */
export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly explained: number;
  readonly hints: number;
}

/** The problems of one rule in one register. */
export interface RuleCount {
  readonly rule: string;
  readonly register: string;
  readonly severity: Severity;
  readonly open: number;
  readonly explained: number;
}

/** The counts by rule of an office's records, of all offices' where null. What it costs does not grow with the records. */
export function countsByRule(database: Database, office: string | null): readonly RuleCount[] {
  return database
    .prepare<[string | null, string | null], RuleCount>(
      `SELECT rule, register, severity, coalesce(sum(count) FILTER (WHERE explained = 0), 0) AS open,
              coalesce(sum(count) FILTER (WHERE explained = 1), 0) AS explained
         FROM problem_count WHERE count > 0 AND (? IS NULL OR owner = ?) GROUP BY rule, register, severity ORDER BY rule, register`,
    )
    .all(office, office)
    .filter((one) => REGISTERS.some((register) => register.id === one.register));
}

export function totalOf(counts: readonly RuleCount[]): ProblemCounts {
  const sum = (severity: Severity, what: (one: RuleCount) => number) =>
    counts.filter((one) => one.severity === severity).reduce((total, one) => total + what(one), 0);
  return {
    errors: sum('error', (one) => one.open + one.explained),
    warnings: sum('warning', (one) => one.open),
    explained: sum('warning', (one) => one.explained),
    hints: sum('hint', (one) => one.open + one.explained),
  };
}

/**
 * What keeps an office from filing: every error, and every 警示 that wants its reason. Not a 警示 that came to an accepted record by
 * what happened beside it: the province took that record as it is, and it is locked.
 */
export function blockingCounts(ledger: Ledger, office: string): { readonly errors: number; readonly warnings: number } {
  const total = totalOf(countsByRule(ledger.database, office));
  const held = heldProblems(ledger, office);
  const errors = total.errors - held.errors;
  const warnings = total.warnings - held.warnings;
  if (warnings === 0) return { errors, warnings };
  const locked = REGISTERS.reduce(
    (sum, register) =>
      sum +
      (ledger.database
        .prepare(
          `SELECT (SELECT coalesce(sum(warnings), 0) FROM ${ledger.store(register.id).lists.indexes.toAttend()}
                    WHERE live = 1 AND ${WANTS_ATTENTION} AND warnings > 0 AND locked = 1 AND owner = @office)
                + (SELECT coalesce(sum(warnings), 0) FROM ${register.id} INDEXED BY ${register.id}_owner
                    WHERE live = 0 AND warnings > 0 AND locked = 1 AND owner = @office)`,
        )
        .pluck()
        .get({ office }) as number),
    0,
  );
  return { errors, warnings: warnings - locked };
}

/** What is wrong with drafts that stay at home. */
function heldProblems({ database }: Ledger, office: string): { readonly errors: number; readonly warnings: number } {
  const ids = database.prepare<[], string>('SELECT DISTINCT register FROM held_record').pluck().all() as string[];
  return ids.reduce(
    (sum, id) => {
      const found = database
        .prepare<[string], { errors: number; warnings: number }>(
          `SELECT coalesce(sum(errors), 0) AS errors, coalesce(sum(warnings), 0) AS warnings FROM ${id} WHERE owner = ? AND live = 1 AND ${HELD}`,
        )
        .get(office)!;
      return { errors: sum.errors + found.errors, warnings: sum.warnings + found.warnings };
    },
    { errors: 0, warnings: 0 },
  );
}

/** Which problems to list. */
export interface ProblemQuery {
  readonly office: string | null;
  readonly register?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly rule?: string | undefined;
  /** Only those that keep a record from being filed; {@link blockingCounts} says how many. */
  readonly blocking?: boolean;
  /** The last record of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Problems of the records of an office, worst first and by rule within; of all offices where it is null. */
export function listProblems(ledger: Ledger, query: ProblemQuery): ProblemView[] {
  const counts = countsByRule(ledger.database, query.office);
  const problems: ProblemView[] = [];
  for (const severity of SEVERITIES) {
    if (query.severity && query.severity !== severity) continue;
    if (query.blocking && severity === 'hint') continue;
    const found: ProblemView[] = [];
    for (const register of REGISTERS) {
      if (query.register && query.register !== register.id) continue;
      const expected = counts
        .filter((one) => one.register === register.id && one.severity === severity)
        .filter((one) => !query.rule || one.rule === query.rule)
        .reduce((total, one) => total + one.open + (query.blocking && severity === 'warning' ? 0 : one.explained), 0);
      // Nothing is looked for that is known not to be there.
      const wanted = Math.min(expected, query.limit - problems.length);
      if (wanted > 0) found.push(...problemsOf(ledger, register, { ...query, severity, limit: wanted }));
    }
    found.sort((one, other) => (one.rule < other.rule ? -1 : Number(one.rule > other.rule)));
    problems.push(...found.slice(0, query.limit - problems.length));
  }
  return problems;
}

function problemsOf(
  ledger: Ledger,
  register: Register,
  query: ProblemQuery & { readonly severity: Severity },
): ProblemView[] {
  const { severity } = query;
  const clauses = [severity === 'error' ? 'errors > 0' : 'problems IS NOT NULL'];
  const parameters: string[] = [];
  if (query.blocking && severity === 'warning') clauses[0] = 'warnings > 0 AND locked = 0';
  if (query.blocking) clauses.push(`NOT ${HELD}`);
  if (query.office !== null) {
    clauses.push('owner = ?');
    parameters.push(query.office);
  }
  if (query.after !== undefined) {
    clauses.push('id > ?');
    parameters.push(query.after);
  }
  clauses.push('instr(problems, ?) > 0');
  parameters.push(query.rule ? `"rule":"${query.rule}"` : `"severity":"${severity}"`);
  const found: ProblemView[] = [];
  const rows = ledger.database
    .prepare<string[], SqlRow>(`SELECT * FROM ${register.id} WHERE ${clauses.join(' AND ')} ORDER BY id LIMIT ?`)
    .all(...parameters, String(query.limit));
  for (const row of rows) {
    for (const problem of readKept(row.problems)) {
      if (problem.severity !== severity || (query.rule && problem.rule !== query.rule)) continue;
      if (query.blocking && problem.explained) continue;
      found.push(viewProblem(ledger, register, row, problem));
    }
  }
  return found.slice(0, query.limit);
}

/** A kept problem as pages show it: with the record's name, the rule's source, the written reason, what was filed before, and the others that make it. */
export function viewProblem(ledger: Ledger, register: Register, row: SqlRow, kept: KeptProblem): ProblemView {
  const { explained, among, former, ...problem } = kept;
  const id = String(row.id);
  const reason = explained ? reasonOf(ledger, register, id, problem.rule) : undefined;
  const source = ledger.checks.book.byId(problem.rule)?.source;
  return {
    ...problem,
    record: id,
    register: register.id,
    title: titleOf(register, row),
    ...(source ? { source } : {}),
    ...(reason ? { reason } : {}),
    ...(former ? { former: formerView(register, problem, former) } : {}),
    ...(among ? { others: othersOf(ledger, id, problem.rule) } : {}),
    ...(row.live === 1 ? {} : { withdrawn: true }),
    ...(row.locked === 1 ? { locked: true } : {}),
  };
}

function reasonOf(ledger: Ledger, register: Register, id: string, rule: string): string | undefined {
  return ledger.database
    .prepare<[string, string], string>(
      `SELECT text FROM ${childTableName(register, { key: REASONS_TABLE })} WHERE record = ? AND row_id = ?`,
    )
    .pluck()
    .get(id, rule);
}

function formerView(
  register: Register,
  place: Pick<KeptProblem, 'field' | 'table'>,
  former: NonNullable<KeptProblem['former']>,
): NonNullable<ProblemView['former']> {
  const field = place.field ? findField(register, place.field, place.table) : undefined;
  const shown = field ? formatValue(field, former.value) : String(former.value ?? '');
  return { period: former.period, shown: field?.unit && shown ? `${shown} ${field.unit}` : shown };
}

/** The first of the other records that make a problem at this one. */
function othersOf(ledger: Ledger, record: string, rule: string): NonNullable<ProblemView['others']> {
  const { database, checks } = ledger;
  const declared = checks.setRule(rule);
  const place = database
    .prepare<[string, string], { owner: string; group_key: string }>(
      'SELECT owner, group_key FROM set_problem WHERE record = ? AND rule = ? LIMIT 1',
    )
    .get(record, rule);
  if (!declared || !place || declared.test.kind === 'missing') return [];
  const group = { rule: declared, owner: place.owner, key: place.group_key };
  return checks.groups.some(group, record, NAMED_OTHERS).flatMap((id) => {
    const register = registerById(id.split('-', 1)[0] ?? '');
    const row = register && ledger.store(register.id).row(id);
    return register && row ? [{ record: id, register: register.id, title: titleOf(register, row) }] : [];
  });
}
