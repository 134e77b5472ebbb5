import { codeLabel } from '../codes/code-tables.ts';
import type { Field } from '../registers/register.ts';
import { groupThousands, unscaleDecimal } from './decimal.ts';
import { type FieldValue, isEmptyValue } from './field-value.ts';
import { formatMoney, type MoneyUnit } from './money.ts';

/**
 * What people read for a stored value, in forms, lists and sheets; empty text for nothing. Parsing it again gives the value
 * back, so sheets can make the round.
 */
export function formatValue(field: Field, value: FieldValue | undefined, moneyUnit: MoneyUnit = '万元'): string {
  if (isEmptyValue(value)) return '';
  if (Array.isArray(value)) {
    return value.map((code) => (field.codeTable ? codeLabel(field.codeTable, code) : code)).join('、');
  }
  switch (field.type) {
    case 'code':
      return codeLabel(field.codeTable!, String(value));
    case 'money':
      return formatMoney(Number(value), moneyUnit);
    case 'decimal':
      return groupThousands(unscaleDecimal(Number(value), field.scale ?? 0));
    case 'integer':
      return groupThousands(String(value));
    case 'flag':
      return value === 1 ? '是' : '否';
    default:
      return String(value);
  }
}
