import { duplicateProblems } from '../../../shared/check/duplicate-key.ts';
import type { ProblemView } from '../../../shared/contract/shapes.ts';
import { REASONS_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { childTableName } from '../../../shared/registers/column-name.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { keptProblems, titleOf } from '../ledger/record-query.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import type { SessionOf } from '../session.ts';

export interface CheckResult {
  errors: number;
  warnings: number;
  explained: number;
  hints: number;
  problems: ProblemView[];
}

const ORDER = { error: 0, warning: 1, hint: 2 } as const;

/** Every problem of an office's living records, worst first: what each record shows by itself, and items entered twice. */
export function checkOffice(
  ledger: Ledger,
  office: string | null,
  chosen: { register?: string | undefined; severity?: 'error' | 'warning' | 'hint' | undefined; limit: number },
): CheckResult {
  const result: CheckResult = { errors: 0, warnings: 0, explained: 0, hints: 0, problems: [] };
  for (const register of REGISTERS) {
    if (chosen.register && chosen.register !== register.id) continue;
    for (const problem of [...recordProblems(ledger, register, office), ...enteredTwice(ledger, register, office)]) {
      if (problem.severity === 'error') result.errors += 1;
      else if (problem.severity === 'hint') result.hints += 1;
      else if (problem.reason) result.explained += 1;
      else result.warnings += 1;
      if (!chosen.severity || chosen.severity === problem.severity) result.problems.push(problem);
    }
  }
  result.problems.sort(
    (one, other) =>
      ORDER[one.severity] - ORDER[other.severity] || (one.rule < other.rule ? -1 : Number(one.rule > other.rule)),
  );
  result.problems.length = Math.min(result.problems.length, chosen.limit);
  return result;
}

function* recordProblems(ledger: Ledger, register: Register, office: string | null): Generator<ProblemView> {
  const reasons = ledger.database.prepare<[string, string], { text: string }>(
    `SELECT text FROM ${childTableName(register, { key: REASONS_TABLE })} WHERE record = ? AND row_id = ?`,
  );
  const rows = ledger.database
    .prepare(
      `SELECT * FROM ${register.id} WHERE live = 1 AND problems IS NOT NULL AND (? IS NULL OR owner = ?) ORDER BY id`,
    )
    .all(office, office) as SqlRow[];
  for (const row of rows) {
    const id = String(row.id);
    const title = titleOf(register, row);
    for (const { explained, ...problem } of keptProblems(row)) {
      const reason = explained ? reasons.get(id, problem.rule)?.text : undefined;
      yield { ...problem, record: id, register: register.id, title, ...(reason ? { reason } : {}) };
    }
  }
}

/** Items that one office entered more than once. */
function* enteredTwice(ledger: Ledger, register: Register, office: string | null): Generator<ProblemView> {
  const rows = ledger.database
    .prepare(
      `SELECT * FROM ${register.id} WHERE live = 1 AND (owner, natural_key) IN (
         SELECT owner, natural_key FROM ${register.id} WHERE live = 1 AND natural_key IS NOT NULL AND (? IS NULL OR owner = ?)
         GROUP BY owner, natural_key HAVING count(*) > 1) ORDER BY owner, natural_key, id`,
    )
    .all(office, office) as SqlRow[];
  for (const group of Map.groupBy(rows, (row) => row.owner).values()) {
    const keyed = group.map((row) => ({
      record: String(row.id),
      title: titleOf(register, row),
      key: String(row.natural_key),
    }));
    const titles = new Map(keyed.map((one) => [one.record, one.title]));
    for (const { explained: _, ...problem } of duplicateProblems(register, keyed)) {
      yield { ...problem, register: register.id, title: titles.get(problem.record) ?? '' };
    }
  }
}

/** 校验 and the written reasons of 警示. */
export function checkHandlers(session: SessionOf): Pick<Handlers, 'check.run' | 'check.explain'> {
  return {
    'check.run'({ severity, register, limit }) {
      const { workspace, ledger } = session();
      return checkOffice(ledger, workspace.isProvince ? null : workspace.office.code, { severity, register, limit });
    },

    'check.explain'({ record, rule, reason }) {
      const { workspace, writer } = session();
      const text = reason.trim();
      const label = text ? '填写警示说明' : '删除警示说明';
      return workspace.work({ label, action: 'edit' }, (work) => {
        writer.edit(work, record, {
          rows: [
            text
              ? { table: REASONS_TABLE, rowId: rule, fields: { text } }
              : { table: REASONS_TABLE, rowId: rule, live: false },
          ],
        });
        return { act: work.act, label };
      });
    },
  };
}
