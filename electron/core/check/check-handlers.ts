import { blocksFiling } from '../../../shared/check/check-record.ts';
import { demandOf } from '../../../shared/check/rule-demands.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { REASONS_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import type { Handlers } from '../dispatcher.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import type { Session, SessionOf } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import type { Checking } from './checking.ts';
import { readKept } from './kept-problems.ts';
import { countsByRule, listProblems, type RuleCount, totalOf } from './problem-list.ts';
import { fieldLabels } from './rule-heads.ts';

type CheckCalls = 'check.run' | 'check.summary' | 'check.list' | 'check.start' | 'check.explain' | 'check.explain-many';

const ORDER = { error: 0, warning: 1, hint: 2 } as const;

/** Whose problems a workspace shows: its own office's, at the province everybody's. */
export function checkedOffice({ workspace }: Session): string | null {
  return workspace.superior ? workspace.office.code : null;
}

/** 校验 and the written reasons of 警示. */
export function checkHandlers(session: SessionOf, checking: Checking): Pick<Handlers, CheckCalls> {
  return {
    async 'check.run'({ severity, register, limit }) {
      const current = session();
      await checking.fresh(current);
      const office = checkedOffice(current);
      const counts = countsByRule(current.ledger.database, office);
      const chosen = counts.filter((one) => !register || one.register === register);
      return { ...totalOf(chosen), problems: listProblems(current.ledger, { office, severity, register, limit }) };
    },

    async 'check.summary'({ register }) {
      const current = session();
      await checking.fresh(current);
      return summary(current, register);
    },

    'check.list'({ rule, register, after, limit }) {
      const current = session();
      const office = checkedOffice(current);
      const problems = listProblems(current.ledger, { office, register, rule, after, limit });
      const last = problems.at(-1)?.record;
      return { problems, next: problems.length >= limit && last ? last : null };
    },

    async 'check.start'() {
      const current = session();
      await checking.start(current);
      return totalOf(countsByRule(current.ledger.database, checkedOffice(current)));
    },

    'check.explain'({ record, rule, reason }) {
      const current = session();
      const text = reason.trim();
      const label = text ? '填写警示说明' : '删除警示说明';
      return current.workspace.work({ label, action: 'edit' }, (work) => {
        explain(current, work, record, rule, text);
        return { act: work.act, label };
      });
    },

    'check.explain-many'({ rule, register, records, reason }) {
      const current = session();
      const ids = records ?? openWarnings(current, register, rule);
      const label = `填写 ${ids.length} 条警示的说明`;
      return current.workspace.work({ label, action: 'edit' }, (work) => {
        let explained = 0;
        let refused = 0;
        for (const id of ids) {
          try {
            if (explain(current, work, id, rule, reason)) explained += 1;
          } catch (error) {
            if (!(error instanceof AppError) || !['RECORD_LOCKED', 'RECORD_MISSING'].includes(error.code)) throw error;
            refused += 1;
          }
        }
        return { act: work.act, label, explained, refused };
      });
    },
  };
}

function summary(current: Session, register: string | undefined): CallOutput<'check.summary'> {
  const { checks, database } = current.ledger;
  const all = countsByRule(database, checkedOffice(current));
  const counts = all.filter((one) => !register || one.register === register);
  const rules = counts.map((one: RuleCount) => {
    const rule = checks.book.byId(one.rule);
    const declared = registerById(one.register);
    return {
      ...one,
      demand: rule ? demandOf(rule) : '',
      source: rule?.source ?? '',
      fields: rule && declared ? fieldLabels(rule, [declared]) : [],
      kind: rule?.id.includes('.own-') ? ('own' as const) : (rule?.kind ?? ('fields' as const)),
    };
  });
  rules.sort(
    (one, other) =>
      ORDER[one.severity] - ORDER[other.severity] ||
      Number(one.open === 0) - Number(other.open === 0) ||
      other.open + other.explained - one.open - one.explained,
  );
  return { ...totalOf(counts), rules };
}

/** Writes or takes away the reason of a 警示; false where it stood so already. */
function explain({ ledger, writer }: Session, work: UnitOfWork, record: string, rule: string, text: string): boolean {
  const row = ledger.storeOf(record).row(record);
  const edit = text
    ? { table: REASONS_TABLE, rowId: rule, fields: { text } }
    : { table: REASONS_TABLE, rowId: rule, live: false };
  // A withdrawn record takes only the reason why it was withdrawn.
  const asked = row?.live === 0 && readKept(row.problems).some((problem) => problem.rule === rule);
  return writer.edit(work, record, { rows: [edit], ...(asked ? { live: false } : {}) });
}

/** The records of a register at which a rule's 警示 still wants its reason. */
function openWarnings(current: Session, register: string, rule: string): string[] {
  const store = current.ledger.store(register);
  const office = checkedOffice(current);
  const rows = current.ledger.database
    .prepare<string[], SqlRow>(
      `SELECT id, problems FROM ${store.register.id} WHERE warnings > 0 AND instr(problems, ?) > 0${office === null ? '' : ' AND owner = ?'} ORDER BY id`,
    )
    .all(`"rule":"${rule}"`, ...(office === null ? [] : [office]));
  const open = rows.filter((row) =>
    readKept(row.problems).some(
      (problem) => problem.rule === rule && problem.severity === 'warning' && blocksFiling(problem),
    ),
  );
  return open.map((row) => String(row.id));
}
