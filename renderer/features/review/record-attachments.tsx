import { Button } from '@mantine/core';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { call } from '../../client/bridge.ts';
import { byteSize } from '../../parts/amount.ts';
import { SeverityBadge } from '../../parts/badge.tsx';
import { showError } from '../../parts/toast.ts';
import styles from './review.module.css';

/** What the checks found in a record, and the reason the city wrote for each 警示. */
export function RecordFaults({ record }: { readonly record: RecordView }) {
  if (record.problems.length === 0) return null;
  return (
    <ul className={styles.faults} aria-label="校验结果">
      {record.problems.map((problem) => (
        <li key={`${problem.rule}${problem.field ?? ''}${problem.rowId ?? ''}`}>
          <SeverityBadge severity={problem.severity} />
          <span>
            {problem.message}
            {problem.reason ? <span className="second">　说明：{problem.reason}</span> : null}
            {problem.severity === 'warning' && !problem.reason ? (
              <span className={styles.missing}>　没有说明</span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The evidence files of a record, each opened by the system's own viewer. */
export function RecordEvidence({ record }: { readonly record: RecordView }) {
  const files = record.tables[EVIDENCE_TABLE] ?? [];
  if (files.length === 0) return <p className="quiet small">没有佐证材料</p>;

  async function open(rowId: string) {
    try {
      const { path } = await call('evidence.read', { id: record.id, rowId });
      await call('host.open-file', { path });
    } catch (error) {
      showError(error);
    }
  }

  return (
    <div className={styles.evidence}>
      <span className="second small">佐证 {files.length}</span>
      {files.map((file) => (
        <Button
          key={file.rowId}
          size="compact-xs"
          onClick={() => open(file.rowId)}
          title={String(file.values.note ?? '')}
        >
          {String(file.values.name ?? '未命名')}
          <span className="quiet">　{byteSize(Number(file.values.size ?? 0))}</span>
        </Button>
      ))}
    </div>
  );
}
