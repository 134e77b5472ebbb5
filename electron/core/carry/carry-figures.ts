import type { CallOutput, HandlerInput } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FieldValues } from '../../../shared/merge/edit-record.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { addVerdict } from '../review/review-facts.ts';
import type { Session } from '../session.ts';

/** The living records whose figures are of an earlier year, or of a year nobody named. */
function dueSql(register: Register, figuresYear: string): string {
  const year = columnName({ key: figuresYear });
  const figures = register.fields.filter((field) => field.yearly).map((field) => `${columnName(field)} IS NOT NULL`);
  const ongoing = register.ongoing;
  const column = ongoing && columnName({ key: ongoing.field });
  const goesOn = ongoing
    ? ` AND (${column} IS NULL OR ${column} IN (${ongoing.in.map((code) => `'${code}'`).join(', ')}))`
    : '';
  return `owner = @owner AND live = 1${goesOn} AND (${year} < @year OR (${year} IS NULL AND (${figures.join(' OR ')})))`;
}

/** How many records of each register with yearly figures wait to be opened for a year. */
export function figuresDue(session: Session, year: number): CallOutput<'carry.figures-due'> {
  const { workspace } = session;
  const owner = workspace.office.code;
  return {
    registers: REGISTERS.flatMap((register) => {
      const { figuresYear } = register;
      if (figuresYear === undefined) return [];
      const counts = workspace.database
        .prepare<[{ owner: string; year: number }], { due: number; locked: number; unfiled: number }>(
          `SELECT count(*) AS due, coalesce(sum(locked), 0) AS locked,
             coalesce(sum(filing_state = 'draft' OR changed = 1), 0) AS unfiled
           FROM ${register.id} WHERE ${dueSql(register, figuresYear)}`,
        )
        .get({ owner, year });
      const done = workspace.database
        .prepare(
          `SELECT count(*) FROM ${register.id} WHERE owner = ? AND live = 1 AND ${columnName({ key: figuresYear })} = ?`,
        )
        .pluck()
        .get(owner, year) as number;
      return [{ register: register.id, due: 0, locked: 0, unfiled: 0, ...counts, done }];
    }),
  };
}

/**
 * Opens a year on the same records: what stood is in their history and in what was filed; the year moves on, and its figures are
 * emptied or kept as a first estimate. Error: `INPUT_INVALID` when no record waits for it.
 */
export function openFigures(session: Session, choice: HandlerInput<'carry.figures'>): CallOutput<'carry.figures'> {
  const { workspace, ledger, writer } = session;
  const label = `结转到 ${choice.year} 年`;
  const due = choice.registers.flatMap((id) => {
    const { register } = ledger.store(id);
    if (register.figuresYear === undefined) return [];
    return workspace.database
      .prepare<[{ owner: string; year: number }], { id: string; locked: number }>(
        `SELECT id, locked FROM ${register.id} WHERE ${dueSql(register, register.figuresYear)} ORDER BY id`,
      )
      .all({ owner: workspace.office.code, year: choice.year })
      .map((row) => ({ ...row, values: newYear(register, register.figuresYear as string, choice) }));
  });
  const open = due.filter((one) => one.locked === 0 || choice.unlock);
  if (open.length === 0)
    throw new AppError(
      'INPUT_INVALID',
      due.length > 0
        ? `要结转的 ${due.length} 条都已通过审核并锁定，没有写入。请勾选“已通过的一并解锁”再结转。`
        : `没有等着结转到 ${choice.year} 年的记录。`,
    );
  return workspace.work({ label, action: 'carry' }, (work) => {
    for (const { id, locked, values } of open) {
      if (locked === 1) addVerdict(session, work, id, 'unlock', label);
      writer.edit(work, id, { fields: values });
    }
    return { act: work.act, label, opened: open.length, left: due.length - open.length };
  });
}

function newYear(register: Register, figuresYear: string, choice: HandlerInput<'carry.figures'>): FieldValues {
  const emptied = choice.figures === 'empty' ? register.fields.filter((field) => field.yearly) : [];
  return { ...Object.fromEntries(emptied.map((field) => [field.key, null])), [figuresYear]: choice.year };
}
