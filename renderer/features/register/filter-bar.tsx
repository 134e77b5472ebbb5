import type { RecordFilter } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { countText } from '../../parts/amount.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { ConditionMenu } from './condition-menu.tsx';
import { filterChips, hasFilter } from './filter-text.ts';
import type { List } from './list-store.ts';
import styles from './register-view.module.css';
import { SearchBox } from './search-box.tsx';
import { StateMenu } from './state-menu.tsx';
import type { ListSummary } from './use-record-window.ts';
import { ViewMenu } from './view-menu.tsx';

interface FilterBarProps {
  readonly register: Register;
  readonly list: List;
  readonly summary: ListSummary | undefined;
  readonly onReplace: () => void;
  /** The search box gives the keys back to the list. */
  readonly onLeave: () => void;
}

/** Search, chips of what narrows the list, and at the right the faults and the columns. */
export function FilterBar({ register, list, summary, onReplace, onLeave }: FilterBarProps) {
  const { filter } = list;
  const setFilter = (next: RecordFilter) => list.change({ filter: next });

  const toggleProblem = (problem: 'error' | 'warning') => {
    const { problem: now, ...rest } = filter;
    setFilter(now === problem ? rest : { ...rest, problem });
  };
  return (
    <>
      <SearchBox register={register} list={list} onLeave={onLeave} />
      {filterChips(register, filter).map((chip) => (
        <span key={chip.key} className={styles.chip}>
          {chip.text}
          <button type="button" aria-label={`去掉条件：${chip.text}`} onClick={() => setFilter(chip.without)}>
            ✕
          </button>
        </span>
      ))}
      <StateMenu filter={filter} onChange={setFilter} />
      <ConditionMenu register={register} list={list} />
      {hasFilter(filter) ? (
        <button type="button" className="link small" onClick={() => setFilter({})}>
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
            {countText(summary.errors)} 条有错
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
            {countText(summary.warnings)} 条有警示
          </button>
        ) : null}
        <button type="button" className={styles.addChip} title="Ctrl+H" onClick={onReplace}>
          替换
        </button>
        <ViewMenu register={register} list={list} />
        <ColumnChooser register={register} list={list} />
      </div>
    </>
  );
}
