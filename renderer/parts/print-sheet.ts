import type { CallOutput } from '../../shared/contract/contract.ts';
import { call } from '../client/bridge.ts';
import { toOpen } from './show-file.ts';
import { showError, showToast } from './toast.ts';

/** Prints a sheet to a PDF where the officer says; `told` of its title then says so. A failure is told. */
export async function printSheet(
  sheet: () => Promise<CallOutput<'record.print'>>,
  told: (title: string) => string,
): Promise<void> {
  try {
    const { html, title, footer } = await sheet();
    const suggestedName = `${title.replace(/[\p{Cc}<>:"/\\|?*]/gu, '_').slice(0, 80)}.pdf`;
    const { path } = await call('host.pick-save', {
      title: '打印为 PDF',
      suggestedName,
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    });
    if (!path) return;
    const written = await call('host.print-pdf', { html, footer, path: /\.pdf$/i.test(path) ? path : `${path}.pdf` });
    showToast(told(title), { action: toOpen(written.path) });
  } catch (error) {
    showError(error);
  }
}
