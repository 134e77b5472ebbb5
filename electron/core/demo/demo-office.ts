import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CallInput, CallOutput, CoreCallName } from '../../../shared/contract/contract.ts';
import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import type { Result } from '../../../shared/errors.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import type { Environment } from '../environment.ts';

/** The core as the demo drives it: the same calls that the window makes. */
export interface DemoApplication {
  readonly dispatch: (name: string, input: unknown) => Promise<Result<unknown>>;
}

export type NewApplication = (environment: Environment) => DemoApplication;

/** One office of the demo: its open workspace, and the few things its officers do over and over. */
export class DemoOffice {
  readonly code: string;
  readonly folder: string;
  private readonly application: DemoApplication;
  private readonly desk: string;

  constructor(code: string, folder: string, desk: string, application: DemoApplication) {
    this.code = code;
    this.folder = folder;
    this.desk = desk;
    this.application = application;
  }

  /** A call that must succeed: a refusal here is a fault of the demo. */
  async call<N extends CoreCallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const result = await this.application.dispatch(name, input);
    if (result.ok) return result.value as CallOutput<N>;
    const details = (result.error.details ?? []).slice(0, 5).map((one) => `${one.record ?? ''} ${one.message}`);
    throw new Error(`demo: ${this.code} ${name}: ${result.error.code} ${result.error.message} ${details.join('; ')}`);
  }

  /** Takes rows in as an officer would, from a table that the units filled in. */
  async takeIn(register: string, rows: readonly RecordValues[], name: string): Promise<void> {
    if (rows.length === 0) return;
    const file = this.write(`${name}.csv`, tableText(register, rows));
    const { stage, counts } = await this.call('import.stage', { register, path: file });
    if (counts.bad > 0) {
      const bad = await this.call('import.rows', { stage, outcome: 'bad' });
      throw new Error(`demo: ${this.code} ${register}: ${JSON.stringify(bad.rows[0]?.problems)}`);
    }
    await this.call('import.apply', { stage });
  }

  /** Every live record of a register that a filter leaves, in the order of what identifies them, not of their random ids. */
  async records(register: string, filter: CallInput<'record.list'>['filter'] = {}): Promise<RecordRow[]> {
    const rows: RecordRow[] = [];
    let after: string | undefined;
    do {
      const page: CallOutput<'record.list'> = await this.call('record.list', { register, filter, after, limit: 1000 });
      rows.push(...page.rows);
      after = page.next ?? undefined;
    } while (after !== undefined);
    const key = registerById(register)!.naturalKeys[0]![0]!;
    return rows.sort((one, other) =>
      compare(String(one.values[key] ?? one.values.name), String(other.values[key] ?? other.values.name)),
    );
  }

  /** Writes a file onto this office's desk: a folder that is thrown away when the demo is done. */
  write(name: string, text: string): string {
    mkdirSync(this.desk, { recursive: true });
    const file = path.join(this.desk, name);
    writeFileSync(file, text);
    return file;
  }
}

/** Every package must have come so far: another outcome is a fault of the demo. */
export function requireOutcome(packages: readonly DeskPackage[], outcome: DeskPackage['outcome']): void {
  const other = packages.find((one) => one.outcome !== outcome);
  if (other) throw new Error(`demo: ${other.file}: ${other.outcome} ${JSON.stringify(other.problems)}`);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** A table as a spreadsheet program saves it: labels above, values as people read them. */
function tableText(register: string, rows: readonly RecordValues[]): string {
  const { fields } = registerById(register)!;
  const used = fields.filter((field) => rows.some((row) => row[field.key] !== undefined && row[field.key] !== null));
  const lines = [
    used.map((field) => field.label),
    ...rows.map((row) => used.map((field) => formatValue(field, row[field.key]))),
  ];
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
