import { call } from '../client/bridge.ts';
import { toOpen } from './show-file.ts';
import { showError, showToast } from './toast.ts';

/** How many records are printed at once. */
const AT_ONCE = 200;

/** Prints records as one PDF, each on sheets of its own, to where the officer says. A failure is told. */
export async function printRecords(ids: readonly string[]): Promise<void> {
  if (ids.length > AT_ONCE) {
    showToast(`一次最多打印 ${AT_ONCE} 条，这次选了 ${ids.length} 条，请分几次打印`);
    return;
  }
  try {
    const { html, title, footer } = await call('record.print', { ids: [...ids] });
    const suggestedName = `${title.replace(/[\p{Cc}<>:"/\\|?*]/gu, '_').slice(0, 80)}.pdf`;
    const { path } = await call('host.pick-save', {
      title: '打印为 PDF',
      suggestedName,
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    });
    if (!path) return;
    const written = await call('host.print-pdf', { html, footer, path: /\.pdf$/i.test(path) ? path : `${path}.pdf` });
    showToast(ids.length === 1 ? '已打印为 PDF' : `已把 ${ids.length} 条打印为一份 PDF`, {
      action: toOpen(written.path),
    });
  } catch (error) {
    showError(error);
  }
}
