import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { byteSize } from '../../parts/amount.ts';
import { SeverityBadge } from '../../parts/badge.tsx';
import { evidenceFiles } from '../../parts/evidence-preview/evidence-file.ts';
import { EvidencePreview } from '../../parts/evidence-preview/evidence-preview.tsx';
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

/** The evidence files of a record, shown inside the program where they can be. */
export function RecordEvidence({ record }: { readonly record: RecordView }) {
  const [shown, setShown] = useState<string | null>(null);
  const close = useCallback(() => setShown(null), []);
  const files = evidenceFiles(record);
  if (files.length === 0) return <p className="quiet small">没有佐证材料</p>;
  return (
    <div className={styles.evidence}>
      <span className="second small">佐证 {files.length}</span>
      {files.map((file) => (
        <Button key={file.rowId} size="compact-xs" onClick={() => setShown(file.rowId)} title={file.note}>
          {file.name}
          <span className="quiet">　{byteSize(file.size)}</span>
        </Button>
      ))}
      {shown ? <EvidencePreview record={record.id} files={files} at={shown} onMove={setShown} onClose={close} /> : null}
    </div>
  );
}
