import type { WrittenPackage } from '../../../shared/contract/exchange-calls.ts';
import { call } from '../../client/bridge.ts';
import { showError } from '../../parts/toast.ts';

/** Where the printable cover sheet lies: beside the package, under its name; one for all its parts. */
export function coverPath(written: WrittenPackage): string {
  return `${written.file.replace(/(_part\d+of\d+)?\.tzb$/i, '')}-封面.pdf`;
}

/** Prints the cover sheet as a PDF beside the package. A failure is told, the package stands. */
export async function printCover(written: WrittenPackage): Promise<void> {
  try {
    await call('host.print-pdf', { html: written.coverHtml, path: coverPath(written) });
  } catch (error) {
    showError(error);
  }
}
