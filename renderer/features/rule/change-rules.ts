import type { CallInput } from '../../../shared/contract/contract.ts';
import { call } from '../../client/bridge.ts';
import { showError, showToast } from '../../parts/toast.ts';

/** Says what the province changed and lets it be taken back. */
export async function changeRules(change: CallInput<'rule.change'>, said: string): Promise<boolean> {
  try {
    const { former } = await call('rule.change', change);
    const undo = () => {
      call('rule.restore', { settings: former }).then(() => showToast('规则已恢复原样'), showError);
    };
    showToast(`${said}，随下一个下发包到各市`, { action: { label: '撤销', run: undo } });
    return true;
  } catch (error) {
    showError(error);
    return false;
  }
}
