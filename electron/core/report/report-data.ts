import type { IndicatorCounts } from '../../../shared/contract/indicator-calls.ts';
import type { Register } from '../../../shared/registers/register.ts';
import type { ExportRow } from '../sheet/export/export-register.ts';

export interface ReportOffice {
  readonly code: string;
  readonly name: string;
  /** Name for narrow places: 青岛. */
  readonly short: string;
}

export interface ReportTask {
  readonly id: string;
  readonly title: string;
  readonly parent: string | null;
}

export interface ReportNarrative {
  readonly task: string;
  readonly ownerName: string;
  readonly text: string;
}

/** What an office filed for the period; nulls where nothing came. */
export interface ReportFiling {
  readonly officeName: string;
  /** ISO date or moment. */
  readonly receivedAt: string | null;
  readonly sequence: number | null;
  /** Live records by register id. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface ReportRegister {
  readonly register: Register;
  readonly count: number;
  /** Read once, by the workbook only. */
  readonly rows: Iterable<ExportRow> | AsyncIterable<ExportRow>;
}

/** Everything a report says, as data: the report itself asks nothing. */
export interface ReportData {
  readonly planName: string;
  /** 2020 年第 2 季度 */
  readonly periodLabel: string;
  /** Year that yearly targets are measured in. */
  readonly year: number;
  /** Last day of the period, ISO. */
  readonly asOf: string;
  readonly officeName: string;
  /** ISO date. */
  readonly generatedOn: string;
  /** As of the period's end. */
  readonly indicators: readonly IndicatorCounts[];
  /** 认定 by indicator as of the end of the period before; null in the plan's first. */
  readonly before: Readonly<Record<string, number>> | null;
  /** Offices whose counts are shown side by side; one for a city's own report. */
  readonly offices: readonly ReportOffice[];
  readonly tasks: readonly ReportTask[];
  readonly narratives: readonly ReportNarrative[];
  readonly registers: readonly ReportRegister[];
  readonly filings: readonly ReportFiling[];
}
