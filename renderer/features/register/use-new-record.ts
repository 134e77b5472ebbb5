import { useCallback } from 'react';
import type { Register } from '../../../shared/registers/register.ts';
import { useNavigation } from '../../app/navigation.ts';
import { startRecord } from '../../parts/start-record.ts';

/** Makes an empty record, opens it beside the list and puts the cursor into its first field. */
export function useNewRecord(register: Register): () => Promise<void> {
  const adjust = useNavigation((state) => state.adjust);
  return useCallback(() => startRecord(register, adjust), [adjust, register]);
}
