import { Button } from '@mantine/core';
import type { Change } from '../../../shared/contract/record-calls.ts';
import type { HistoryEntry, RecordView } from '../../../shared/contract/shapes.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { useQuery } from '../../client/use-query.ts';
import { momentText } from '../amount.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { EmptyState } from '../notice.tsx';
import { officeName } from '../office-name.ts';
import styles from './history-view.module.css';

interface HistoryViewProps {
  readonly record: RecordView;
  readonly register: Register;
  /** Only this field; null for the whole record. */
  readonly field: string | null;
  readonly save: (changes: readonly Change[]) => Promise<string | null>;
  readonly onAll: () => void;
}

type Entry = HistoryEntry;

const LIVE = '$live';
const HIDDEN_FIELDS: ReadonlySet<string> = new Set(['sha256', 'size', 'mediaType']);

function shown(register: Register, change: Entry['changes'][number], value: FieldValue): string {
  const field = findField(register, change.field, change.table);
  if (!field) return value === null ? '（空）' : String(value);
  return formatValue(field, value) || '（空）';
}

/** Beside a file's name its size, type and digest say nothing to a person; nor does a row's coming beside its content. */
function toldChanges(entry: Entry): Entry['changes'] {
  return entry.changes.filter((change) => {
    if (change.table === EVIDENCE_TABLE && HIDDEN_FIELDS.has(change.field)) return false;
    if (change.field !== LIVE) return true;
    return !entry.changes.some((other) => other.field !== LIVE && other.rowId === change.rowId);
  });
}

/** Every change ever made to a record or one of its fields, newest first; a former value can be taken back. */
export function HistoryView({ record, register, field, save, onAll }: HistoryViewProps) {
  const input = field ? { id: record.id, field } : { id: record.id };
  const history = useQuery('record.history', input, ['records', 'reviews', 'comments']);
  const entries = history.data?.entries ?? [];
  const label = field ? findField(register, field)?.label : null;

  return (
    <div className={styles.history}>
      <div className="row">
        <strong>{label ? `${label}的历次改动` : '历次改动'}</strong>
        {field ? (
          <button type="button" className="link small" onClick={onAll}>
            看整条记录的
          </button>
        ) : null}
      </div>
      {history.error ? <ErrorNotice error={history.error} onRetry={history.refresh} /> : null}
      {history.data && entries.length === 0 ? <EmptyState sentence="还没有改动。" /> : null}
      <ol className={styles.entries}>
        {entries.map((entry) => (
          <li key={entry.sequence} className={styles.entry}>
            <div className={styles.by}>
              <strong>{entry.label}</strong>
              <span className="quiet small">
                {officeName(entry.office)} {entry.officer}　{momentText(entry.at)}
                {entry.source ? `　来自 ${entry.source}` : ''}
              </span>
            </div>
            {toldChanges(entry).map((change) => (
              <div key={`${change.table ?? ''}${change.rowId ?? ''}${change.field}`} className={styles.change}>
                <span className="second">{change.label}</span>
                <span className={styles.before}>{shown(register, change, change.before)}</span>
                <span aria-hidden="true">→</span>
                <span>{shown(register, change, change.after)}</span>
                {record.editable && findField(register, change.field, change.table) ? (
                  <Button
                    size="compact-xs"
                    onClick={() =>
                      void save([
                        {
                          field: change.field,
                          ...(change.table ? { table: change.table } : {}),
                          ...(change.rowId ? { rowId: change.rowId } : {}),
                          value: change.before,
                        },
                      ])
                    }
                  >
                    改回
                  </Button>
                ) : null}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </div>
  );
}
