import type { CellMark, CellMarkKind } from '../../../shared/contract/list-calls.ts';
import type { RecordRow } from '../../../shared/contract/shapes.ts';
import type { Tone } from '../../parts/tone.ts';
import type { WaitingCell } from './waiting-paste.ts';

/** One thing a cell says about itself: a sign for the eye, a word for the sign, and the reason. */
export interface CellSign {
  readonly kind: string;
  readonly sign: string;
  readonly word: string;
  readonly tone: Tone;
  readonly text: string;
}

const MARKS: Readonly<Record<CellMarkKind, Omit<CellSign, 'text' | 'kind'>>> = {
  conflict: { sign: '⇄', word: '冲突', tone: 'violet' },
  comment: { sign: '意', word: '意见', tone: 'red' },
  answered: { sign: '答', word: '意见已答复', tone: 'grey' },
  corrected: { sign: '更', word: '上级更正', tone: 'blue' },
  changed: { sign: '改', word: '报送后改过', tone: 'blue' },
};

/** Everything a cell says about itself, the gravest first. */
export function cellSigns(
  fault: RecordRow['faults'][string] | undefined,
  marks: readonly CellMark[] | undefined,
  waiting: WaitingCell | undefined,
): readonly CellSign[] {
  const signs: CellSign[] = [];
  if (waiting) signs.push({ kind: 'waiting', sign: '✕', word: '没有写入', tone: 'red', text: waiting.message });
  if (fault && !waiting) {
    const error = fault.severity === 'error';
    signs.push({
      kind: 'fault',
      sign: error ? '✕' : '!',
      word: error ? '错误' : '警示',
      tone: error ? 'red' : 'amber',
      text: fault.message,
    });
  }
  const seen = new Set<CellMarkKind>();
  for (const mark of marks ?? []) {
    if (seen.has(mark.kind)) continue;
    seen.add(mark.kind);
    const said = (marks ?? []).filter((one) => one.kind === mark.kind).map((one) => one.text);
    signs.push({ kind: mark.kind, ...MARKS[mark.kind], text: said.join('\n') });
  }
  return signs;
}
