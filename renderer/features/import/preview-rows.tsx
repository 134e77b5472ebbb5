import { SegmentedControl } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PreviewRow, StagedSheet } from '../../../shared/contract/sheet-calls.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { call } from '../../client/bridge.ts';
import { countText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { type DataColumn, DataList } from '../../parts/data-list.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { showError } from '../../parts/toast.ts';
import type { Tone } from '../../parts/tone.ts';
import { CellFix } from './cell-fix.tsx';
import styles from './import.module.css';

type Outcome = PreviewRow['outcome'];

const OUTCOMES: Readonly<Record<Outcome, { tone: Tone; label: string }>> = {
  bad: { tone: 'red', label: '错误' },
  new: { tone: 'green', label: '新增' },
  changed: { tone: 'blue', label: '修改' },
  same: { tone: 'grey', label: '相同' },
  skipped: { tone: 'grey', label: '跳过' },
  conflict: { tone: 'violet', label: '冲突' },
  duplicate: { tone: 'grey', label: '重复' },
  missing: { tone: 'amber', label: '表里没有' },
  withdraw: { tone: 'red', label: '撤回' },
};
const ORDER: readonly Outcome[] = [
  'bad',
  'conflict',
  'new',
  'changed',
  'same',
  'duplicate',
  'missing',
  'withdraw',
  'skipped',
];
const PAGE = 200;

interface PreviewRowsProps {
  readonly register: Register;
  readonly staged: StagedSheet;
  readonly onStaged: (staged: StagedSheet) => void;
}

/** Step three: every row and what it would do; bad cells are put right here. */
export function PreviewRows({ register, staged, onStaged }: PreviewRowsProps) {
  const [outcome, setOutcome] = useState<Outcome>(
    staged.counts.bad > 0 ? 'bad' : staged.counts.new > 0 ? 'new' : 'changed',
  );
  const [rows, setRows] = useState<readonly PreviewRow[]>([]);
  const [total, setTotal] = useState(0);
  const [selected, setSelected] = useState<string | null>(null);
  const reading = useRef(false);

  const load = useCallback(
    async (offset: number, limit: number) => {
      if (reading.current) return;
      reading.current = true;
      try {
        const page = await call('import.rows', { stage: staged.stage, outcome, offset, limit: Math.min(500, limit) });
        setRows((before) => (offset === 0 ? page.rows : [...before, ...page.rows]));
        setTotal(page.total);
      } catch (error) {
        showError(error);
      } finally {
        reading.current = false;
      }
    },
    [staged.stage, outcome],
  );

  const counts = JSON.stringify(staged.counts);
  useEffect(() => {
    void load(0, PAGE);
  }, [load, counts]);

  const correct = useCallback(
    async (row: number, field: string, text: string) => {
      try {
        onStaged(await call('import.correct', { stage: staged.stage, row, field, text }));
        reading.current = false;
        await load(0, Math.max(PAGE, rows.length));
      } catch (error) {
        showError(error);
      }
    },
    [staged.stage, onStaged, load, rows.length],
  );

  const skip = useCallback(
    async (row: PreviewRow) => {
      try {
        onStaged(await call('import.skip', { stage: staged.stage, row: row.row, skip: row.outcome !== 'skipped' }));
      } catch (error) {
        showError(error);
      }
    },
    [staged.stage, onStaged],
  );

  // The bad cells are what the officer came for: their columns stand right behind the name, in sight without scrolling.
  const faulty = useRef(new Set<string>());
  for (const row of rows) for (const { field } of outcome === 'bad' ? row.problems : []) faulty.current.add(field);
  const first = outcome === 'bad' ? [...faulty.current].toSorted().join(' ') : '';

  const columns = useMemo((): readonly DataColumn<PreviewRow>[] => {
    const rank = (key: string) => (key === register.titleField ? 0 : first.split(' ').includes(key) ? 1 : 2);
    const fields = staged.columns
      .flatMap((column) => (column.field ? [findField(register, column.field)!] : []))
      .filter(Boolean)
      .toSorted((one, other) => (first === '' ? 0 : rank(one.key) - rank(other.key)));
    return [
      { key: '$row', label: '行', width: '44px', align: 'end', render: (row) => row.row },
      {
        key: '$outcome',
        label: '结果',
        width: '56px',
        render: (row) => <Badge tone={OUTCOMES[row.outcome].tone}>{OUTCOMES[row.outcome].label}</Badge>,
      },
      {
        key: '$skip',
        label: '',
        width: '52px',
        render: (row) =>
          row.outcome === 'same' ? null : (
            <button type="button" className="link small" onClick={() => void skip(row)}>
              {row.outcome === 'skipped' ? '不跳过' : '跳过'}
            </button>
          ),
      },
      ...(outcome === 'bad'
        ? [
            {
              key: '$why',
              label: '为什么',
              width: 'minmax(400px, 3fr)',
              render: (row: PreviewRow) => (
                <span className={styles.why} title={row.problems.map((one) => one.message).join('\n')}>
                  {row.problems.map((one) => `${one.column} 列：${one.message}`).join('　')}
                </span>
              ),
            },
          ]
        : []),
      ...fields.map((field) => ({
        key: field.key,
        label: field.unit ? `${field.label} ${field.unit}` : field.label,
        width: 'minmax(110px, 1fr)',
        render: (row: PreviewRow) => {
          const cell = row.cells[field.key];
          const problem = row.problems.find((one) => one.field === field.key);
          if (problem) {
            return (
              <CellFix
                key={`${row.row}${cell?.text ?? problem.text ?? ''}`}
                label={`第 ${row.row} 行 ${field.label}：${problem.message}`}
                severity={problem.severity}
                text={cell?.text ?? problem.text ?? ''}
                onCorrect={(text) => correct(row.row, field.key, text)}
              />
            );
          }
          if (!cell) return null;
          const before =
            row.outcome === 'changed' && cell.before !== undefined ? formatValue(field, cell.before) : null;
          const after = cell.value === undefined ? cell.text : formatValue(field, cell.value);
          if (before === null || before === after) return <span title={after}>{after}</span>;
          return (
            <span title={`原为：${before || '（空）'}`}>
              <s className="quiet">{before || '（空）'}</s> → <strong>{after || '（空）'}</strong>
            </span>
          );
        },
      })),
    ];
  }, [staged.columns, register, outcome, first, skip, correct]);

  return (
    <Panel flush className={styles.rows} label="第三步：各行的结果">
      <div className={styles.rowsHead}>
        <span className={styles.step}>3 各行的结果</span>
        <SegmentedControl
          size="xs"
          aria-label="按结果筛选"
          value={outcome}
          onChange={(value) => setOutcome(value as Outcome)}
          data={ORDER.map((one) => ({ value: one, label: `${OUTCOMES[one].label} ${countText(staged.counts[one])}` }))}
        />
        {staged.counts.warnings > 0 ? (
          <span className="second">警示 {staged.counts.warnings} 处，装入后在校验中说明</span>
        ) : null}
      </div>
      <div className={styles.sheet}>
        <div style={{ minWidth: 160 + columns.length * 124 + (outcome === 'bad' ? 280 : 0), height: '100%' }}>
          <DataList
            label="表格中的行"
            interactive
            items={rows}
            keyOf={(row) => String(row.row)}
            columns={columns}
            selected={selected}
            onSelect={(row) => setSelected(String(row.row))}
            onEnd={() => {
              if (rows.length > 0 && rows.length < total) void load(rows.length, PAGE);
            }}
            empty={<EmptyState sentence={`没有${OUTCOMES[outcome].label}的行。`} />}
          />
        </div>
      </div>
    </Panel>
  );
}
