import { call } from '../../client/bridge.ts';
import { toFolder } from '../show-file.ts';
import { showError, showToast } from '../toast.ts';
import type { EvidenceFile } from './evidence-file.ts';

/** Opens a copy of an evidence file with the system's own program; the kept file is never handed out. */
export async function openElsewhere(record: string, rowId: string): Promise<void> {
  try {
    const { path } = await call('evidence.copy', { id: record, rowId });
    await call('host.open-file', { path });
  } catch (error) {
    showError(error);
  }
}

/** Asks where to, and writes a copy of an evidence file there. */
export async function saveCopy(record: string, file: EvidenceFile): Promise<void> {
  try {
    const { path } = await call('host.pick-save', { title: '另存佐证材料', suggestedName: file.name });
    if (!path) return;
    await call('evidence.copy', { id: record, rowId: file.rowId, path });
    showToast('已另存一份', { action: toFolder(path) });
  } catch (error) {
    showError(error);
  }
}
