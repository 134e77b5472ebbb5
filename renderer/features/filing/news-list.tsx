import { Button, CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { NewsRecord } from '../../../shared/contract/filing-calls.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { CallError, call, onEvent } from '../../client/bridge.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { ChangedFields } from './changed-fields.tsx';
import styles from './filing.module.css';
import { holdBack, release } from './hold.ts';
import { type LookedAt, NEWS_KINDS } from './news-kinds.ts';

interface NewsListProps {
  readonly looked: LookedAt;
  readonly onClose: () => void;
}

/** The records behind a number of the filing desk, each with its fields as filed before and as they go now. */
export function NewsList({ looked, onClose }: NewsListProps) {
  const { records, next, error, more } = useNews(looked);
  const register = registerById(looked.register);
  const kind = NEWS_KINDS.find((one) => one.kind === looked.kind);
  const title = `${register?.label ?? ''} · ${kind?.label ?? ''}`;
  return (
    <Panel
      flush
      title={title}
      label={title}
      aside={<CloseButton aria-label="收起记录清单" size="sm" onClick={onClose} />}
    >
      {error ? <ErrorNotice error={error} onRetry={() => more(true)} /> : null}
      <ul className={styles.news} aria-label={`${title}的记录`}>
        {records.map((record) => (
          <li key={record.id}>
            <div className={styles.newsHead}>
              <button
                type="button"
                className="link ellipsis"
                onClick={() => go('register', { register: looked.register, id: record.id })}
              >
                {record.title}
              </button>
              {looked.kind === 'added' && record.ownerName === null ? (
                <button type="button" className={`link small ${styles.aside}`} onClick={() => void holdBack(record.id)}>
                  暂不报送
                </button>
              ) : null}
              {looked.kind === 'held' ? (
                <button type="button" className={`link small ${styles.aside}`} onClick={() => void release(record.id)}>
                  恢复报送
                </button>
              ) : null}
              {record.ownerName ? <span className="second small">{record.ownerName}</span> : null}
            </div>
            {looked.kind === 'changed' && record.fields.length === 0 ? (
              <p className={styles.reason}>退回后没有改动，将原样再报。</p>
            ) : null}
            <ChangedFields fields={record.fields} />
            {record.reasons.map((one) => (
              <p key={one.message} className={styles.reason}>
                警示：{one.message} 说明：{one.reason}
              </p>
            ))}
          </li>
        ))}
        {next === null ? null : (
          <li>
            <Button size="compact-sm" onClick={() => more(false)}>
              再列一些
            </Button>
          </li>
        )}
      </ul>
    </Panel>
  );
}

function useNews(looked: LookedAt) {
  const [records, setRecords] = useState<readonly NewsRecord[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const { register, kind } = looked;

  function more(anew: boolean): void {
    const after = anew ? undefined : (next ?? undefined);
    call('filing.news', { register, kind, ...(after ? { after } : {}) }).then(
      (page) => {
        setError(null);
        setNext(page.next);
        setRecords((before) => (anew ? page.records : [...before, ...page.records]));
      },
      (refusal: unknown) => {
        if (refusal instanceof CallError) setError(refusal);
      },
    );
  }

  useEffect(() => {
    let over = false;
    const load = () =>
      call('filing.news', { register, kind }).then(
        (page) => {
          if (over) return;
          setError(null);
          setRecords(page.records);
          setNext(page.next);
        },
        (refusal: unknown) => {
          if (!over && refusal instanceof CallError) setError(refusal);
        },
      );
    void load();
    const stop = onEvent('data.changed', ({ topics }) => {
      if (topics.includes('records') || topics.includes('packages')) void load();
    });
    return () => {
      over = true;
      stop();
    };
  }, [register, kind]);

  return { records, next, error, more };
}
