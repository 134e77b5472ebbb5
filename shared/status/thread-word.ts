import type { ThreadState } from './comment-thread.ts';
import { isCorrection } from './correction.ts';

const COMMENT = { open: '待答复', answered: '已答复', closed: '已关闭' } as const;
const CORRECTION = { open: '待确认', answered: '有异议', closed: '已了结' } as const;

/** Where the comment or the correction with this id stands, in a word. */
export function threadWord(thread: string, state: ThreadState): string {
  return (isCorrection(thread) ? CORRECTION : COMMENT)[state];
}
