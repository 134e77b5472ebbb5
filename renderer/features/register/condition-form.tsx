import { Button, MultiSelect, Popover, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { codeChoices } from '../../../shared/codes/code-tables.ts';
import type { Condition } from '../../../shared/contract/shapes.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import styles from './register-view.module.css';

type Operator = Condition['operator'];

const LABELS: Readonly<Record<Operator, string>> = {
  is: '等于',
  in: '是其中之一',
  contains: '包含',
  empty: '未填',
  filled: '已填',
  atLeast: '不小于',
  atMost: '不大于',
};

function operatorsOf(field: Field): readonly Operator[] {
  if (field.type === 'code') return ['in', 'empty', 'filled'];
  if (field.type === 'codes') return ['contains', 'empty', 'filled'];
  if (field.type === 'flag') return ['is', 'empty', 'filled'];
  if (field.type === 'text' || field.type === 'long-text' || field.type === 'identifier') {
    return ['contains', 'is', 'empty', 'filled'];
  }
  return ['atLeast', 'atMost', 'is', 'empty', 'filled'];
}

interface ConditionFormProps {
  readonly register: Register;
  readonly onAdd: (condition: Condition) => void;
}

/** Adds a condition on a field to the filter. */
export function ConditionForm({ register, onAdd }: ConditionFormProps) {
  const [open, setOpen] = useState(false);
  const [field, setField] = useState<Field | undefined>(undefined);
  const [operator, setOperator] = useState<Operator>('contains');
  const [text, setText] = useState('');
  const [codes, setCodes] = useState<string[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const valued = operator !== 'empty' && operator !== 'filled';

  function choose(key: string | null) {
    const chosen = register.fields.find((one) => one.key === key);
    setField(chosen);
    setOperator(chosen ? (operatorsOf(chosen)[0] ?? 'is') : 'contains');
    setText('');
    setCodes([]);
    setRefusal(null);
  }

  function add(event: FormEvent) {
    event.preventDefault();
    if (!field) return;
    const condition: Condition = { field: field.key, operator };
    if (valued) {
      const value = valueFor(field);
      if (!value.ok) return setRefusal(value.message);
      condition.value = value.value;
    }
    onAdd(condition);
    choose(null);
    setOpen(false);
  }

  function valueFor(of: Field) {
    if (of.type === 'code') return { ok: true as const, value: codes };
    if (of.type === 'codes') return { ok: true as const, value: codes[0] ?? null };
    if (operator === 'contains') return { ok: true as const, value: text.trim() };
    return parseValue({ ...of, partial: true }, text);
  }

  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.addChip} onClick={() => setOpen(!open)}>
          ＋ 条件
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={styles.condition} onSubmit={add}>
          <Select
            label="字段"
            searchable
            data={register.fields.map((one) => ({ value: one.key, label: one.label }))}
            value={field?.key ?? null}
            onChange={choose}
            comboboxProps={{ withinPortal: false }}
            maxDropdownHeight={220}
          />
          {field ? (
            <Select
              label="条件"
              data={operatorsOf(field).map((one) => ({ value: one, label: LABELS[one] }))}
              value={operator}
              onChange={(one) => setOperator((one as Operator) ?? operator)}
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
            />
          ) : null}
          {field?.codeTable && valued ? (
            <MultiSelect
              label="取值"
              searchable
              data={codeChoices(field.codeTable).map((item) => ({ value: item.code, label: item.label }))}
              value={codes}
              onChange={setCodes}
              maxValues={field.type === 'codes' ? 1 : 50}
              comboboxProps={{ withinPortal: false }}
              maxDropdownHeight={200}
            />
          ) : null}
          {field && !field.codeTable && valued ? (
            <TextInput
              label={field.unit ? `取值（${field.unit}）` : '取值'}
              error={refusal}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          ) : null}
          <Button
            type="submit"
            variant="filled"
            disabled={!field || (valued && text.trim() === '' && codes.length === 0)}
          >
            加上这个条件
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
