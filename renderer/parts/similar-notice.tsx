import { useEffect, useState } from 'react';
import type { RecordView } from '../../shared/contract/shapes.ts';
import type { Register } from '../../shared/registers/register.ts';
import { similarFields } from '../../shared/similar/similar-keys.ts';
import { reasonLabel } from '../../shared/similar/similar-reason.ts';
import { go } from '../app/navigation.ts';
import { useQuery } from '../client/use-query.ts';
import { Notice } from './notice.tsx';

/** How long a field rests before likely same records are looked for, in milliseconds. */
const PAUSE = 250;

interface SimilarNoticeProps {
  readonly record: RecordView;
  readonly register: Register;
}

/** 可能已有: records that a draft may repeat, by its number or name, while it can still be dropped or merged. */
export function SimilarNotice({ record, register }: SimilarNoticeProps) {
  const asked = record.state === 'draft' && record.live && record.editable;
  const values = Object.fromEntries(
    similarFields(register).flatMap((key) => {
      const value = record.values[key];
      return value === undefined || value === null ? [] : [[key, value]];
    }),
  );
  const settled = useRested(asked ? JSON.stringify(values) : '');
  const input = settled === '' ? null : { register: register.id, id: record.id, values: JSON.parse(settled) };
  const { data } = useQuery('record.similar', input, ['records']);
  const matches = data?.matches ?? [];
  if (matches.length === 0) return null;
  return (
    <Notice tone="warning">
      可能已有：
      {matches.map((match) => (
        <span key={match.id}>
          「{match.title}」（{reasonLabel(match.reason)}）
          <button
            type="button"
            className="link"
            onClick={() => go('similar', { register: register.id, one: match.id, other: record.id })}
          >
            对照合并
          </button>{' '}
        </span>
      ))}
    </Notice>
  );
}

/** A text once it has stood for a while. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
