import type { Field } from '../../../shared/registers/register.ts';
import { groupThousands, unscaleDecimal } from '../../../shared/values/decimal.ts';
import { formatMoneyRounded } from '../../../shared/values/money.ts';
import { countText } from '../../parts/amount.ts';
import { isNumeric } from '../../parts/field-look.ts';
import type { GridColumn } from './grid-columns.ts';
import type { CellRange } from './grid-selection.ts';
import type { Totals } from './use-range-totals.ts';

interface RangeFiguresProps {
  readonly columns: readonly GridColumn[];
  readonly range: CellRange;
  readonly totals: Totals;
}

/** What a spreadsheet says of a selection: lines, filled cells, and of numbers the sum and the average. */
export function RangeFigures({ columns, range, totals }: RangeFiguresProps) {
  const fields = columns.slice(range.left, range.right + 1).map((column) => column.field);
  const filled = fields.reduce((sum, field) => sum + (totals[field.key]?.filled ?? 0), 0);
  const numeric = fields.filter(isNumeric).slice(0, 3);
  return (
    <>
      <span>
        选中 {countText(range.bottom - range.top + 1)} 行，计数 {countText(filled)}
      </span>
      {numeric.map((field) => (
        <Figures key={field.key} field={field} totals={totals} named={numeric.length > 1} />
      ))}
    </>
  );
}

function Figures({
  field,
  totals,
  named,
}: {
  readonly field: Field;
  readonly totals: Totals;
  readonly named: boolean;
}) {
  const { filled, sum } = totals[field.key] ?? { filled: 0, sum: 0 };
  if (sum === null || filled === 0) return null;
  const label = named ? `${field.label} ` : '';
  const unit = field.type === 'money' ? ' 万元' : field.unit ? ` ${field.unit}` : '';
  return (
    <span>
      {label}求和 {numberText(field, sum)}
      {unit}，平均 {numberText(field, Math.round(sum / filled))}
      {unit}
    </span>
  );
}

/** A sum in the field's own form; averages are rounded to what the field can hold. */
function numberText(field: Field, value: number): string {
  if (field.type === 'money') return formatMoneyRounded(value);
  return groupThousands(unscaleDecimal(value, field.type === 'decimal' ? (field.scale ?? 0) : 0));
}
