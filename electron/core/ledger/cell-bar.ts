import type { Field } from '../../../shared/registers/register.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { SqlRow } from './register-store.ts';

/** Why this office may not write a cell now; null where it may. A record that is not there yet bars nothing. */
export function cellBar(workspace: Workspace, row: SqlRow | undefined, field: Field): string | null {
  if (field.authority === 'province')
    return workspace.isProvince ? null : `“${field.label}”由省科技厅填写，本单位不能修改。`;
  if (!row) return null;
  if (!workspace.offices.isWithin(String(row.owner), workspace.office.code))
    return '这条记录属于别的单位，本单位只能查看。';
  return row.locked === 1 ? '这条记录已通过审核并锁定，要修改请先解锁。' : null;
}
