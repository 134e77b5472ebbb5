import type { CallInput, CallOutput } from '../../../shared/contract/contract.ts';
import { call } from '../../client/bridge.ts';
import { showError, showToast } from '../../parts/toast.ts';

export type PlanShown = CallOutput<'plan.show'>;
type Change = 'plan.set-due' | 'plan.set-frequency' | 'plan.set-city-targets';

/** Sets something of the plan and says so; 撤销 sets what was there before. */
export async function changePlan<N extends Change>(
  name: N,
  next: CallInput<N>,
  former: CallInput<N>,
  message: string,
): Promise<void> {
  try {
    await call(name, next);
    showToast(message, {
      action: { label: '撤销', run: () => void call(name, former).then(() => showToast('已撤销。'), showError) },
    });
  } catch (error) {
    showError(error);
  }
}
