import { call } from '../client/bridge.ts';
import { printSheet } from './print-sheet.ts';
import { showToast } from './toast.ts';

/** How many records are printed at once. */
const AT_ONCE = 200;

/** Prints records as one PDF, each on sheets of its own. */
export async function printRecords(ids: readonly string[]): Promise<void> {
  if (ids.length > AT_ONCE) {
    showToast(`一次最多打印 ${AT_ONCE} 条，这次选了 ${ids.length} 条，请分几次打印`);
    return;
  }
  await printSheet(
    () => call('record.print', { ids: [...ids] }),
    () => (ids.length === 1 ? '已打印为 PDF' : `已把 ${ids.length} 条打印为一份 PDF`),
  );
}
