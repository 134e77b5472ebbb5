import type { CallOutput } from '../../../shared/contract/contract.ts';
import { TODO_TARGETS, type Todo } from './todo-target.ts';

const NUMERALS = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 「第 2 季度还差四步」: how the period stands, in a few words. `todo` as the home page lists it. */
export function homeHeading(
  period: string,
  {
    todo,
    filed,
    daysLeft,
    beforeLedger,
  }: Pick<CallOutput<'overview.home'>, 'todo' | 'filed' | 'daysLeft' | 'beforeLedger'>,
): string {
  // After the filing everything listed is counted; before it only what stands in its way.
  const steps = filed ? todo.length : pressingSteps(todo);
  const number = NUMERALS[steps] ?? steps;
  if (filed) return steps > 0 ? `${period}已报送，还有${number}件事` : `${period}已经报送`;
  const opening = daysLeft < 0 && !beforeLedger ? `${period}已逾期，` : period;
  return steps > 0 ? `${opening}还差${number}步` : `${opening}可以报送`;
}

/** How many of the things to do must be done before the filing. */
export function pressingSteps(todo: readonly Todo[]): number {
  return todo.filter((item) => TODO_TARGETS[item.kind].pressing).length;
}

/** What stands between the ledger and its filing, as a sentence. */
export function filingSentence(todo: readonly Todo[]): string {
  if (todo.some((item) => item.kind === 'baseline')) return '装入下发包后才能传出';
  const count = (kind: Todo['kind']) => todo.find((item) => item.kind === kind)?.count ?? 0;
  const parts = [
    count('error') > 0 ? `改正 ${count('error')} 处错误` : '',
    count('warning') > 0 ? `说明 ${count('warning')} 处警示` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join('、')}后即可传出` : '没有错误，警示均已说明，可以传出';
}
