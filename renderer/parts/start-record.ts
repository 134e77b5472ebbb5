import type { Register } from '../../shared/registers/register.ts';
import type { PageParams } from '../app/navigation.ts';
import { call } from '../client/bridge.ts';
import { showError, showToast } from './toast.ts';

/** Makes an empty record and shows it with the cursor in its first field. */
export async function startRecord(register: Register, show: (params: PageParams) => void): Promise<void> {
  try {
    const made = await call('record.create', { register: register.id, values: {} });
    show({ register: register.id, id: made.id, field: register.fields[0]?.key });
    showToast(`已新增一${register.measure}`, { undo: made.act });
  } catch (error) {
    showError(error);
  }
}
