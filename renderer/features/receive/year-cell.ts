import type { CallOutput } from '../../../shared/contract/contract.ts';
import { isLargeJump, jumpText } from '../../../shared/exchange/large-jump.ts';
import { findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { formatMoneyRounded } from '../../../shared/values/money.ts';
import type { Tone } from '../../parts/tone.ts';

export type YearBoard = CallOutput<'receive.year-board'>;
export type YearCell = YearBoard['cities'][number]['cells'][number];

interface CellState {
  readonly tone: Tone;
  readonly sign: string;
  readonly text: string;
}

/** Where an office stands in a period, in a word. */
export function cellState(cell: YearCell): CellState {
  const { state, toReview, returned } = cell;
  if (state === 'pending') return { tone: 'blue', sign: '', text: '待装入' };
  if (state === 'incomplete') return { tone: 'amber', sign: '!', text: '未到齐' };
  if (state === 'declined') return { tone: 'red', sign: '↩', text: '已拒收' };
  if (state === 'missing' && cell.takenBack) return { tone: 'grey', sign: '↩', text: '已撤回' };
  if (state === 'missing')
    return cell.timeliness.kind === 'overdue'
      ? { tone: 'red', sign: '!', text: '未报' }
      : { tone: 'grey', sign: '', text: '未报' };
  if (state === 'reviewing') return { tone: 'blue', sign: '', text: `待审 ${toReview}` };
  if (state === 'returned') return { tone: 'red', sign: '↩', text: `已退回 ${returned}` };
  if (state === 'accepted') return { tone: 'green', sign: '✓', text: '已通过' };
  return { tone: 'green', sign: '✓', text: '已收' };
}

export interface FigureLine {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly now: string;
  readonly before: string;
  readonly change: string;
  readonly jump: boolean;
}

/** Records and amounts of a filing, line by line, against the former one. Amounts in 万元. */
export function figureLines(figures: NonNullable<YearCell['figures']>): readonly FigureLine[] {
  return figures.flatMap(({ register: id, records, sums }) => {
    const register = registerById(id);
    const count = (value: number) => value.toLocaleString('zh-CN');
    const lines = [line(id, register?.label ?? id, '条', records, count, 'records')];
    for (const sum of sums) {
      if (sum.now === 0 && !sum.before) continue;
      const label = `　${register ? (findField(register, sum.field)?.label ?? sum.field) : sum.field}`;
      lines.push(line(`${id}.${sum.field}`, label, '万元', sum, (fen) => formatMoneyRounded(fen), 'money'));
    }
    return lines;
  });
}

function line(
  key: string,
  label: string,
  unit: string,
  { now, before }: { readonly now: number; readonly before: number | null },
  show: (value: number) => string,
  kind: 'records' | 'money',
): FigureLine {
  const differs = before !== null && before !== now;
  return {
    key,
    label,
    unit,
    now: show(now),
    before: before === null ? '—' : show(before),
    change: !differs ? (before === null ? '—' : '不变') : before === 0 ? '新增' : jumpText(before, now),
    jump: differs && isLargeJump(before, now, kind),
  };
}
