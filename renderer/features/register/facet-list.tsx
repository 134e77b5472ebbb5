import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RecordFilter } from '../../../shared/contract/shapes.ts';
import type { Field, Register } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { choiceMatches } from '../../parts/code-choices.ts';
import styles from './register-view.module.css';

interface FacetListProps {
  readonly register: Register;
  readonly field: Field;
  /** The filter without this field's own conditions. */
  readonly filter: RecordFilter;
  readonly chosen: readonly (string | number)[];
  readonly onChange: (values: readonly (string | number)[]) => void;
}

/** The values a field has in the list, with how many records hold each, to tick. */
export function FacetList({ register, field, filter, chosen, onChange }: FacetListProps) {
  const [words, setWords] = useState('');
  const { data } = useQuery('record.facet', { register: register.id, field: field.key, filter }, ['records']);
  const ticked = new Set(chosen.map(String));
  const values = (data?.values ?? []).map(({ value, count }) => ({
    key: value === null ? '' : String(value),
    label: value === null ? '未填' : formatValue(field, field.type === 'codes' ? [String(value)] : value),
    count,
  }));
  const found = values.filter((one) => choiceMatches({ code: one.key, label: one.label }, words));

  function toggle(key: string) {
    const next = new Set(ticked);
    if (!next.delete(key)) next.add(key);
    onChange([...next]);
  }

  return (
    <>
      <TextInput
        data-autofocus
        aria-label="查找取值"
        placeholder="查找取值，可用拼音首字母"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== 'Enter' || words.trim() === '') return;
          // Enter in the search ticks what was found and filters by it.
          if (chosen.length === 0) onChange(found.map((one) => one.key));
        }}
      />
      <div className={styles.facets}>
        {found.map((one) => (
          <Checkbox
            key={one.key}
            label={
              <span className={styles.facet}>
                <span>{one.label}</span>
                <span className="quiet">{countText(one.count)}</span>
              </span>
            }
            checked={ticked.has(one.key)}
            onChange={() => toggle(one.key)}
          />
        ))}
        {data && found.length === 0 ? <span className="quiet small">没有这样的取值。</span> : null}
      </div>
      <div className="row small">
        <button type="button" className="link" onClick={() => onChange(found.map((one) => one.key))}>
          全选
        </button>
        <button type="button" className="link" onClick={() => onChange([])}>
          全不选
        </button>
      </div>
    </>
  );
}
