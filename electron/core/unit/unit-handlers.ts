import type { Handlers } from '../dispatcher.ts';
import type { SessionOf } from '../session.ts';
import { recallUnits } from './known-units.ts';

/** Units the ledger knows. */
export function unitHandlers(session: SessionOf): Pick<Handlers, 'unit.recall'> {
  return { 'unit.recall': ({ text, limit }) => ({ units: recallUnits(session().workspace, text, limit) }) };
}
