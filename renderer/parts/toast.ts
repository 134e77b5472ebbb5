import { create } from 'zustand';
import { CallError, call } from '../client/bridge.ts';
import { errorCode } from './error-notice.tsx';

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly tone: 'done' | 'refused';
  readonly code?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface ToastStore {
  readonly toasts: readonly Toast[];
  readonly add: (toast: Omit<Toast, 'id'>) => void;
  readonly remove: (id: number) => void;
}

let last = 0;

/** What was just done or refused, shown for a while at the foot of the window. */
export const useToasts = create<ToastStore>()((set) => ({
  toasts: [],
  add: (toast) => {
    last += 1;
    const id = last;
    set((now) => ({ toasts: [...now.toasts.slice(-1), { ...toast, id }] }));
  },
  remove: (id) => set((now) => ({ toasts: now.toasts.filter((toast) => toast.id !== id) })),
}));

/** Says that something was done; with an action name, 撤销 takes exactly that act back. */
export function showToast(
  message: string,
  options: { readonly undo?: string; readonly action?: Toast['action'] } = {},
): void {
  const { undo, action } = options;
  const offered = undo ? { label: '撤销', run: () => void undoAct(undo) } : action;
  useToasts.getState().add({ message, tone: 'done', ...(offered ? { action: offered } : {}) });
}

/** Says that something was refused, with the sentence of the refusal. */
export function showError(error: unknown): void {
  const message = error instanceof CallError ? error.value.message : '操作没有完成，数据没有改动。';
  useToasts.getState().add({ message, tone: 'refused', code: errorCode(error) });
}

/** Takes an act back, or the last one, and says so. */
export async function undoAct(act?: string): Promise<void> {
  try {
    const undone = await call('act.undo', act ? { act } : {});
    const kept = undone.kept > 0 ? `，其中 ${undone.kept} 处后来又改过，保留现值` : '';
    showToast(`已撤销：${undone.label}${kept}`);
  } catch (error) {
    showError(error);
  }
}

/** Does again what was last taken back, and says so. */
export async function redoAct(): Promise<void> {
  try {
    const redone = await call('act.redo', {});
    showToast(`已重做：${redone.label}`);
  } catch (error) {
    showError(error);
  }
}
