import type { NewsKind } from '../../../shared/contract/filing-calls.ts';

/** A number of the filing desk: a kind of news in a register. */
export interface LookedAt {
  readonly register: string;
  readonly kind: NewsKind;
}

/** In the order of their columns. */
export const NEWS_KINDS: readonly { readonly kind: NewsKind; readonly label: string }[] = [
  { kind: 'added', label: '新增' },
  { kind: 'changed', label: '修改' },
  { kind: 'withdrawn', label: '撤回' },
  { kind: 'unchanged', label: '未变' },
  { kind: 'held', label: '暂不报' },
];
