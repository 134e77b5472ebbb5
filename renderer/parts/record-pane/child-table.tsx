import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ClipboardEvent, type RefObject, useRef, useState } from 'react';
import type { Change } from '../../../shared/contract/record-calls.ts';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { type ChildTable as ChildTableShape, isShown } from '../../../shared/registers/register.ts';
import { CallError, call } from '../../client/bridge.ts';
import { newRowId } from '../new-row-id.ts';
import { showToast } from '../toast.ts';
import styles from './child-table.module.css';
import { focusCell, onTableKey } from './child-table-keys.ts';
import { FieldEditor } from './field-editor.tsx';
import { progressOf, sumText } from './row-figures.ts';

interface ChildTableProps {
  readonly table: ChildTableShape;
  readonly record: RecordView;
  readonly save: (changes: readonly Change[]) => Promise<string | null>;
}

/** Rows inside a record, edited in place as in a spreadsheet: participants, yearly funds, targets. */
export function ChildTable({ table, record, save }: ChildTableProps) {
  const [refusal, setRefusal] = useState<readonly string[]>([]);
  const grid = useRef<HTMLTableElement>(null);
  const rows = record.tables[table.key] ?? [];
  const problems = record.problems.filter((problem) => problem.table === table.key);
  const first = table.fields[0]?.key ?? '';
  const summed = rows.length > 1 && table.fields.some((field) => field.type === 'money');
  const say = (message: string | null) => setRefusal(message === null ? [] : [message]);

  async function add(column: string) {
    const message = await save([{ table: table.key, rowId: newRowId(), live: true }]);
    say(message);
    if (message === null) whenThere(grid, rows.length, column);
  }

  async function remove(index: number) {
    const row = rows[index];
    if (!row) return;
    const message = await save([{ table: table.key, rowId: row.rowId, live: false }]);
    say(message);
    if (message !== null) return;
    showToast(`已删去${table.label}第 ${index + 1} 行，可按 Ctrl Z 撤销`);
    focusCell(grid.current, Math.max(0, index - 1), first);
  }

  async function onPaste(event: ClipboardEvent<HTMLElement>) {
    const text = event.clipboardData.getData('text/plain');
    // One cell is the editor's own; a block is the table's.
    if (!record.editable || !/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return;
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('td[data-column]') : null;
    event.preventDefault();
    event.stopPropagation();
    try {
      const pasted = await call('record.paste-rows', {
        id: record.id,
        table: table.key,
        rowId: cell?.closest('tr')?.dataset.row ?? null,
        field: cell?.dataset.column ?? first,
        text,
      });
      setRefusal([]);
      showToast(`已粘贴 ${pasted.rows} 行`, { undo: pasted.act });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      const details = error.value.details ?? [];
      setRefusal(details.length > 1 ? details.slice(0, 8).map((detail) => detail.message) : [error.value.message]);
    }
  }

  return (
    <section
      className={styles.block}
      data-field={table.key}
      aria-label={table.label}
      onPaste={(event) => void onPaste(event)}
    >
      <div className={styles.head}>
        <h4>{table.label}</h4>
        <span className="quiet small">{rows.length > 0 ? `${rows.length} 行` : '还没有填写'}</span>
        {record.editable ? (
          <>
            <span className="quiet small">可从表格粘贴</span>
            <Button size="compact-xs" ml="auto" onClick={() => void add(first)}>
              添一行
            </Button>
          </>
        ) : null}
      </div>
      {rows.length > 0 ? (
        <div className={styles.scroller}>
          <table
            ref={grid}
            className={styles.table}
            onKeyDown={(event) => {
              if (!record.editable) return;
              onTableKey(event, { onAdd: (column) => void add(column), onRemove: (row) => void remove(row) });
            }}
          >
            <thead>
              <tr>
                {table.fields.map((field) => (
                  <th key={field.key} scope="col" data-type={field.type}>
                    {field.label}
                    {field.unit ? <span className="quiet"> {field.unit}</span> : null}
                  </th>
                ))}
                {table.pair ? <th scope="col">完成</th> : null}
                <th scope="col">
                  <span className="visually-hidden">操作</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={row.rowId} data-row={row.rowId}>
                  {table.fields.map((field) => {
                    const problem = problems.find((one) => one.rowId === row.rowId && one.field === field.key);
                    return (
                      <td key={field.key} title={problem?.message} data-type={field.type} data-column={field.key}>
                        {isShown(field, row.values) ? (
                          <FieldEditor
                            field={field}
                            value={row.values[field.key]}
                            record={{ owner: record.owner, values: row.values }}
                            readOnly={!record.editable}
                            bare
                            label={`${table.label}第 ${index + 1} 行 ${field.label}`}
                            invalid={problem ? (problem.severity === 'error' ? 'error' : 'warning') : undefined}
                            onSave={(value) => save([{ table: table.key, rowId: row.rowId, field: field.key, value }])}
                            onRefused={say}
                          />
                        ) : null}
                      </td>
                    );
                  })}
                  {table.pair ? <Progress share={progressOf(table, row.values)} /> : null}
                  <td>
                    {record.editable ? (
                      <ActionIcon
                        aria-label={`删去第 ${index + 1} 行`}
                        title="删去 Ctrl Delete"
                        tabIndex={-1}
                        onClick={() => void remove(index)}
                      >
                        <IconX size={14} />
                      </ActionIcon>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
            {summed ? (
              <tfoot>
                <tr>
                  {table.fields.map((field, index) => (
                    <td key={field.key} className={field.type === 'money' ? 'numeric' : undefined}>
                      {field.type === 'money' ? sumText(rows, field.key) : index === 0 ? '合计' : ''}
                    </td>
                  ))}
                  <td />
                </tr>
              </tfoot>
            ) : null}
          </table>
        </div>
      ) : null}
      {refusal.length > 0 ? (
        <div className={styles.refusal} role="alert">
          {refusal.map((message) => (
            <p key={message}>{message}</p>
          ))}
        </div>
      ) : null}
      {problems.map((problem) => (
        <p
          key={`${problem.rule}${problem.rowId}${problem.field}`}
          className={styles.problem}
          data-severity={problem.severity}
        >
          {problem.message}
        </p>
      ))}
    </section>
  );
}

/** How far a target is reached, in words and as a bar. */
function Progress({ share }: { readonly share: number | null }) {
  return (
    <td className={styles.progress}>
      {share === null ? null : (
        <>
          <span>{Math.round(share * 100)}%</span>
          <span className={styles.bar} aria-hidden="true">
            <span style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }} data-reached={share >= 1} />
          </span>
        </>
      )}
    </td>
  );
}

/** The new row is drawn once the record has been asked for again. */
function whenThere(grid: RefObject<HTMLTableElement | null>, row: number, column: string, tries = 80): void {
  const present = grid.current?.querySelectorAll('tbody tr').length ?? 0;
  if (present > row) focusCell(grid.current, row, column);
  else if (tries > 0) setTimeout(() => whenThere(grid, row, column, tries - 1), 25);
}
