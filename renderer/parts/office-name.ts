import { codeItem } from '../../shared/codes/code-tables.ts';
import { OFFICE_WORDS, type OfficeEntry } from '../../shared/office/office.ts';
import type { OfficeTree } from '../../shared/office/office-tree.ts';
import { OFFICES } from '../../shared/office/offices.ts';

let inForce: OfficeTree = OFFICES;
let told: readonly OfficeEntry[] = [];

/** Takes over the offices that the open workspace knows besides those that ship; names follow from then on. */
export function keepOffices(entries: readonly OfficeEntry[]): void {
  if (JSON.stringify(entries) === JSON.stringify(told)) return;
  told = entries;
  inForce = OFFICES.with(entries);
}

/** The name of an office in narrow places: 青岛市, 市南区, 省厅. */
export function officeName(code: string): string {
  return codeItem('city', code)?.label ?? inForce.shortOf(code);
}

/** The shortest name of an office: 青岛, 市南区, 省厅. */
export function officeShort(code: string): string {
  return inForce.shortOf(code);
}

/** What officers call an office by its level: 省厅, 市局, 县局. */
export function officeWord(code: string): string {
  return OFFICE_WORDS[inForce.find(code)?.kind ?? 'province'];
}
