import { Button } from '@mantine/core';
import type { Change } from '../../../shared/contract/record-calls.ts';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { useQuery } from '../../client/use-query.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { EmptyState } from '../notice.tsx';
import { filedDifferences } from './filed-differences.ts';
import styles from './history-view.module.css';

interface FiledCompareProps {
  readonly record: RecordView;
  readonly register: Register;
  readonly onTakeBack: (change: Change, label: string) => void;
}

/** A record beside what was last filed of it. */
export function FiledCompare({ record, register, onTakeBack }: FiledCompareProps) {
  const { data, error, refresh } = useQuery('record.filed', { id: record.id }, ['records', 'packages', 'reviews']);
  if (error) return <ErrorNotice error={error} onRetry={refresh} />;
  if (!data) return null;
  const { filed } = data;
  if (!filed) return <EmptyState sentence="这条记录还没有报送过。" />;
  const differences = filedDifferences(register, record, filed);
  const when = `${periodLabel(filed.period)}，${filed.at} ${filed.officer}报送，第 ${filed.round} 轮`;
  if (differences.length === 0) return <EmptyState sentence={`与报送的内容一致（${when}）。`} />;
  return (
    <>
      <p className="quiet small">{when}</p>
      <table className={styles.compare}>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">报送时</th>
            <th scope="col">现在</th>
            <th scope="col">
              <span className="visually-hidden">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ key, label, was, is, back }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td>{was || '（空）'}</td>
              <td>{is || '（空）'}</td>
              <td>
                {back && record.editable ? (
                  <Button size="compact-xs" onClick={() => onTakeBack(back, label)}>
                    改回
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
