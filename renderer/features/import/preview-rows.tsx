import { Button, Menu, SegmentedControl } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PreviewRow, StagedSheet } from '../../../shared/contract/sheet-calls.ts';
import { call } from '../../client/bridge.ts';
import { countText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { fieldChoices } from '../../parts/code-choices.ts';
import { type DataColumn, DataList } from '../../parts/data-list.tsx';
import { isNumeric } from '../../parts/field-look.ts';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { toFolder } from '../../parts/show-file.ts';
import { showError, showToast } from '../../parts/toast.ts';
import styles from './import.module.css';
import { firstFilter, OUTCOMES, type RowFilter, shownFilters } from './outcomes.ts';
import { choicesId, PreviewCell } from './preview-cell.tsx';
import { LEAD_WIDTHS, listWidth, previewWidth } from './preview-widths.ts';
import { RowActions } from './row-actions.tsx';
import { fedFields } from './target-fields.ts';

const PAGE = 200;
const SHEET = [{ name: '电子表格', extensions: ['xlsx'] }];

interface PreviewRowsProps {
  readonly staged: StagedSheet;
  readonly onStaged: (staged: StagedSheet) => void;
}

/** Why a row needs a look, each fault with the column it stands in. */
function reasonOf({ outcome, problems }: PreviewRow): string {
  if (outcome === 'conflict') return '导出以后，表里和台账里改了同一处，请选定用哪一边';
  return problems.map((one) => `${one.column ? `${one.column} 列：` : ''}${one.message}`).join('　');
}

/** Step three: every row and what it would do; bad cells are put right here. */
export function PreviewRows({ staged, onStaged }: PreviewRowsProps) {
  const [filter, setFilter] = useState<RowFilter>(firstFilter(staged.counts));
  const [rows, setRows] = useState<readonly (PreviewRow | undefined)[]>([]);
  const [selected, setSelected] = useState<string | null>(null);
  const reading = useRef(0);
  const { stage, sheet, counts } = staged;
  const { fields, titleField } = useMemo(() => fedFields(staged), [staged]);

  const wanted = useRef({ from: 0, to: 0 });
  const asked = useRef(new Set<number>());

  /** Reads some pages of rows; `anew` where what is held may be of another answer. */
  const load = useCallback(
    async (first: number, last: number, anew: boolean) => {
      const own = reading.current;
      for (let page = first; page <= last; page += 1) asked.current.add(page);
      try {
        const offset = first * PAGE;
        const page = await call('import.rows', {
          stage,
          sheet,
          outcome: filter,
          offset,
          limit: (last - first + 1) * PAGE,
        });
        // An answer to an older question says nothing about what is asked now.
        if (own !== reading.current) return;
        setRows((before) => {
          const rows: (PreviewRow | undefined)[] = anew ? [] : [...before];
          for (const [at, row] of page.rows.entries()) rows[offset + at] = row;
          rows.length = page.total;
          return rows;
        });
      } catch (error) {
        showError(error);
      }
    },
    [stage, sheet, filter],
  );

  const want = useCallback(
    (from: number, to: number) => {
      wanted.current = { from, to };
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1)
        if (!asked.current.has(page)) void load(page, page, false);
    },
    [load],
  );

  const change = useCallback(
    async (task: () => Promise<StagedSheet>) => {
      try {
        onStaged(await task());
      } catch (error) {
        showError(error);
      }
    },
    [onStaged],
  );

  // Every answer about the sheet is a new object: what is in sight is read again, the rest when it comes into sight.
  useEffect(() => {
    if (!staged) return;
    reading.current += 1;
    asked.current.clear();
    const { from, to } = wanted.current;
    void load(Math.floor(from / PAGE), Math.floor(to / PAGE), true);
  }, [load, staged]);

  const read = useMemo(() => rows.filter((row) => row !== undefined), [rows]);

  const place = useMemo(() => ({ stage, sheet }), [stage, sheet]);

  // The bad cells are what the officer came for: their columns stand right behind the name, in sight without scrolling.
  const attention = filter === 'bad' || filter === 'warned' || filter === 'conflict';
  const faulty = new Set(
    attention
      ? read.flatMap((row) => [...row.problems.map((one) => one.field), ...row.conflicts.map((one) => one.field)])
      : [],
  );
  const first = [...faulty].toSorted().join(' ');

  // Which record a row means is chosen in its line: that takes more room than a word.
  const asks = read.some((row) => row.candidates.length > 0);
  const { columns, width } = useMemo((): { columns: readonly DataColumn<PreviewRow>[]; width: number } => {
    const faultyFirst = new Set(first.split(' '));
    const rank = (key: string) => (key === titleField ? 0 : faultyFirst.has(key) ? 1 : 2);
    const ordered = first === '' ? fields : fields.toSorted((one, other) => rank(one.key) - rank(other.key));
    const act = asks ? LEAD_WIDTHS.candidates : LEAD_WIDTHS.act;
    const stateOf = (key: string) => {
      if (faultyFirst.has(key)) return filter === 'conflict' ? 'sides' : 'faulty';
      return attention && key === titleField ? 'name' : 'plain';
    };
    const widths = ordered.map((field) => previewWidth(field, stateOf(field.key)));
    const lead = [LEAD_WIDTHS.row, LEAD_WIDTHS.outcome, act, ...(attention ? [LEAD_WIDTHS.why] : [])];
    const shown: readonly DataColumn<PreviewRow>[] = [
      {
        key: '$row',
        label: '行',
        width: `${LEAD_WIDTHS.row}px`,
        align: 'end',
        render: (row) => (row.row > 0 ? row.row : '—'),
      },
      {
        key: '$outcome',
        label: '结果',
        width: `${LEAD_WIDTHS.outcome}px`,
        render: (row) => <Badge tone={OUTCOMES[row.outcome].tone}>{OUTCOMES[row.outcome].label}</Badge>,
      },
      {
        key: '$do',
        label: '',
        width: `${act}px`,
        render: (row) => <RowActions place={place} row={row} onChange={change} />,
      },
      ...(attention
        ? [
            {
              key: '$why',
              label: '为什么',
              width: `minmax(${LEAD_WIDTHS.why}px, 3fr)`,
              render: (row: PreviewRow) => (
                <span className={styles.why} title={row.problems.map((one) => one.message).join('\n')}>
                  {reasonOf(row)}
                </span>
              ),
            },
          ]
        : []),
      ...ordered.map((field, at) => ({
        key: field.key,
        label: field.unit ? `${field.label} ${field.unit}` : field.label,
        width: `minmax(${widths[at]}px, 1fr)`,
        align: isNumeric(field) ? ('end' as const) : ('start' as const),
        render: (row: PreviewRow) => (
          <PreviewCell
            place={place}
            row={row}
            field={field}
            onChange={change}
            onFocus={() => setSelected(String(row.row))}
          />
        ),
      })),
    ];
    return { columns: shown, width: listWidth([...lead, ...widths]) };
  }, [fields, titleField, first, attention, asks, filter, place, change]);

  async function saveReturn() {
    try {
      const { path } = await call('host.pick-save', {
        title: '存放退回单',
        suggestedName: `${staged.file.replace(/\.[^.]+$/, '')}退回修改.xlsx`,
        filters: SHEET,
      });
      if (!path) return;
      const done = await call('import.return', { ...place, path });
      showToast(`退回单已存好，共 ${countText(done.rows)} 行`, { action: toFolder(path) });
    } catch (error) {
      showError(error);
    }
  }

  const told = attention ? (read.find((row) => String(row.row) === selected) ?? read[0]) : undefined;
  const standing = counts.bad + counts.conflict;
  return (
    <Panel flush className={styles.rows} label="第三步：各行的结果">
      <div className={styles.rowsHead}>
        <span className={styles.step}>3 各行的结果</span>
        <SegmentedControl
          size="xs"
          aria-label="按结果筛选"
          value={filter}
          onChange={(value) => {
            wanted.current = { from: 0, to: 0 };
            setFilter(value as RowFilter);
          }}
          data={shownFilters(counts, filter).map((one) => ({
            value: one,
            label: `${OUTCOMES[one].label} ${countText(counts[one])}`,
          }))}
        />
        <span className={styles.rowsDo}>
          {counts.conflict > 0 ? (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button size="xs">冲突全部用… ▾</Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => void change(() => call('import.settle', { ...place, take: 'file' }))}>
                  全部用表里的
                </Menu.Item>
                <Menu.Item onClick={() => void change(() => call('import.settle', { ...place, take: 'ledger' }))}>
                  全部用台账里的
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          ) : null}
          {standing > 0 ? (
            <>
              <Button size="xs" onClick={() => void saveReturn()}>
                存成退回单…
              </Button>
              <Button
                size="xs"
                onClick={() => void change(() => call('import.skip', { ...place, row: 'bad', skip: true }))}
              >
                跳过这 {countText(standing)} 行
              </Button>
            </>
          ) : null}
        </span>
      </div>
      {counts.emptied > 0 ? (
        <p className={styles.remark}>
          表里清空了 {countText(counts.emptied)} 处原来有内容的单元格，装入后台账里也会清空。
        </p>
      ) : null}
      {filter === 'missing' || filter === 'withdraw' ? (
        <p className={styles.remark}>这些条目导出时有、表里已删去，台账里照旧保留；确要撤回的请逐条选定。</p>
      ) : null}
      {fields
        .filter((field) => field.codeTable && faulty.has(field.key))
        .map((field) => (
          <datalist key={field.key} id={choicesId(field)}>
            {fieldChoices(field, undefined).map(({ code, label }) => (
              <option key={code} value={label} />
            ))}
          </datalist>
        ))}
      <div className={styles.sheet}>
        <div style={{ minWidth: width, height: '100%' }}>
          <DataList
            key={filter}
            label="表格中的行"
            interactive
            items={rows}
            keyOf={(row) => String(row.row)}
            columns={columns}
            selected={selected}
            onSelect={(row) => setSelected(String(row.row))}
            onWant={want}
            empty={<EmptyState sentence={`没有${OUTCOMES[filter].label}的行。`} />}
          />
        </div>
      </div>
      {told ? (
        <p className={styles.told}>
          {told.row > 0 ? `第 ${told.row} 行　` : ''}
          {reasonOf(told)}
        </p>
      ) : null}
    </Panel>
  );
}
