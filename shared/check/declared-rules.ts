import { codeItem } from '../codes/code-tables.ts';
import { checkIdentifier } from '../identifiers/identifier.ts';
import { type ChildTable, type Field, holds, type IdentifierKind, type Register } from '../registers/register.ts';
import { unscaleDecimal } from '../values/decimal.ts';
import { type FieldValue, isEmptyValue, type RecordValues } from '../values/field-value.ts';
import { formatMoney } from '../values/money.ts';
import { isPartialDate } from '../values/partial-date.ts';
import { codePointLength } from '../values/text.ts';
import type { Finding, Rule, Severity } from './rule.ts';

/** What the declaration of a field demands, as kinds of rule. */
export type DeclaredKind = 'required' | 'type' | 'code' | 'length' | 'range' | 'check-digit' | 'shape' | 'look';

interface Demand {
  readonly kind: DeclaredKind;
  readonly severity: Severity;
  /** The sentence when a row's value breaks the demand. */
  readonly fault: (value: FieldValue | undefined, row: RecordValues) => string | undefined;
}

const SEVERITY_OF: Readonly<Record<'check-digit' | 'shape' | 'look', Severity>> = {
  'check-digit': 'error',
  shape: 'warning',
  look: 'hint',
};

/** Kinds whose check depends on other fields; their registers have rules of their own. */
const CONTEXTUAL: readonly IdentifierKind[] = ['ip-number', 'project-number'];

const IDENTIFIER_DEMANDS: Readonly<Record<IdentifierKind, readonly (keyof typeof SEVERITY_OF)[]>> = {
  uscc: ['check-digit', 'shape', 'look'],
  patent: ['check-digit', 'shape'],
  'project-number': [],
  'ip-number': [],
  'enterprise-certificate': ['shape'],
  'software-registration': ['shape'],
  'achievement-registration': ['shape'],
  'standard-number': ['look'],
  phone: ['look'],
};

/** The rules that follow from a register's declaration alone, for its fields and those of its child tables. */
export function declaredRules(register: Register): readonly Rule[] {
  return [
    ...register.fields.flatMap((field) => rulesOfField(register, field)),
    ...register.tables.flatMap((table) => table.fields.flatMap((field) => rulesOfField(register, field, table))),
  ];
}

const NONE: readonly Finding[] = [];

function rulesOfField(register: Register, field: Field, table?: ChildTable): readonly Rule[] {
  const place = [register.id, ...(table ? [table.key] : []), field.key].join('.');
  return demandsOf(field, register).map((demand) => ({
    id: `${place}.${demand.kind}`,
    register: register.id,
    severity: demand.severity,
    source: '台账字段定义',
    kind: 'field',
    demand: demandSentence(demand.kind, field, table),
    fixed: demand.kind === 'type',
    fields: [field.key],
    ...(table
      ? { silentWithout: { table: table.key } }
      : demand.kind === 'required'
        ? {}
        : { silentWithout: { field: field.key } }),
    find: (record) => {
      if (!table) {
        const message = demand.fault(record.values[field.key], record.values);
        return message ? [{ message, field: field.key }] : NONE;
      }
      return (record.tables[table.key] ?? []).flatMap((row): Finding[] => {
        const message = demand.fault(row.values[field.key], row.values);
        return message
          ? [{ message: `${table.label}：${message}`, field: field.key, table: table.key, rowId: row.rowId }]
          : [];
      });
    },
  }));
}

const DEMANDS: Readonly<Record<DeclaredKind, (field: Field) => string>> = {
  required: (field) => (field.required === 'always' ? '必须填写' : '在相关项填了规定内容时必须填写'),
  type: () => '内容要能识别',
  code: () => '要在代码表内选择',
  length: (field) => `最多 ${field.maxLength} 字`,
  range: (field) =>
    [
      field.min === undefined ? '' : `不能小于 ${shown(field, field.min)}`,
      field.max === undefined ? '' : `不能大于 ${shown(field, field.max)}`,
    ]
      .filter(Boolean)
      .join('，'),
  'check-digit': () => '校验位要正确',
  shape: () => '格式要符合惯例，不符合的要说明原因',
  look: () => '格式少见的要再核对一次',
};

