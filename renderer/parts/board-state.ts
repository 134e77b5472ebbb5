import type { CallOutput } from '../../shared/contract/contract.ts';
import type { DeskPackage } from '../../shared/contract/receive-calls.ts';
import type { Tone } from './tone.ts';

export type BoardCity = CallOutput<'receive.board'>['cities'][number];

interface BoardState {
  readonly tone: Tone;
  readonly sign: string;
  readonly text: string;
}

/** Where a city stands in the round, in a word; a package waiting on the desk goes before what was taken earlier. */
export function boardState(city: BoardCity, waiting: readonly DeskPackage[] = []): BoardState {
  if (waiting.some((pack) => pack.outcome === 'declined')) return { tone: 'red', sign: '↩', text: '已拒收' };
  if (waiting.some((pack) => pack.keyState !== 'confirmed' && pack.keyState !== 'none')) {
    return { tone: 'amber', sign: '?', text: '密钥待确认' };
  }
  if (waiting.length > 0 && waiting.every((pack) => pack.outcome === 'held'))
    return { tone: 'amber', sign: '…', text: '暂存' };
  if (waiting.length > 0)
    return { tone: 'blue', sign: '', text: waiting.length > 1 ? `待装入 ${waiting.length} 个` : '待装入' };
  if (city.partsMissing !== null) return { tone: 'amber', sign: '!', text: city.partsMissing };
  if (city.state === 'pending') return { tone: 'blue', sign: '', text: '待装入' };
  if (city.state === 'missing' && city.takenBack) return { tone: 'amber', sign: '↩', text: '已撤回' };
  if (city.state === 'missing')
    return city.late ? { tone: 'red', sign: '!', text: '逾期未报' } : { tone: 'grey', sign: '', text: '未报' };
  if (city.toReview > 0) return { tone: 'blue', sign: '', text: `待审 ${city.toReview}` };
  if (city.returned > 0) return { tone: 'red', sign: '↩', text: `退回 ${city.returned}` };
  if (city.replyDue) return { tone: 'amber', sign: '!', text: '待批复' };
  if (city.state === 'accepted') return { tone: 'green', sign: '✓', text: '已批复' };
  return { tone: 'green', sign: '✓', text: '已收' };
}
