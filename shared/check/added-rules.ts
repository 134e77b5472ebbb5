import { type Field, findField } from '../registers/register.ts';
import { registerById } from '../registers/registers.ts';
import { type FieldValue, isEmptyValue, type RecordValues } from '../values/field-value.ts';
import { isPartialDate, isSurelyBefore } from '../values/partial-date.ts';
import { codePointLength } from '../values/text.ts';
import type { Rule } from './rule.ts';
import type { AddedRule } from './rule-setting.ts';

/** What an added rule is compared with: nothing, a value, two of them, a number of characters, another field, a shape. */
export type Operand = 'none' | 'value' | 'range' | 'length' | 'field' | 'pattern';

export interface Comparison {
  readonly id: string;
  /** Reads after the field's name: 总经费 | 小于 | 10. */
  readonly label: string;
  readonly operand: Operand;
  /** Kinds of field it makes sense for. */
  readonly takes: (field: Field) => boolean;
  readonly broken: (value: FieldValue | undefined, rule: AddedRule, values: RecordValues) => boolean;
}

/** Shapes that a province may ask for; each matched against the whole text in time that grows with its length alone. */
export const PATTERNS: readonly { readonly id: string; readonly label: string; readonly test: RegExp }[] = [
  { id: 'digits', label: '只有数字', test: /^\d+$/ },
  { id: 'letters-digits', label: '只有字母和数字', test: /^[A-Za-z0-9]+$/ },
  { id: 'chinese', label: '只有汉字和间隔号', test: /^[\p{Script=Han}·]+$/u },
  { id: 'document-number', label: '发文字号，如 鲁科字〔2019〕128号', test: /^[\p{Script=Han}]+〔\d{4}〕\d+号$/u },
  { id: 'mobile', label: '手机号码', test: /^1\d{10}$/ },
  { id: 'no-blank', label: '中间没有空格', test: /^\S+$/ },
];

const isOrdered = (field: Field) => ['integer', 'money', 'decimal', 'year', 'date'].includes(field.type);
const isText = (field: Field) => ['text', 'long-text', 'identifier'].includes(field.type);
const isSingle = (field: Field) => field.type !== 'codes';

/** The comparisons an added rule may make. The problem is raised where the comparison is true. */
export const COMPARISONS: readonly Comparison[] = [
  { id: 'empty', label: '没有填', operand: 'none', takes: () => true, broken: (value) => isEmptyValue(value) },
  { id: 'filled', label: '填了内容', operand: 'none', takes: () => true, broken: (value) => !isEmptyValue(value) },
  {
    id: 'less',
    label: '小于（早于）',
    operand: 'value',
    takes: isOrdered,
    broken: (value, rule) => before(value, rule.values[0]),
  },
  {
    id: 'greater',
    label: '大于（晚于）',
    operand: 'value',
    takes: isOrdered,
    broken: (value, rule) => before(rule.values[0], value),
  },
  {
    id: 'equal',
    label: '等于',
    operand: 'value',
    takes: () => true,
    broken: (value, rule) => holds(value, rule.values[0]),
  },
  {
    id: 'not-equal',
    label: '不等于',
    operand: 'value',
    takes: () => true,
    broken: (value, rule) => !isEmptyValue(value) && !holds(value, rule.values[0]),
  },
  {
    id: 'outside',
    label: '不在两者之间',
    operand: 'range',
    takes: isOrdered,
    broken: (value, rule) => before(value, rule.values[0]) || before(rule.values[1], value),
  },
  {
    id: 'between',
    label: '在两者之间',
    operand: 'range',
    takes: isOrdered,
    broken: (value, rule) => !isEmptyValue(value) && !before(value, rule.values[0]) && !before(rule.values[1], value),
  },
  {
    id: 'less-than-field',
    label: '小于（早于）另一项',
    operand: 'field',
    takes: isOrdered,
    broken: (value, rule, values) => before(value, values[rule.other ?? '']),
  },
  {
    id: 'greater-than-field',
    label: '大于（晚于）另一项',
    operand: 'field',
    takes: isOrdered,
    broken: (value, rule, values) => before(values[rule.other ?? ''], value),
  },
  {
    id: 'same-as-field',
    label: '与另一项相同',
    operand: 'field',
    takes: isSingle,
    broken: (value, rule, values) => !isEmptyValue(value) && value === values[rule.other ?? ''],
  },
  {
    id: 'differs-from-field',
    label: '与另一项不同',
    operand: 'field',
    takes: isSingle,
    broken: (value, rule, values) =>
      !isEmptyValue(value) && !isEmptyValue(values[rule.other ?? '']) && value !== values[rule.other ?? ''],
  },
  {
    id: 'shorter',
    label: '字数少于',
    operand: 'length',
    takes: isText,
    broken: (value, rule) => typeof value === 'string' && value !== '' && codePointLength(value) < bound(rule),
  },
  {
    id: 'longer',
    label: '字数多于',
    operand: 'length',
    takes: isText,
    broken: (value, rule) => typeof value === 'string' && codePointLength(value) > bound(rule),
  },
  {
    id: 'off-pattern',
    label: '不符合格式',
    operand: 'pattern',
    takes: isText,
    broken: (value, rule) => {
      const pattern = PATTERNS.find((one) => one.id === rule.values[0]);
      return pattern !== undefined && typeof value === 'string' && value !== '' && !pattern.test.test(value);
    },
  },
];

