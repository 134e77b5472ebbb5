import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import type { Field, Register, UnitFields } from '../../../shared/registers/register.ts';
import { call } from '../../client/bridge.ts';
import { matchingChoices } from '../../parts/code-choices.ts';
import type { ListedChoice } from './choice-list.tsx';

export type KnownUnit = CallOutput<'unit.recall'>['units'][number];

export const SEPARATOR = /[、,，;；]/;

/** The part of a list of codes that is being written: what follows the last separator. */
export function lastPart(field: Field, text: string): string {
  return field.type === 'codes' ? (text.split(SEPARATOR).at(-1) ?? '') : text;
}

/** What a list of codes reads with one more, or one less, in place of the part being written. */
export function withPicked(field: Field, text: string, label: string): string {
  if (field.type !== 'codes') return label;
  const before = text
    .split(SEPARATOR)
    .slice(0, -1)
    .map((part) => part.trim());
  return before.includes(label)
    ? before
        .filter((part) => part !== label)
        .map((part) => `${part}、`)
        .join('')
    : [...before, label].map((part) => `${part}、`).join('');
}

/** The unit whose name or code a field holds; undefined for other fields. */
export function unitOf(register: Register, field: Field): UnitFields | undefined {
  return register.units.find((unit) => !unit.table && (unit.name === field.key || unit.code === field.key));
}

const RECALL_PAUSE = 90;

export interface CellChoices {
  readonly listed: readonly ListedChoice[];
  readonly units: readonly KnownUnit[];
}

/** What can be chosen for a text being written: entries of the code table, or units the ledger knows already. */
export function useCellChoices(
  register: Register,
  field: Field,
  row: RecordRow | undefined,
  /** Nothing is listed without a text; an untouched one narrows nothing. */
  written: { readonly text: string | null; readonly untouched: boolean },
): CellChoices {
  const { text, untouched } = written;
  const unit = unitOf(register, field);
  const [units, setUnits] = useState<readonly KnownUnit[]>([]);
  const wanted = unit && !untouched && text?.trim() ? text.trim() : null;
  useEffect(() => {
    setUnits([]);
    if (wanted === null) return;
    let asked = true;
    const timer = setTimeout(() => {
      call('unit.recall', { text: wanted, limit: 30 }).then(
        (found) => {
          if (asked) setUnits(found.units);
        },
        () => undefined,
      );
    }, RECALL_PAUSE);
    return () => {
      asked = false;
      clearTimeout(timer);
    };
  }, [wanted]);

  if (text === null) return { listed: [], units: [] };
  if (unit) {
    return {
      units,
      listed: units.map((one) => ({ key: `${one.name} ${one.code}`, label: one.name, detail: one.code })),
    };
  }
  const parent = field.within === 'owner' ? row?.owner : field.within ? row?.values[field.within] : undefined;
  const taken = field.type === 'codes' ? text.split(SEPARATOR).map((part) => part.trim()) : [];
  const listed = matchingChoices(
    field,
    untouched ? '' : lastPart(field, text).trim(),
    typeof parent === 'string' ? parent : undefined,
  ).map((choice) => ({
    key: choice.code,
    label: choice.label,
    ...(field.type === 'codes' ? { ticked: taken.includes(choice.label) } : {}),
  }));
  return { listed, units: [] };
}
