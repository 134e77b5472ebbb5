import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FiledRecord, FiledVerdict } from '../../../shared/contract/filing-calls.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { useQuery } from '../../client/use-query.ts';
import { momentText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import type { Tone } from '../../parts/tone.ts';
import { ChangedFields } from './changed-fields.tsx';
import styles from './filing.module.css';

export const VERDICTS: Readonly<Record<FiledVerdict, { tone: Tone; sign: string; label: string }>> = {
  accepted: { tone: 'green', sign: '✓', label: '已通过' },
  returned: { tone: 'red', sign: '↩', label: '已退回' },
  replaced: { tone: 'grey', sign: '−', label: '后来又报' },
  withdrawn: { tone: 'grey', sign: '−', label: '已撤回' },
  pending: { tone: 'blue', sign: '…', label: '待批复' },
};

const PAGE = 100;

interface FiledRecordsProps {
  readonly sequence: number;
  /** Only those that were answered so; null for all. */
  readonly verdict: FiledVerdict | null;
}

/** The records of an earlier filing as they were then, each with what became of it. */
export function FiledRecords({ sequence, verdict }: FiledRecordsProps) {
  const [limit, setLimit] = useState(PAGE);
  const asked = { sequence, limit, ...(verdict ? { verdict } : {}) };
  const found = useQuery('filing.records', asked, ['packages', 'reviews']);
  const records = found.data?.records ?? [];
  return (
    <>
      {found.error ? <ErrorNotice error={found.error} onRetry={found.refresh} /> : null}
      <ul className={styles.filedRecords} aria-label={`第 ${sequence} 号包报送的记录`}>
        {found.data && records.length === 0 ? <li className="quiet">这份包没有新报送的记录。</li> : null}
        {records.map((record) => (
          <FiledRecordLine key={record.id} sequence={sequence} record={record} />
        ))}
        {found.data?.next && limit < 500 ? (
          <li>
            <Button size="compact-sm" onClick={() => setLimit(500)}>
              再列一些
            </Button>
          </li>
        ) : null}
      </ul>
    </>
  );
}

function FiledRecordLine({ sequence, record }: { readonly sequence: number; readonly record: FiledRecord }) {
  const [open, setOpen] = useState(false);
  const { tone, sign, label } = VERDICTS[record.verdict];
  return (
    <li>
      <div className={styles.newsHead}>
        <button type="button" className="link ellipsis" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '▾' : '▸'} {record.title}
        </button>
        <span className="second small">{registerById(record.register)?.label ?? ''}</span>
        <Badge tone={tone} sign={sign}>
          {label}
        </Badge>
      </div>
      {open ? <FiledContent sequence={sequence} record={record} /> : null}
    </li>
  );
}

function FiledContent({ sequence, record }: { readonly sequence: number; readonly record: FiledRecord }) {
  const { data, error, refresh } = useQuery('filing.record', { sequence, id: record.id }, ['packages']);
  if (error) return <ErrorNotice error={error} onRetry={refresh} />;
  if (!data) return null;
  return (
    <>
      <p className={styles.reason}>
        {momentText(data.at)}报送时的内容
        {data.formerAt ? `，与 ${momentText(data.formerAt)}的上一次报送对照` : '，此前没有报送过'}。{' '}
        <button
          type="button"
          className="link"
          onClick={() => go('register', { register: record.register, id: record.id })}
        >
          看现在的记录
        </button>
      </p>
      <ChangedFields fields={data.fields} />
    </>
  );
}
