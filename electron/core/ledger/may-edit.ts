import { AppError } from '../../../shared/errors.ts';
import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import type { FieldValues, RecordEdit } from '../../../shared/merge/edit-record.ts';
import { DUPLICATE } from '../../../shared/registers/duplicate-field.ts';
import { isFieldFromAbove, isLinkField } from '../../../shared/registers/link-fields.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';

/** Refuses an edit that this office may not make. Errors: `RECORD_NOT_OURS`, `RECORD_LOCKED`, `ROLE_REFUSED`, `FIELD_UNKNOWN`. */
export function requireEditable(
  work: UnitOfWork,
  register: Register,
  record: CausalRecord,
  edit: RecordEdit,
  locked: boolean,
): void {
  const province = work.workspace.isProvince;
  if (!work.workspace.offices.isWithin(record.owner, work.office)) {
    throw new AppError('RECORD_NOT_OURS', '这条记录属于别的单位，本单位只能查看。');
  }
  const fields = Object.keys(edit.fields ?? {});
  requireFields(register, edit.fields ?? {});
  for (const row of edit.rows ?? []) requireFields(register, row.fields ?? {}, row.table);
  requireAuthority(work, register, fields);
  const ofAbove = (key: string) => (province || key === DUPLICATE) && isFieldFromAbove(register, key);
  const onlyFromAbove = edit.live === undefined && (edit.rows ?? []).length === 0 && fields.every(ofAbove);
  if (locked && !(onlyFromAbove && fields.length > 0)) {
    throw new AppError('RECORD_LOCKED', '这条记录已通过审核并锁定。确需修改请先解锁，并写明理由。');
  }
}

/** Refuses fields that only an office above fills in. Error: `ROLE_REFUSED`. */
export function requireAuthority(work: UnitOfWork, register: Register, keys: readonly string[]): void {
  if (keys.includes(DUPLICATE) && work.workspace.subordinates.length === 0)
    throw new AppError('ROLE_REFUSED', '重复由上级认定，本单位不能修改。');
  if (work.workspace.isProvince) return;
  for (const key of keys) {
    const field = findField(register, key);
    if (field?.authority === 'province')
      throw new AppError('ROLE_REFUSED', `“${field.label}”由省科技厅填写，本单位不能修改。`);
  }
}

/** Refuses fields that the register, or its child table, does not have. Error: `FIELD_UNKNOWN`. */
export function requireFields(register: Register, values: FieldValues, table?: string): void {
  for (const key of Object.keys(values)) {
    if (!findField(register, key, table) && (table !== undefined || !isLinkField(key))) {
      throw new AppError('FIELD_UNKNOWN', `${register.label}台账没有“${key}”这一项。`, [
        { code: 'FIELD_UNKNOWN', field: key, message: key },
      ]);
    }
  }
}
