import { registerSheet } from '../sheet/export/export-register.ts';
import type { SheetSpec } from '../spreadsheet/sheet-spec.ts';
import type { ReportOffice, ReportRegister } from './report-data.ts';

/** A register in the report's workbook, with the office that reported each record where there are several. */
export function exportSheet({ register, rows }: ReportRegister, offices: readonly ReportOffice[]): SheetSpec {
  const names = new Map(offices.map((office) => [office.code, office.name]));
  const extra =
    offices.length > 1
      ? [{ heading: '报送单位', width: 18, textOf: ({ owner }: { owner: string }) => names.get(owner) ?? owner }]
      : [];
  return registerSheet({ register, rows, extra });
}
