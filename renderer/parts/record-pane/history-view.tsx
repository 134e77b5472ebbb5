import { Button, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { Change } from '../../../shared/contract/record-calls.ts';
import type { HistoryEntry, RecordView } from '../../../shared/contract/shapes.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import { useQuery } from '../../client/use-query.ts';
import { momentText } from '../amount.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { EmptyState } from '../notice.tsx';
import { officeName } from '../office-name.ts';
import { showToast } from '../toast.ts';
import { FiledCompare } from './filed-compare.tsx';
import { placeOf, placesOf, shownChange, sourceText, takingBack, toldChanges } from './history-changes.ts';
import styles from './history-view.module.css';

interface HistoryViewProps {
  readonly record: RecordView;
  readonly register: Register;
  /** Only this field; null for the whole record. */
  readonly field: string | null;
  readonly save: (changes: readonly Change[]) => Promise<string | null>;
  /** Another field to look at, or null for the whole record. */
  readonly onField: (field: string | null) => void;
}

/** What became of a record: every change, newest first, to be narrowed by field and office; or how it differs from what was filed. */
export function HistoryView({ record, register, field, save, onField }: HistoryViewProps) {
  const [side, setSide] = useState<'changes' | 'filed'>('changes');
  const [office, setOffice] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const history = useQuery('record.history', { id: record.id }, ['records', 'reviews', 'comments']);
  const all = history.data?.entries ?? [];
  const entries = narrowed(all, field, office);
  const offices = [...new Set(all.map((entry) => entry.office))];
  const places = placesOf(register, all);
  const known = field === null || places.some((place) => place.value === field);

  async function takeBack(change: Change, label: string) {
    const message = await save([change]);
    setRefusal(message);
    if (message === null) showToast(`已改回：${label}，可按 Ctrl Z 撤销`);
  }

  return (
    <div className={styles.history}>
      <div className={styles.filters}>
        <SegmentedControl
          size="xs"
          aria-label="看什么"
          value={side}
          onChange={(value) => setSide(value as typeof side)}
          data={[
            { value: 'changes', label: '历次改动' },
            { value: 'filed', label: '与报送时对照' },
          ]}
        />
        {side === 'changes' ? (
          <>
            <Select
              aria-label="只看字段"
              placeholder="全部字段"
              clearable
              searchable
              data={
                known ? [...places] : [...places, { value: field, label: findField(register, field)?.label ?? field }]
              }
              value={field}
              onChange={onField}
            />
            {offices.length > 1 ? (
              <Select
                aria-label="只看单位"
                placeholder="全部单位"
                clearable
                data={offices.map((code) => ({ value: code, label: officeName(code) }))}
                value={office}
                onChange={setOffice}
              />
            ) : null}
          </>
        ) : null}
      </div>
      {refusal ? (
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
      ) : null}
      {side === 'filed' ? (
        <FiledCompare
          record={record}
          register={register}
          onTakeBack={(change, label) => void takeBack(change, label)}
        />
      ) : (
        <>
          {history.error ? <ErrorNotice error={history.error} onRetry={history.refresh} /> : null}
          {history.data && entries.length === 0 ? <EmptyState sentence="还没有改动。" /> : null}
          <ol className={styles.entries}>
            {entries.map((entry) => (
              <li key={entry.sequence} className={styles.entry}>
                <div className={styles.by}>
                  <strong>{entry.label}</strong>
                  <span className="quiet small">
                    {officeName(entry.office)} {entry.officer}　{momentText(entry.at)}
                    {entry.source ? `　来自 ${sourceText(entry.source)}` : ''}
                  </span>
                </div>
                {toldChanges(entry).map((change) => {
                  const back = record.editable ? takingBack(register, record, change) : null;
                  return (
                    <div key={`${change.table ?? ''}${change.rowId ?? ''}${change.field}`} className={styles.change}>
                      <span className="second">{change.label}</span>
                      <span className={styles.before}>
                        {change.contending?.before ?? shownChange(register, change, change.before)}
                      </span>
                      <span aria-hidden="true">→</span>
                      <span>{change.contending?.after ?? shownChange(register, change, change.after)}</span>
                      {back ? (
                        <Button
                          size="compact-xs"
                          aria-label={`把${change.label}改回${shownChange(register, change, change.before)}`}
                          onClick={() => void takeBack(back, change.label)}
                        >
                          改回
                        </Button>
                      ) : null}
                    </div>
                  );
                })}
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

function narrowed(all: readonly HistoryEntry[], field: string | null, office: string | null): readonly HistoryEntry[] {
  return all
    .filter((entry) => office === null || entry.office === office)
    .map((entry) =>
      field === null ? entry : { ...entry, changes: entry.changes.filter((change) => placeOf(change) === field) },
    )
    .filter((entry) => field === null || entry.changes.length > 0);
}
