import { call } from '../../client/bridge.ts';
import { showError, showToast } from '../../parts/toast.ts';

/** Keeps a draft at home when the rest is filed. */
export async function holdBack(id: string): Promise<void> {
  try {
    const { held } = await call('filing.hold', { ids: [id] });
    if (held === 0) showToast('这条以前报送过，不能单独留下。改好错误，或写明警示的理由，再传出。');
    else
      showToast('已留作草稿，这次不报送', {
        action: { label: '撤销', run: () => void release(id) },
      });
  } catch (error) {
    showError(error);
  }
}

/** Lets a draft that was kept at home go with the next filing. */
export async function release(id: string): Promise<void> {
  try {
    await call('filing.release', { ids: [id] });
    showToast('已恢复，下次传出时一并报送');
  } catch (error) {
    showError(error);
  }
}
