import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { RecordFilter } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { countText } from '../../parts/amount.ts';
import { ColumnMenu } from './column-menu.tsx';
import { ConditionForm } from './condition-form.tsx';
import { filterChips, hasFilter } from './filter-text.ts';
import { useLists } from './list-store.ts';
import styles from './register-view.module.css';
import { StateMenu } from './state-menu.tsx';

interface FilterBarProps {
  readonly register: Register;
  readonly filter: RecordFilter;
  readonly chosen: readonly string[] | undefined;
  readonly summary: CallOutput<'record.summary'> | undefined;
}

/** Search, chips of what narrows the list, and at the right the faults and the columns. */
export function FilterBar({ register, filter, chosen, summary }: FilterBarProps) {
  const change = useLists((state) => state.change);
  const setFilter = (next: RecordFilter) => change(register.id, { filter: next });
  const [text, setText] = useState(filter.search ?? '');
  const search = useDebouncedCallback((words: string) => {
    const { search: _, ...rest } = useLists.getState().lists[register.id]?.filter ?? {};
    setFilter(words.trim() ? { ...rest, search: words.trim() } : rest);
  }, 200);

  const toggleProblem = (problem: 'error' | 'warning') => {
    const { problem: now, ...rest } = filter;
    setFilter(now === problem ? rest : { ...rest, problem });
  };
  return (
    <>
      <TextInput
        type="search"
        w={220}
        placeholder={`在${register.label}中查找`}
        aria-label={`在${register.label}中查找`}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      {filterChips(register, filter).map((chip) => (
        <span key={chip.key} className={styles.chip}>
          {chip.text}
          <button type="button" aria-label={`去掉条件：${chip.text}`} onClick={() => setFilter(chip.without)}>
            ✕
          </button>
        </span>
      ))}
      <StateMenu filter={filter} onChange={setFilter} />
      <ConditionForm
        register={register}
        onAdd={(condition) => setFilter({ ...filter, conditions: [...(filter.conditions ?? []), condition] })}
      />
      {hasFilter(filter) ? (
        <button
          type="button"
          className="link small"
          onClick={() => {
            setText('');
            setFilter({});
          }}
        >
          全部去掉
        </button>
      ) : null}
      <div className={styles.farRight}>
        {summary && summary.errors > 0 ? (
          <button
            type="button"
            className={styles.addChip}
            style={{ background: 'var(--red-soft)', color: 'var(--red)' }}
            aria-pressed={filter.problem === 'error'}
            onClick={() => toggleProblem('error')}
          >
            {countText(summary.errors)} 错误
          </button>
        ) : null}
        {summary && summary.warnings > 0 ? (
          <button
            type="button"
            className={styles.addChip}
            style={{ background: 'var(--amber-soft)', color: 'var(--amber)' }}
            aria-pressed={filter.problem === 'warning'}
            onClick={() => toggleProblem('warning')}
          >
            {countText(summary.warnings)} 警示
          </button>
        ) : null}
        <ColumnMenu register={register} chosen={chosen} />
      </div>
    </>
  );
}
