import type { RecordView } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { severityLabel } from '../badge.tsx';
import type { Tone } from '../tone.ts';

/** Something at one place of a record that waits for the officer. */
export interface Matter {
  readonly key: string;
  readonly kind: 'conflict' | 'comment' | 'error' | 'warning';
  readonly tone: Tone;
  readonly word: string;
  /** The field or table it stands at. */
  readonly place: string;
  readonly section: string;
  readonly label: string;
}

/** What waits at the fields and tables of a record, gravest first: conflicts, open comments and corrections, errors, 警示 without a reason. */
export function openMatters(record: RecordView, register: Register): readonly Matter[] {
  const places = [...register.fields, ...register.tables];
  const found: Matter[] = [];
  const add = (kind: Matter['kind'], tone: Tone, word: string, place: string | undefined | null) => {
    const at = places.find((one) => one.key === place);
    if (at)
      found.push({
        kind,
        key: `${kind} ${found.length}`,
        tone,
        word,
        place: at.key,
        section: at.section,
        label: at.label,
      });
  };
  for (const { table, field } of record.conflicts) add('conflict', 'violet', '冲突', table ?? field);
  for (const { field, state, correction } of record.comments) {
    if (state !== 'open') continue;
    if (correction) add('comment', 'violet', '更正', field);
    else add('comment', 'red', '意见', field);
  }
  for (const wanted of ['error', 'warning'] as const)
    for (const { severity, reason, table, field } of record.problems)
      if (severity === wanted && !reason)
        add(severity, severity === 'error' ? 'red' : 'amber', severityLabel(severity), table ?? field);
  return found;
}
