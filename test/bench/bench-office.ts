import { createApplication } from '../../electron/core/application.ts';
import type { Environment } from '../../electron/core/environment.ts';
import type { CallInput, CallOutput, CoreCallName } from '../../shared/contract/contract.ts';

/** The core as the window drives it; a refusal ends the bench. */
export function benchOffice(environment: Environment) {
  const application = createApplication(environment, { onEvent: () => {} });
  const call = async <N extends CoreCallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const result = await application.dispatch(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.message}`);
    return result.value as CallOutput<N>;
  };
  return { application, call };
}
