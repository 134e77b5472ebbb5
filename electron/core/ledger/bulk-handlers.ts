import type { RecordScope, Value, Values } from '../../../shared/contract/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FieldValues } from '../../../shared/merge/edit-record.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { cleanLongText, codePointLength } from '../../../shared/values/text.ts';
import type { Handlers } from '../dispatcher.ts';
import type { SessionOf } from '../session.ts';
import { workOnMany } from '../work/work-on-many.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import type { AskedEdit } from './held-records.ts';
import type { Ledger } from './ledger.ts';
import { sqlFilter } from './record-filter.ts';
import { fromSql, type SqlRow } from './register-store.ts';
import { requireValid } from './valid-value.ts';

/** Changing many records at once. */
export function bulkHandlers(session: SessionOf, runner: WorkRunner): Pick<Handlers, 'record.edit-many'> {
  return {
    'record.edit-many'({ register: registerId, scope, values, mode }) {
      const { workspace, writer, ledger } = session();
      const store = ledger.store(registerId);
      const { register } = store;
      requireValid(register, values);
      const ids = idsOfScope(ledger, register, scope);
      const label = `批量修改${register.label} ${ids.length} 条`;
      const added: AskedEdit['edit'] = ({ row }) => ({
        edit: { fields: appended(register, row, values) as FieldValues },
      });
      const edit = mode === 'append' ? added : { fields: values as FieldValues };
      const edits = ids.map((id): AskedEdit => ({ id, edit }));
      const many = { workspace, runner, options: { label, action: 'edit' as const }, total: ids.length };
      return workOnMany(many, function* (work) {
        let edited = 0;
        let refused = 0;
        for (const { done } of writer.editing(work, edits, 'tell')) {
          if (done === 'changed') edited += 1;
          if (done === 'locked') refused += 1;
          yield edited + refused;
        }
        return { act: work.act, label, edited, refused };
      });
    },
  };
}

/** Refuses records of another register. Error: `INPUT_INVALID`. */
export function requireOfRegister(register: Register, ids: readonly string[]): void {
  if (ids.some((id) => !id.startsWith(`${register.id}-`)))
    throw new AppError('INPUT_INVALID', `所选记录不全是${register.label}台账的，没有写入。请重新选择。`);
}

/** The ids of a scope, each once. Error: `INPUT_INVALID` for a record of another register. */
export function idsOfScope(ledger: Ledger, register: Register, scope: RecordScope): readonly string[] {
  if ('ids' in scope) {
    requireOfRegister(register, scope.ids);
    return [...new Set(scope.ids)];
  }
  const where = sqlFilter(register, ledger.spread(scope.filter));
  const except = new Set(scope.except);
  const ids = ledger.database
    .prepare(`SELECT id FROM ${register.id} WHERE ${where.sql} ORDER BY id`)
    .pluck()
    .all(...where.parameters) as string[];
  return except.size === 0 ? ids : ids.filter((id) => !except.has(id));
}

/** What stands in a record with the given texts and codes behind it. Errors: `VALUE_INVALID` where nothing can be put behind, or not so much. */
function appended(register: Register, row: SqlRow, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]): [string, Value] => {
      const field = findField(register, key);
      const held = field ? fromSql(field, row[columnName(field)]) : null;
      if (Array.isArray(value)) return [key, [...new Set([...(Array.isArray(held) ? held : []), ...value])]];
      if (!field || typeof value !== 'string' || (field.type !== 'text' && field.type !== 'long-text'))
        throw new AppError('VALUE_INVALID', `“${field?.label ?? key}”不能追加，请改用“改为”。`);
      const text = held === null ? value : `${String(held)}${value}`;
      const whole = field.type === 'long-text' ? cleanLongText(text) : text;
      if (field.maxLength !== undefined && codePointLength(whole) > field.maxLength)
        throw new AppError('VALUE_INVALID', `追加以后有记录的“${field.label}”超过 ${field.maxLength} 字，没有写入。`);
      return [key, whole];
    }),
  );
}