/** Whether both are filled and the first is surely the smaller, or the earlier date. */
function before(first: FieldValue | undefined, second: FieldValue | undefined): boolean {
  if (typeof first === 'number' && typeof second === 'number') return first < second;
  if (typeof first !== 'string' || typeof second !== 'string') return false;
  return isPartialDate(first) && isPartialDate(second) && isSurelyBefore(first, second);
}

function holds(value: FieldValue | undefined, wanted: FieldValue | undefined): boolean {
  if (isEmptyValue(wanted)) return false;
  return Array.isArray(value) ? value.includes(String(wanted)) : value === wanted;
}

function bound(rule: AddedRule): number {
  return Number(rule.values[0] ?? 0);
}

/** The comparison an added rule makes; undefined where this version does not know it, or not for its field. */
export function comparisonOf(rule: AddedRule): Comparison | undefined {
  const register = registerById(rule.register);
  const field = register && findField(register, rule.field);
  if (!register || !field) return undefined;
  const comparison = COMPARISONS.find((one) => one.id === rule.comparison && one.takes(field));
  if (!comparison || !operandFits(comparison.operand, rule)) return undefined;
  if (comparison.operand === 'field' && !findField(register, rule.other ?? '')) return undefined;
  return comparison;
}

function operandFits(operand: Operand, rule: AddedRule): boolean {
  switch (operand) {
    case 'none':
      return true;
    case 'field':
      return rule.other !== undefined && rule.other !== rule.field;
    case 'range':
      return rule.values.length === 2;
    case 'length':
      return typeof rule.values[0] === 'number' && rule.values[0] >= 0;
    case 'pattern':
      return PATTERNS.some((pattern) => pattern.id === rule.values[0]);
    default:
      return rule.values.length === 1 && !isEmptyValue(rule.values[0]);
  }
}

/** The rules a register gets from the province; those that this version does not understand are left out. */
export function compileAdded(register: string, added: readonly AddedRule[]): readonly Rule[] {
  return added.flatMap((given): Rule[] => {
    const comparison = given.register === register ? comparisonOf(given) : undefined;
    if (!comparison) return [];
    return [
      {
        id: given.id,
        register,
        severity: given.severity,
        source: `省科技厅 ${given.since} 增设`,
        kind: comparison.operand === 'field' ? 'fields' : 'field',
        demand: given.sentence,
        ...(comparison.id === 'empty' ? {} : { silentWithout: { field: given.field } }),
        fields: [given.field, ...(comparison.operand === 'field' && given.other ? [given.other] : [])],
        find: ({ values }) =>
          comparison.broken(values[given.field], given, values)
            ? [{ message: given.sentence, field: given.field }]
            : [],
      },
    ];
  });
}
