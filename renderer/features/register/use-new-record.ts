import { useCallback } from 'react';
import type { Register } from '../../../shared/registers/register.ts';
import { useNavigation } from '../../app/navigation.ts';
import { call } from '../../client/bridge.ts';
import { showError, showToast } from '../../parts/toast.ts';

/** Makes an empty record, opens it beside the list and puts the cursor into its first field. */
export function useNewRecord(register: Register): () => Promise<void> {
  const adjust = useNavigation((state) => state.adjust);
  return useCallback(async () => {
    try {
      const made = await call('record.create', { register: register.id, values: {} });
      adjust({ id: made.id, field: register.fields[0]?.key });
      showToast(`已新增一${register.measure}`, { undo: made.act });
    } catch (error) {
      showError(error);
    }
  }, [adjust, register]);
}
