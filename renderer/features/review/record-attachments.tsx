import { Button } from '@mantine/core';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { byteSize } from '../../parts/amount.ts';
import { SeverityBadge } from '../../parts/badge.tsx';
import { evidenceFiles } from '../../parts/evidence-preview/evidence-file.ts';
import { showEvidence, toggleEvidence, useEvidenceStore } from './evidence-store.ts';
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

/** The evidence files of a record; one that is pressed is shown beside the record. */
export function RecordEvidence({ record }: { readonly record: RecordView }) {
  const { beside } = useEvidenceStore();
  const files = evidenceFiles(record);
  if (files.length === 0) return <p className="quiet small">没有佐证材料</p>;
  return (
    <div className={styles.evidence}>
      <Button size="compact-xs" aria-pressed={beside} title="在旁边看佐证材料 E" onClick={toggleEvidence}>
        佐证 {files.length} E
      </Button>
      {files.map((file) => (
        <Button key={file.rowId} size="compact-xs" onClick={() => showEvidence(file.rowId)} title={file.note}>
          {file.name}
          <span className="quiet">　{byteSize(file.size)}</span>
        </Button>
      ))}
    </div>
  );
}
