import { KEY_CHANGE_LABELS, type KeyChangeReason } from '../../shared/exchange/key-change.ts';

/** Why an office changed its keys, as it says itself; empty where it says nothing. */
export function keyReason(reason: KeyChangeReason | null): string {
  return reason === null ? '' : `对方写的原因：${KEY_CHANGE_LABELS[reason]}。`;
}
