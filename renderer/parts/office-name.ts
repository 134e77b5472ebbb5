import { codeItem } from '../../shared/codes/code-tables.ts';

/** The name of an office in narrow places: 青岛市, 省厅. */
export function officeName(code: string): string {
  if (code === '370000') return '省厅';
  return codeItem('city', code)?.label ?? code;
}

/** The shortest name of an office: 青岛, 省厅. */
export function officeShort(code: string): string {
  if (code === '370000') return '省厅';
  const item = codeItem('city', code);
  return item?.short ?? item?.label ?? code;
}
