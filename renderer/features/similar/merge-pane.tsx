import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { SimilarPairView } from '../../../shared/contract/similar-calls.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { reasonLabel } from '../../../shared/similar/similar-reason.ts';
import { go } from '../../app/navigation.ts';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { StatusBadge } from '../../parts/badge.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState, Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { showError, showToast } from '../../parts/toast.ts';
import { type Choice, chosenValues, mergeLines } from './merge-choice.ts';
import { MergeConsequences } from './merge-consequences.tsx';
import { MergeRow } from './merge-row.tsx';
import styles from './similar.module.css';

/** What the province knows already is the one to keep, unless a person says otherwise. */
const ORDER = { draft: 0, withdrawn: 0, returned: 1, submitted: 2, accepted: 3 } as const;

interface MergePaneProps {
  readonly pair: SimilarPairView;
  /** The pair was merged or told apart. */
  readonly onSettled: () => void;
}

/** Two records side by side, field by field, and the one they would become. */
export function MergePane({ pair, onSettled }: MergePaneProps) {
  const [swapped, setSwapped] = useState(ORDER[pair.other.state] > ORDER[pair.one.state]);
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice>>>({});
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(undefined);
  const [survivorId, otherId] = swapped ? [pair.other.id, pair.one.id] : [pair.one.id, pair.other.id];
  const survivor = useQuery('record.get', { id: survivorId }, ['records', 'reviews', 'comments']);
  const other = useQuery('record.get', { id: otherId }, ['records', 'reviews', 'comments']);
  const error = survivor.error ?? other.error;
  const [kept, gone] = [survivor.data, other.data];
  if (error && (!kept || !gone)) return <ErrorNotice error={error} onRetry={onSettled} />;
  const register = kept && registerById(kept.register);
  if (!kept || !gone || !register || kept.id !== survivorId || gone.id !== otherId)
    return <EmptyState sentence="正在取记录…" />;

  const lines = mergeLines(register, kept, gone, chosen).filter(
    (line) => !onlyDifferent || line.differs || line.choice.source === 'typed',
  );
  const locked = [kept, gone].filter((record) => record.locked);

  async function merge() {
    setBusy(true);
    setRefusal(undefined);
    try {
      const done = await call('record.merge', { survivor: survivorId, other: otherId, values: chosenValues(chosen) });
      showToast(`已合并为一条${done.followed > 0 ? `，${done.followed} 条引用随之改写` : ''}。`, { undo: done.act });
      onSettled();
    } catch (failure) {
      setRefusal(failure);
    } finally {
      setBusy(false);
    }
  }

  async function tellApart() {
    const ids = { one: pair.one.id, other: pair.other.id };
    try {
      await call('similar.distinct', ids);
      showToast('已记下：不是同一条，以后不再列出。', {
        action: {
          label: '收回',
          run: () =>
            void call('similar.distinct', { ...ids, distinct: false }).then(onSettled, (failure: unknown) =>
              showError(failure),
            ),
        },
      });
      onSettled();
    } catch (failure) {
      setRefusal(failure);
    }
  }

  return (
    <Panel className={styles.pane} label={`${pair.title}、${pair.otherTitle}`}>
      <div className={styles.head}>
        <h2 className={styles.title}>{reasonLabel(pair.reason)}</h2>
        <Checkbox
          label="只看不同"
          checked={onlyDifferent}
          onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
        />
        <div className={styles.acts}>
          <Button onClick={() => void tellApart()}>不是同一条</Button>
          <Button variant="filled" loading={busy} disabled={locked.length > 0} onClick={() => void merge()}>
            合并为一条
          </Button>
        </div>
      </div>
      {locked.length > 0 ? (
        <Notice tone="warning">
          {locked.map((record) => `「${record.title}」`).join('、')}
          已通过审核并锁定，不能合并。确需合并，请先在台账中打开并解锁，写明理由。
        </Notice>
      ) : null}
      {refusal ? <ErrorNotice error={refusal} /> : null}
      <table className={styles.sides}>
        <thead>
          <tr>
            <th scope="col">字段</th>
            {[kept, gone].map((record, index) => (
              <th key={record.id} scope="col">
                <div className={styles.column}>
                  <strong>{index === 0 ? '留下这一条' : '并入后撤回'}</strong>
                  <StatusBadge state={record.state} changed={record.changed} />
                  <button
                    type="button"
                    className="link small"
                    onClick={() => go('register', { register: record.register, id: record.id })}
                  >
                    打开
                  </button>
                  {index === 1 ? (
                    <button
                      type="button"
                      className="link small"
                      onClick={() => {
                        setSwapped(!swapped);
                        setChosen({});
                      }}
                    >
                      ⇄ 改留这一条
                    </button>
                  ) : null}
                </div>
              </th>
            ))}
            <th scope="col">合并后</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <MergeRow
              key={line.field.key}
              line={line}
              record={kept}
              onChoose={(choice) => setChosen({ ...chosen, [line.field.key]: choice })}
              values={[kept.values[line.field.key] ?? null, gone.values[line.field.key] ?? null]}
            />
          ))}
          {lines.length === 0 ? (
            <tr>
              <td colSpan={4}>各字段都相同。</td>
            </tr>
          ) : null}
        </tbody>
      </table>
      <MergeConsequences register={register} survivor={survivorId} other={otherId} values={chosenValues(chosen)} />
    </Panel>
  );
}
