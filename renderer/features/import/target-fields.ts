import type { StagedSheet } from '../../../shared/contract/sheet-calls.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { targetOf } from '../../../shared/registers/sheet-target.ts';

type Target = Pick<StagedSheet, 'register' | 'table'>;

function targetOfSheet({ register, table }: Target) {
  const declared = registerById(register);
  return declared && targetOf(declared, table ?? undefined);
}

/** Everything a column of the sheet can feed. */
export function fieldsOf(staged: Target): readonly Field[] {
  return targetOfSheet(staged)?.fields ?? [];
}

/** The fields that the sheet's columns feed, in the sheet's order, and the one that names a row. */
export function fedFields(staged: StagedSheet): { readonly fields: readonly Field[]; readonly titleField: string } {
  const target = targetOfSheet(staged);
  const fields = staged.columns.flatMap(({ field }) => target?.fields.find((one) => one.key === field) ?? []);
  return { fields, titleField: target?.titleField ?? '' };
}
