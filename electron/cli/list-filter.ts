import type { Condition, RecordFilter, RecordState } from '../../shared/contract/shapes.ts';
import { type Field, findField, type Register } from '../../shared/registers/register.ts';
import { registerById } from '../../shared/registers/registers.ts';
import { parseValue } from '../../shared/values/parse-value.ts';
import { Refused, WrongUsage } from './command.ts';

const FORM = /^(\$?[^=~<>!]+?)\s*(>=|<=|!=|=|~)\s*(.*)$/su;

/** The register of an id; wrong usage where there is none. */
export function needRegister(id: string): Register {
  const register = registerById(id);
  if (!register) throw new Refused({ code: 'REGISTER_UNKNOWN', message: `没有“${id}”这一类台账。` });
  return register;
}

/** The field that a word names, by its key or its Chinese label. */
export function needNamedField(register: Register, name: string): Field {
  const field = findField(register, name) ?? register.fields.find((one) => one.label === name);
  if (!field) {
    const message = `${register.label}台账没有“${name}”这一项。`;
    throw new Refused({ code: 'FIELD_UNKNOWN', message, details: [{ code: 'FIELD_UNKNOWN', message, field: name }] });
  }
  return field;
}

/**
 * A list's filter from its words: `field=value`, `field~part`, `field>=value`, `field<=value`, `field=` (empty), `field!=`
 * (filled), and `state=submitted`, `owner=370200`, `search=words`, `changed=1`, `conflicted=1`, `problem=error` with a `$`
 * before the name where a field has the same one: `$state=`.
 */
export function parseListFilter(register: Register, texts: readonly string[]): RecordFilter {
  const filter: RecordFilter = {};
  const conditions: Condition[] = [];
  for (const text of texts) {
    const match = FORM.exec(text);
    if (!match) throw new WrongUsage(`筛选条件“${text}”应写成 字段=值。`);
    const [, name, operator, value] = match as unknown as [string, string, string, string];
    if (!findField(register, name) && operator === '=' && addMark(filter, name.replace(/^\$/u, ''), value)) continue;
    conditions.push(conditionOf(needNamedField(register, name), operator, value));
  }
  return conditions.length > 0 ? { ...filter, conditions } : filter;
}

function addMark(filter: RecordFilter, name: string, value: string): boolean {
  const list = value.split(',');
  switch (name) {
    case 'state':
      filter.states = list as RecordState[];
      return true;
    case 'owner':
      filter.owners = list;
      return true;
    case 'search':
      filter.search = value;
      return true;
    case 'changed':
    case 'conflicted':
      filter[name] = value === '1' || value === 'true';
      return true;
    case 'problem':
      filter.problem = value as 'error' | 'warning';
      return true;
    default:
      return false;
  }
}

function conditionOf(field: Field, operator: string, text: string): Condition {
  if (text === '') return { field: field.key, operator: operator === '!=' ? 'filled' : 'empty' };
  if (operator === '!=') throw new WrongUsage('“!=”后面不能有值：它只表示该项已填。');
  if (operator === '~') return { field: field.key, operator: 'contains', value: text };
  const parsed = parseValue(field, text);
  if (!parsed.ok) throw new Refused({ code: 'VALUE_INVALID', message: `“${field.label}”：${parsed.message}` });
  const name = operator === '>=' ? 'atLeast' : operator === '<=' ? 'atMost' : 'in';
  return { field: field.key, operator: name, value: parsed.value };
}