function demandSentence(kind: DeclaredKind, field: Field, table?: ChildTable): string {
  return `${table ? `${table.label}的` : ''}${field.label}${DEMANDS[kind](field)}。`;
}

function demandsOf(field: Field, register: Register): readonly Demand[] {
  const demands: Demand[] = [];
  if (field.required) demands.push(requiredDemand(field, register));
  demands.push(onFilled('type', 'error', (value) => typeFault(field, value)));
  if (field.codeTable) demands.push(onFilled('code', 'error', (value) => codeFault(field, value)));
  if (field.maxLength !== undefined) demands.push(onFilled('length', 'error', (value) => lengthFault(field, value)));
  if (field.min !== undefined || field.max !== undefined) {
    demands.push(onFilled('range', 'error', (value) => rangeFault(field, value)));
  }
  const { identifier } = field;
  if (identifier && !CONTEXTUAL.includes(identifier)) {
    for (const kind of IDENTIFIER_DEMANDS[identifier]) {
      demands.push(
        onFilled(kind, SEVERITY_OF[kind], (value) => {
          const fault = checkIdentifier(identifier, String(value));
          return fault?.severity === SEVERITY_OF[kind] ? fault.message : undefined;
        }),
      );
    }
  }
  return demands;
}

function onFilled(
  kind: DeclaredKind,
  severity: Severity,
  fault: (value: NonNullable<FieldValue>) => string | undefined,
): Demand {
  return { kind, severity, fault: (value) => (isEmptyValue(value) ? undefined : fault(value)) };
}

function requiredDemand(field: Field, register: Register): Demand {
  return {
    kind: 'required',
    severity: 'error',
    fault: (value, row) => {
      if (!isEmptyValue(value)) return undefined;
      if (field.required === 'always') return `${field.label}没有填。`;
      const condition = field.required!;
      if (!holds(condition, row)) return undefined;
      const other = register.fields.find((candidate) => candidate.key === condition.field);
      return `${other?.label ?? condition.field}填了这一项时，${field.label}必填。`;
    },
  };
}

function typeFault(field: Field, value: NonNullable<FieldValue>): string | undefined {
  return hasType(field, value) ? undefined : `${field.label}的内容不能识别，请重新填写。`;
}

function hasType(field: Field, value: NonNullable<FieldValue>): boolean {
  switch (field.type) {
    case 'codes':
      return Array.isArray(value);
    case 'year':
    case 'integer':
    case 'money':
    case 'decimal':
      return Number.isSafeInteger(value);
    case 'flag':
      return value === 0 || value === 1;
    case 'date':
      return typeof value === 'string' && isPartialDate(value) && (field.partial === true || value.length === 10);
    default:
      return typeof value === 'string';
  }
}

function codeFault(field: Field, value: NonNullable<FieldValue>): string | undefined {
  if (typeof value === 'string' && codeItem(field.codeTable!, value)) return undefined;
  const codes = Array.isArray(value) ? value : [String(value)];
  const unknown = codes.find((code) => !codeItem(field.codeTable!, code));
  return unknown === undefined ? undefined : `${field.label}没有“${unknown}”这一项，请重新选择。`;
}

function lengthFault(field: Field, value: NonNullable<FieldValue>): string | undefined {
  if (typeof value !== 'string' || value.length <= field.maxLength!) return undefined;
  const length = codePointLength(value);
  if (length <= field.maxLength!) return undefined;
  return `${field.label}最多 ${field.maxLength} 字，现为 ${length} 字，请删减。`;
}

function rangeFault(field: Field, value: NonNullable<FieldValue>): string | undefined {
  if (typeof value !== 'number') return undefined;
  if (field.min !== undefined && value < field.min) return `${field.label}不能小于 ${shown(field, field.min)}。`;
  if (field.max !== undefined && value > field.max) return `${field.label}不能大于 ${shown(field, field.max)}。`;
  return undefined;
}

function shown(field: Field, bound: number): string {
  if (field.type === 'money') return bound === 0 ? '0' : `${formatMoney(bound)} 万元`;
  return field.type === 'decimal' ? unscaleDecimal(bound, field.scale ?? 0) : String(bound);
}
