import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { RecordFilter } from '../../../shared/contract/shapes.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { FacetList } from './facet-list.tsx';
import { conditionsOf, type FieldFilter, fieldFilterOf, withFieldFilter } from './field-filter.ts';
import styles from './register-view.module.css';

interface ColumnFilterProps {
  readonly register: Register;
  readonly field: Field;
  readonly filter: RecordFilter;
  readonly onChange: (filter: RecordFilter) => void;
  readonly onDone: () => void;
}

const FILLED = [
  { value: 'any', label: '不限' },
  { value: 'filled', label: '已填' },
  { value: 'empty', label: '未填' },
];

/** Narrows the list by one field: by its values, a word in it, a span, or whether it is filled in. */
export function ColumnFilter({ register, field, filter, onChange, onDone }: ColumnFilterProps) {
  const start = fieldFilterOf(field, filter);
  const [draft, setDraft] = useState<FieldFilter>(start);
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = (part: Partial<FieldFilter>) => setDraft((before) => ({ ...before, ...part }));
  const others = withFieldFilter(field, filter, {});

  function apply(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    for (const text of [draft.from, draft.to]) {
      const parsed = text?.trim() ? parseValue({ ...field, partial: true }, text) : undefined;
      if (parsed && !parsed.ok) return setRefusal(parsed.message);
    }
    onChange(withFieldFilter(field, filter, draft));
    onDone();
  }

  const presence = draft.presence ?? 'any';
  const kind = filterKind(field);
  return (
    <form className={styles.condition} onSubmit={apply} aria-label={`筛选${field.label}`}>
      {kind === 'values' ? (
        <FacetList
          register={register}
          field={field}
          filter={others}
          chosen={draft.values ?? []}
          onChange={(values) => change({ values })}
        />
      ) : null}
      {kind === 'text' ? (
        <TextInput
          data-autofocus
          label="包含"
          value={draft.contains ?? ''}
          onChange={(event) => change({ contains: event.currentTarget.value })}
        />
      ) : null}
      {kind === 'span' ? (
        <div className="row">
          <TextInput
            data-autofocus
            label={field.unit ? `从（${field.unit}）` : '从'}
            placeholder={field.type === 'date' ? '2020-03' : ''}
            value={draft.from ?? ''}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <TextInput
            label={field.unit ? `到（${field.unit}）` : '到'}
            placeholder={field.type === 'date' ? '2020-12' : ''}
            value={draft.to ?? ''}
            onChange={(event) => change({ to: event.currentTarget.value })}
          />
        </div>
      ) : null}
      {refusal ? (
        <div className={styles.refusal} role="alert">
          {refusal}
        </div>
      ) : null}
      {kind === 'values' ? null : (
        <SegmentedControl
          size="xs"
          aria-label={`${field.label}是否已填`}
          data={FILLED}
          value={presence}
          onChange={(value) => change({ presence: value === 'any' ? undefined : (value as 'filled' | 'empty') })}
        />
      )}
      <div className="row">
        <Button type="submit" variant="filled">
          筛选
        </Button>
        {conditionsOf(field, filter).length > 0 ? (
          <Button
            onClick={() => {
              onChange(others);
              onDone();
            }}
          >
            去掉这一列的条件
          </Button>
        ) : null}
      </div>
    </form>
  );
}

function filterKind(field: Field): 'values' | 'text' | 'span' {
  if (field.codeTable || field.type === 'flag' || field.type === 'year') return 'values';
  if (field.type === 'text' || field.type === 'long-text' || field.type === 'identifier') return 'text';
  return 'span';
}
