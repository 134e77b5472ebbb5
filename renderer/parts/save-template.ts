import type { Register } from '../../shared/registers/register.ts';
import { call } from '../client/bridge.ts';
import { toFolder } from './show-file.ts';
import { showError, showToast } from './toast.ts';

/** The workbooks that are written here, for the system's dialogs. */
export const SHEET_FILES = [{ name: '电子表格', extensions: ['xlsx'] }];

/** Writes a register's blank workbook where the officer says, and says so. */
export async function saveTemplate(register: Register): Promise<void> {
  try {
    const { path } = await call('host.pick-save', {
      title: '存放模板',
      suggestedName: `${register.label}填报模板.xlsx`,
      filters: SHEET_FILES,
    });
    if (!path) return;
    await call('export.template', { register: register.id, path });
    showToast('模板已存好，可以发给各单位填写', { action: toFolder(path) });
  } catch (error) {
    showError(error);
  }
}
