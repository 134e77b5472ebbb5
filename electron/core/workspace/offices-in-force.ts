import type { Office, OfficeEntry } from '../../../shared/office/office.ts';
import type { OfficeTree } from '../../../shared/office/office-tree.ts';
import { OFFICES } from '../../../shared/office/offices.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { Settings } from './settings.ts';

/** The office tree that a workspace works under: as shipped, with what it was told or set itself; a superior's word comes last. */
export function officesInForce(settings: Settings): OfficeTree {
  const sent = settings.get('baseline');
  const baseline = sent ? (JSON.parse(sent) as { offices: readonly OfficeEntry[] }).offices : [];
  return OFFICES.with(knownEntries(settings)).with(baseline);
}

/** The offices that file here: those of the plan at the province, and those that this office enrolled. */
export function subordinatesInForce(settings: Settings, offices: OfficeTree, office: Office, plan: Plan): Office[] {
  const planned = office.superior === null ? plan.reportingOffices : [];
  return [...new Set([...planned, ...enrolled(settings)])].flatMap((code) => offices.find(code) ?? []);
}

/** Codes of the offices that this one enrolled in its settings. */
export function enrolled(settings: Settings): readonly string[] {
  return JSON.parse(settings.get('subordinates') ?? '[]') as string[];
}

/** Remembers offices that the shipped tree lacks; a later word on the same code takes the place of the former. */
export function rememberOffices(settings: Settings, entries: readonly OfficeEntry[]): void {
  if (entries.length === 0) return;
  const known = new Map([...knownEntries(settings), ...entries].map((entry) => [entry.code, entry]));
  settings.set('offices', JSON.stringify([...known.values()]));
}

/** The offices among these that the shipped tree lacks or names otherwise: what a package tells of them. */
export function unshipped(offices: readonly Office[]): OfficeEntry[] {
  return offices
    .filter(({ code, name }) => OFFICES.find(code)?.name !== name)
    .map(({ code, name, superior }) => ({ code, name, superior }));
}

function knownEntries(settings: Settings): readonly OfficeEntry[] {
  return JSON.parse(settings.get('offices') ?? '[]') as OfficeEntry[];
}
