import { useCallback, useState } from 'react';
import type { Change } from '../../../shared/contract/record-calls.ts';
import { CallError, call } from '../../client/bridge.ts';

export interface Saver {
  /** Writes changes of the record at once; answers the sentence of a refusal, or null when it is saved. */
  readonly save: (changes: readonly Change[]) => Promise<string | null>;
  readonly state: 'idle' | 'saving' | 'saved' | 'refused';
  /** `09:32`, when last saved here. */
  readonly savedAt: string | null;
}

/** Saves a record as one goes and knows how it went. */
export function useSaver(id: string): Saver {
  const [state, setState] = useState<Saver['state']>('idle');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const save = useCallback(
    async (changes: readonly Change[]) => {
      setState('saving');
      try {
        await call('record.edit', { id, changes: [...changes] });
        setSavedAt(new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false }));
        setState('saved');
        return null;
      } catch (error) {
        setState('refused');
        if (error instanceof CallError) return error.value.details?.[0]?.message ?? error.value.message;
        return '没有保存，请再试一次。';
      }
    },
    [id],
  );
  return { save, state, savedAt };
}
