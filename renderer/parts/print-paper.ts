import type { CallInput } from '../../shared/contract/contract.ts';
import { call } from '../client/bridge.ts';
import { toOpen } from './show-file.ts';
import { showError, showToast } from './toast.ts';

/** Prints a paper (收件清单, 退件说明, 批复单) to a PDF where the officer says. A failure is told. */
export async function printPaper<N extends 'receive.list' | 'receive.return-note' | 'reply.sheet'>(
  name: N,
  input: CallInput<N>,
): Promise<void> {
  try {
    const { html, title, footer } = await call(name, input);
    const { path } = await call('host.pick-save', {
      title: '打印为 PDF',
      suggestedName: `${title}.pdf`,
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    });
    if (!path) return;
    const written = await call('host.print-pdf', { html, footer, path: /\.pdf$/i.test(path) ? path : `${path}.pdf` });
    showToast(`${title}已打印为 PDF`, { action: toOpen(written.path) });
  } catch (error) {
    showError(error);
  }
}
