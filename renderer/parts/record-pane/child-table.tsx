import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Change } from '../../../shared/contract/record-calls.ts';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import type { ChildTable as ChildTableShape } from '../../../shared/registers/register.ts';
import { newRowId } from '../new-row-id.ts';
import styles from './child-table.module.css';
import { FieldEditor } from './field-editor.tsx';

interface ChildTableProps {
  readonly table: ChildTableShape;
  readonly record: RecordView;
  readonly save: (changes: readonly Change[]) => Promise<string | null>;
}

/** Rows inside a record, edited in place: participants, yearly funds, targets. */
export function ChildTable({ table, record, save }: ChildTableProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const rows = record.tables[table.key] ?? [];
  const problems = record.problems.filter((problem) => problem.table === table.key);

  return (
    <div className={styles.block} data-field={table.key}>
      <div className={styles.head}>
        <h4>{table.label}</h4>
        <span className="quiet small">{rows.length > 0 ? `${rows.length} 行` : '还没有填写'}</span>
        {record.editable ? (
          <Button
            size="compact-xs"
            ml="auto"
            onClick={() => void save([{ table: table.key, rowId: newRowId(), live: true }]).then(setRefusal)}
          >
            添一行
          </Button>
        ) : null}
      </div>
      {rows.length > 0 ? (
        <div className={styles.scroller}>
          <table className={styles.table}>
            <thead>
              <tr>
                {table.fields.map((field) => (
                  <th key={field.key} scope="col">
                    {field.label}
                    {field.unit ? <span className="quiet"> {field.unit}</span> : null}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">操作</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={row.rowId}>
                  {table.fields.map((field) => {
                    const problem = problems.find((one) => one.rowId === row.rowId && one.field === field.key);
                    return (
                      <td key={field.key} title={problem?.message} data-type={field.type}>
                        <FieldEditor
                          field={field}
                          value={row.values[field.key]}
                          record={{ owner: record.owner, values: row.values }}
                          readOnly={!record.editable}
                          label={`${table.label}第 ${index + 1} 行 ${field.label}`}
                          invalid={problem ? (problem.severity === 'error' ? 'error' : 'warning') : undefined}
                          onSave={(value) => save([{ table: table.key, rowId: row.rowId, field: field.key, value }])}
                          onRefused={setRefusal}
                        />
                      </td>
                    );
                  })}
                  <td>
                    {record.editable ? (
                      <ActionIcon
                        aria-label={`删去第 ${index + 1} 行`}
                        onClick={() =>
                          void save([{ table: table.key, rowId: row.rowId, live: false }]).then(setRefusal)
                        }
                      >
                        <IconX size={14} />
                      </ActionIcon>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {refusal ? (
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
      ) : null}
      {problems.map((problem) => (
        <p key={`${problem.rule}${problem.rowId}${problem.field}`} className={styles.refusal}>
          {problem.message}
        </p>
      ))}
    </div>
  );
}
