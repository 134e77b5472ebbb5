import type { CallInput } from '../../shared/contract/contract.ts';
import { call } from '../client/bridge.ts';
import { printSheet } from './print-sheet.ts';

/** Prints a paper (收件清单, 退件说明, 批复单) to a PDF. */
export function printPaper<N extends 'receive.list' | 'receive.return-note' | 'reply.sheet'>(
  name: N,
  input: CallInput<N>,
): Promise<void> {
  return printSheet(
    () => call(name, input),
    (title) => `${title}已打印为 PDF`,
  );
}
