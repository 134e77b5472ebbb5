import type { PlanIndicator } from '../../../shared/plan/plan.ts';
import { columnName } from '../../../shared/registers/column-name.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { needField } from './condition-sql.ts';

/**
 * Sees to it that indicators of large registers are counted along an index that holds all they ask for, so that no record is read.
 * Made the first time the figures of a large register are asked for, and kept.
 */
export function indexIndicators(ledger: Pick<Ledger, 'store'>, indicators: readonly PlanIndicator[]): void {
  for (const register of REGISTERS) {
    const { indexes } = ledger.store(register.id).lists;
    const counted = indicators.filter((indicator) => indicator.register === register.id);
    if (counted.length === 0 || !indexes.isLarge) continue;
    const fields = counted.flatMap((indicator) => [
      ...indicator.filter.map((condition) => condition.field),
      indicator.yearField ?? register.yearField,
      ...(indicator.aggregate === 'sum' && indicator.field ? [indicator.field] : []),
    ]);
    if (register.fields.some((field) => field.key === 'techField')) fields.push('techField');
    const columns = fields.map((field) => columnName(needField(register, field)));
    indexes.over(...new Set([...columns, 'owner', 'filing_state', 'natural_key']));
  }
}
