import { codeChoices } from '../../../../shared/codes/code-tables.ts';
import type { Field } from '../../../../shared/registers/register.ts';
import { type FieldValue, isEmptyValue } from '../../../../shared/values/field-value.ts';
import { formatValue } from '../../../../shared/values/format-value.ts';
import { moneyAsNumber } from '../../../../shared/values/money.ts';
import type { CellInput, CellStyle, ColumnSpec } from '../../spreadsheet/sheet-spec.ts';

/** Heading of a field in sheets: its label, with the unit of amounts and measures. */
export function fieldHeading(field: Field): string {
  const unit = field.type === 'money' ? '万元' : field.unit;
  return unit ? `${field.label}（${unit}）` : field.label;
}

function fieldStyle(field: Field): CellStyle {
  switch (field.type) {
    case 'money':
      return 'money';
    case 'decimal':
      return (['integer', 'decimal1', 'decimal2', 'decimal3', 'decimal4'] as const)[field.scale ?? 0] ?? 'plain';
    case 'year':
    case 'integer':
      return 'integer';
    case 'date':
      // A partial date stays text, so that no program makes a day of it.
      return field.partial ? 'text' : 'date';
    case 'long-text':
      return 'long';
    default:
      return 'text';
  }
}

function fieldWidth(field: Field): number {
  const heading = [...fieldHeading(field)].length * 2 + 2;
  const content =
    field.type === 'long-text'
      ? 40
      : field.type === 'text'
        ? Math.min(36, Math.max(14, (field.maxLength ?? 20) / 4))
        : 14;
  return Math.min(44, Math.max(content, Math.min(heading, 24), field.identifier ? 22 : 0));
}

/** Labels to choose from; a label that several items share is written with what tells them apart. */
export function fieldChoices(field: Field, owner?: string): readonly string[] {
  if (field.type === 'flag') return ['是', '否'];
  if (!field.codeTable) return [];
  const parent = field.within === 'owner' ? owner : undefined;
  const items = codeChoices(field.codeTable, parent);
  const labels = (items.length > 0 ? items : codeChoices(field.codeTable)).map((item) => item.label);
  return [...new Set(labels)];
}

const SHAPES: Partial<Record<Field['type'], string>> = {
  money: '填万元数，可带小数。',
  flag: '填“是”或“否”。',
  year: '填四位年份，例如 2020。',
  integer: '填整数。',
  codes: '可填多项，用顿号分开。',
};

/** What an officer should know to fill the field; empty when the heading says it all. */
export function fieldNote(field: Field): string {
  const lines: string[] = [];
  if (field.required === 'always') lines.push('必填。');
  if (field.help) lines.push(field.help);
  const shape =
    field.type === 'date'
      ? field.partial
        ? '写成 2020-03-05，也可只写到年或月。'
        : '写成 2020-03-05。'
      : SHAPES[field.type];
  if (shape) lines.push(shape);
  if (field.maxLength !== undefined && field.type === 'long-text') lines.push(`最多 ${field.maxLength} 字。`);
  if (field.authority === 'province') lines.push('由省厅填写。');
  return lines.join('\n');
}

/** The column of a field, for exports and templates alike; `owner` narrows its choices. */
export function fieldColumn(field: Field, owner?: string): ColumnSpec {
  const note = fieldNote(field);
  const choices = field.type === 'codes' ? [] : fieldChoices(field, owner);
  return {
    heading: fieldHeading(field),
    style: fieldStyle(field),
    width: fieldWidth(field),
    required: field.required === 'always',
    ...(choices.length > 0 ? { choices } : {}),
    ...(note ? { note } : {}),
  };
}

/** A stored value as a cell that reads back as the same value. */
export function fieldCell(field: Field, value: FieldValue | undefined, within?: string): CellInput {
  if (isEmptyValue(value)) return null;
  switch (field.type) {
    case 'money':
      return moneyAsNumber(Number(value));
    case 'decimal':
      return Number(value) / 10 ** (field.scale ?? 0);
    case 'year':
    case 'integer':
      return Number(value);
    default:
      return codeText(field, value, within);
  }
}

/** The label, or the code itself where the label alone would not tell which item is meant. */
function codeText(field: Field, value: FieldValue, within?: string): string {
  const text = formatValue(field, value);
  if (field.type !== 'code' || !field.codeTable) return text;
  const shared = codeChoices(field.codeTable).filter((item) => item.label === text);
  const tellsApart =
    field.within === 'owner' &&
    within !== undefined &&
    shared.some((item) => item.code === value && item.parent === within);
  return shared.length > 1 && !tellsApart ? String(value) : text;
}

/** Codes of a column that are kept with their text: more than any code table has. */
const MOST_KNOWN = 5000;

/** Writes the cells of one field, as {@link fieldCell}; a code's label is looked up once. */
export function cellWriter(field: Field): (value: FieldValue | undefined, within: string) => CellInput {
  if (field.type !== 'code') return (value, within) => fieldCell(field, value, within);
  const known = new Map<string, CellInput>();
  let office = '';
  return (value, within) => {
    if (within !== office || known.size > MOST_KNOWN) known.clear();
    office = within;
    const code = String(value ?? '');
    let cell = known.get(code);
    if (cell === undefined) {
      cell = fieldCell(field, value, within);
      known.set(code, cell);
    }
    return cell;
  };
}
