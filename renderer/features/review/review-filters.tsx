import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CodeTableId } from '../../../shared/codes/code-table.ts';
import { codeChoices } from '../../../shared/codes/code-tables.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { ReviewFilter, ReviewMark, ReviewSort } from '../../../shared/contract/review-calls.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { parseMoney } from '../../../shared/values/money.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { countText } from '../../parts/amount.ts';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { officeName } from '../../parts/office-name.ts';
import { useOfficeWords } from '../../parts/office-words.ts';
import styles from './review.module.css';

type Counts = CallOutput<'review.counts'>;

interface ReviewFiltersProps {
  readonly filter: ReviewFilter;
  readonly sort: ReviewSort;
  /** Undefined while they are being counted. */
  readonly counts: Counts | undefined;
  readonly onFilter: (filter: ReviewFilter) => void;
  readonly onSort: (sort: ReviewSort) => void;
}

const SORTS: readonly { value: ReviewSort; label: string }[] = [
  { value: 'filed', label: '先报先审' },
  { value: 'owner', label: '按单位' },
  { value: 'amount', label: '金额从大到小' },
];

/** Narrows and orders the queue; each choice says how many it would show. */
export function ReviewFilters({ filter, sort, counts, onFilter, onSort }: ReviewFiltersProps) {
  const { subordinates } = useWorkspace();
  const { unit } = useOfficeWords();
  const set = (change: Partial<ReviewFilter>) => onFilter(filled({ ...filter, ...change }));
  const numbered = (label: string, count: number | undefined) =>
    counts ? `${label}（${countText(count ?? 0)}）` : label;
  const below = new Map(Object.entries(counts?.owners ?? {}));
  return (
    <>
      <Select
        aria-label={`按${unit}筛选`}
        placeholder={`全部${unit}`}
        size="xs"
        w={150}
        clearable
        searchable
        data={subordinates.map(({ code }) => ({ value: code, label: numbered(officeName(code), below.get(code)) }))}
        value={filter.owner ?? null}
        onChange={(owner) => set({ owner: owner ?? undefined })}
      />
      <Select
        aria-label="按台账筛选"
        placeholder="全部台账"
        size="xs"
        w={140}
        clearable
        data={REGISTERS.map(({ id, label }) => ({ value: id, label: numbered(label, counts?.registers[id]) }))}
        value={filter.register ?? null}
        onChange={(register) => set({ register: register ?? undefined })}
      />
      <CodeFilter
        label="技术领域"
        table="tech-field"
        chosen={filter.techField}
        onChoose={(techField) => set({ techField })}
      />
      <CodeFilter label="对应任务" table="plan-task" chosen={filter.task} onChoose={(task) => set({ task })} />
      <AmountFilter value={filter.amountAtLeast} onValue={(amountAtLeast) => set({ amountAtLeast })} />
      <Select
        aria-label="排列顺序"
        size="xs"
        w={130}
        allowDeselect={false}
        data={[...SORTS]}
        value={sort}
        onChange={(value) => onSort((value ?? 'filed') as ReviewSort)}
      />
      <span className={styles.hint}>J K 逐条　空格 勾选　A 通过　R 退回　E 佐证</span>
      <div className={styles.marks}>
        {filter.period ? (
          <Button size="compact-xs" title="点一下看全部报告期" onClick={() => set({ period: undefined })}>
            只看{periodLabel(filter.period)} ✕
          </Button>
        ) : null}
        <FilterChips<ReviewMark | 'all'>
          label="按情形筛选"
          choices={markChoices(counts, filter.mark, unit)}
          chosen={filter.mark ?? 'all'}
          onChoose={(mark) => set({ mark: mark === 'all' ? undefined : mark })}
        />
      </div>
    </>
  );
}

const MARKS: readonly (readonly [ReviewMark, string, string])[] = [
  ['new', '新增', '第一次报送的记录'],
  ['changed', '有改动', '以前报过，这次内容有变的记录'],
  ['resubmitted', '退回后再报', '退回过，改后又报来的记录'],
  ['answered', '意见已答复', '审核意见已有答复的记录'],
  ['warned', '有警示', '带着警示报来的记录'],
  ['duplicate', '重复', '别的单位也报了同一事项'],
  ['second', '待复审', '初审已提出意见，等另一人复审'],
  ['sentBack', '退回初审', '复审不同意，等初审重新提出意见'],
  ['objected', '更正有异议', '填报单位对更正提出了异议，维持或撤回'],
  ['conflicted', '冲突', '两边各改了同一项，先裁定再通过'],
];

function markChoices(counts: Counts | undefined, chosen: ReviewMark | undefined, unit: string) {
  const shown = MARKS.filter(([mark]) => !counts || (counts.marks[mark] ?? 0) > 0 || mark === chosen);
  return [
    { key: 'all' as const, label: '全部', ...(counts ? { count: counts.all } : {}) },
    ...shown.map(([key, label, help]) => ({
      key,
      label: key === 'duplicate' ? `跨${unit}${label}` : label,
      help,
      ...(counts ? { count: counts.marks[key] ?? 0 } : {}),
    })),
  ];
}

interface CodeFilterProps {
  readonly label: string;
  readonly table: CodeTableId;
  readonly chosen: string | undefined;
  readonly onChoose: (code: string | undefined) => void;
}

function CodeFilter({ label, table, chosen, onChoose }: CodeFilterProps) {
  return (
    <Select
      aria-label={`按${label}筛选`}
      placeholder={`全部${label}`}
      size="xs"
      w={140}
      clearable
      searchable
      nothingFoundMessage="没有这一项"
      comboboxProps={{ width: 320, position: 'bottom-start' }}
      data={codeChoices(table).map(({ code, label: name }) => ({ value: code, label: name }))}
      value={chosen ?? null}
      onChange={(code) => onChoose(code ?? undefined)}
    />
  );
}

/** Records from an amount on; what is no amount narrows nothing and says so. */
function AmountFilter({
  value,
  onValue,
}: {
  readonly value: number | undefined;
  readonly onValue: (fen: number | undefined) => void;
}) {
  const [text, setText] = useState(value === undefined ? '' : String(value / 1_000_000));
  const parsed = parseMoney(text.trim(), '万元');
  const fen = text.trim() !== '' && parsed.ok && parsed.value >= 0 ? parsed.value : undefined;
  const wrong = text.trim() !== '' && fen === undefined;
  function keep() {
    if (!wrong && fen !== value) onValue(fen);
  }
  return (
    <TextInput
      aria-label="金额不低于（万元）"
      placeholder="金额不低于"
      size="xs"
      w={120}
      error={wrong}
      title="各台账的首项金额，如项目的总经费；Enter 生效"
      rightSection={<span className="quiet small">万元</span>}
      rightSectionWidth={40}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) keep();
      }}
    />
  );
}

/** A filter without the conditions that ask nothing. */
function filled(filter: ReviewFilter): ReviewFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
