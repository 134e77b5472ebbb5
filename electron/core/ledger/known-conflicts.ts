import type { CausalRecord } from '../../../shared/merge/causal-record.ts';
import { conflictsOf, type FieldConflict } from '../../../shared/merge/conflicts-of.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { isKnownField } from '../../../shared/registers/unknown-fields.ts';

/**
 * The conflicts that somebody can settle here. Those of fields that only a newer version knows stay as they are: both values are
 * kept and travel on, and who can read them settles them.
 */
export function knownConflicts(register: Register, record: CausalRecord): readonly FieldConflict[] {
  return conflictsOf(record).filter((one) => isKnownField(register, one.field, one.table));
}
