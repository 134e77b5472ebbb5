import type { Condition, RecordFilter, RecordState } from '../../../shared/contract/shapes.ts';
import { type Field, findField, type Register } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import type { PageParams } from '../../app/navigation.ts';
import { stateLabel } from '../../parts/badge.tsx';
import { officeName } from '../../parts/office-name.ts';

export const STATES: readonly RecordState[] = ['draft', 'submitted', 'accepted', 'returned', 'withdrawn'];

/** Whether a filter narrows anything. */
export function hasFilter(filter: RecordFilter): boolean {
  return Object.values(filter).some((part) => part !== undefined && !(Array.isArray(part) && part.length === 0));
}

const OPERATOR_WORDS: Readonly<Record<Condition['operator'], string>> = {
  is: '：',
  in: '：',
  contains: ' 含 ',
  empty: ' 未填',
  filled: ' 已填',
  atLeast: ' ≥ ',
  atMost: ' ≤ ',
};

/** A condition as its chip says it: 计划类别：重大科技创新工程. */
export function conditionText(register: Register, condition: Condition): string {
  const field = findField(register, condition.field);
  const label = field?.label ?? condition.field;
  const word = OPERATOR_WORDS[condition.operator];
  if (condition.operator === 'empty' || condition.operator === 'filled') return `${label}${word}`;
  const value = condition.value ?? null;
  const shown = !field ? String(value ?? '') : valuesText(field, Array.isArray(value) ? value : [value]);
  return `${label}${word}${shown}`;
}

/** More values than these are only counted. */
const NAMED_VALUES = 3;

function valuesText(field: Field, values: readonly (string | number | null)[]): string {
  const text = (one: string | number | null) => {
    if (one === '') return '未填';
    if (field.type === 'codes') return formatValue(field, [String(one)]);
    return formatValue(field, field.type === 'flag' ? Number(one) : one);
  };
  const named = values.slice(0, NAMED_VALUES).map(text).join('、');
  return values.length > NAMED_VALUES ? `${named}等 ${values.length} 种` : named;
}

export interface Chip {
  readonly key: string;
  readonly text: string;
  readonly without: RecordFilter;
}

function spanText(register: Register, lower: Condition, upper: Condition): string {
  const field = findField(register, lower.field);
  if (!field) return lower.field;
  return `${field.label} ${formatValue(field, lower.value ?? null)} 至 ${formatValue(field, upper.value ?? null)}`;
}

/** The chips of a filter; each carries the filter without itself. */
export function filterChips(register: Register, filter: RecordFilter): readonly Chip[] {
  const chips: Chip[] = [];
  if (filter.states?.length) {
    const { states, ...without } = filter;
    chips.push({ key: 'states', text: `状态：${states.map(stateLabel).join('、')}`, without });
  }
  if (filter.owners?.length) {
    const { owners, ...without } = filter;
    chips.push({ key: 'owners', text: `单位：${owners.map(officeName).join('、')}`, without });
  }
  if (filter.changed) {
    const { changed: _, ...without } = filter;
    chips.push({ key: 'changed', text: '报送后有改动', without });
  }
  if (filter.conflicted) {
    const { conflicted: _, ...without } = filter;
    chips.push({ key: 'conflicted', text: '有冲突', without });
  }
  if (filter.problem) {
    const { problem, ...without } = filter;
    chips.push({ key: 'problem', text: problem === 'error' ? '有错误' : '有待说明的警示', without });
  }
  if (filter.ids) {
    const { ids, ...without } = filter;
    chips.push({ key: 'ids', text: `指定的 ${ids.length} 条`, without });
  }
  const all = filter.conditions ?? [];
  for (const [index, condition] of all.entries()) {
    const upper = all.find((one) => one.field === condition.field && one.operator === 'atMost');
    const lower = all.find((one) => one.field === condition.field && one.operator === 'atLeast');
    // Both ends of a span are one chip.
    if (condition === upper && lower) continue;
    const span = condition === lower && upper;
    const conditions = all.filter((one, at) => at !== index && !(span && one === upper));
    chips.push({
      key: `condition-${index}`,
      text: span ? spanText(register, condition, upper) : conditionText(register, condition),
      without: { ...filter, conditions: conditions.length > 0 ? conditions : undefined },
    });
  }
  return chips;
}

/**
 * The filter that a link asks for through the params `states`, `owner`, `problem`, `changed`, `conflicted`, `ids` and
 * `search`, as text; null when it asks for none.
 */
export function filterFromParams(params: PageParams): string | null {
  const filter: Record<string, unknown> = {};
  if (params.states) filter.states = params.states.split(',');
  if (params.owner) filter.owners = params.owner.split(',');
  if (params.problem) filter.problem = params.problem;
  if (params.changed) filter.changed = true;
  if (params.conflicted) filter.conflicted = true;
  if (params.ids) filter.ids = params.ids.split(',');
  if (params.search) filter.search = params.search;
  return Object.keys(filter).length > 0 ? JSON.stringify(filter) : null;
}
