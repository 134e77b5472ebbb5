import type { RecordView, Value, Values } from '../../../shared/contract/shapes.ts';
import { cityFields, type Field, type Register } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';

/** Where the merged record's value comes from. */
export type Source = 'survivor' | 'other' | 'typed';

export interface Choice {
  readonly source: Source;
  readonly value: Value;
}

export interface MergeLine {
  readonly field: Field;
  readonly unit: string;
  readonly survivor: string;
  readonly other: string;
  readonly differs: boolean;
  readonly choice: Choice;
}

/** The fields of two records with what the merge would take of each, those that both fill differently first; fields empty in both are left out. */
export function mergeLines(
  register: Register,
  survivor: RecordView,
  other: RecordView,
  chosen: Readonly<Record<string, Choice>>,
): readonly MergeLine[] {
  const lines = cityFields(register).flatMap((field) => {
    const [own, others] = [survivor.values[field.key] ?? null, other.values[field.key] ?? null];
    const [left, right] = [formatValue(field, own), formatValue(field, others)];
    const choice = chosen[field.key] ?? defaultChoice(own, others);
    if (left === '' && right === '' && choice.source !== 'typed') return [];
    const unit = field.type === 'money' ? '万元' : (field.unit ?? '');
    return [{ field, unit, survivor: left, other: right, differs: left !== right, choice }];
  });
  const contended = (line: MergeLine) => line.differs && line.survivor !== '' && line.other !== '';
  return [...lines.filter(contended), ...lines.filter((line) => !contended(line))];
}

function defaultChoice(own: Value, others: Value): Choice {
  return own === null && others !== null ? { source: 'other', value: others } : { source: 'survivor', value: own };
}

/** What the call is told: only what was chosen by hand; the rest follows the rule of the merge itself. */
export function chosenValues(chosen: Readonly<Record<string, Choice>>): Values {
  return Object.fromEntries(Object.entries(chosen).map(([key, choice]) => [key, choice.value]));
}
