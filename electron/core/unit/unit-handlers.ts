import type { Handlers } from '../dispatcher.ts';
import type { SessionOf } from '../session.ts';
import { recallUnits } from './known-units.ts';
import { unitDetails } from './unit-details.ts';

/** Units the ledger knows. */
export function unitHandlers(session: SessionOf): Pick<Handlers, 'unit.recall' | 'unit.details'> {
  return {
    'unit.recall': ({ text, limit }) => ({ units: recallUnits(session().workspace, text, limit) }),
    'unit.details'({ register, code }) {
      const { workspace, ledger } = session();
      return { values: unitDetails(workspace, ledger.store(register).register, code) };
    },
  };
}
