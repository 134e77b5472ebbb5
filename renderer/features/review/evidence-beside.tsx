import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useQuery } from '../../client/use-query.ts';
import { byteSize } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { evidenceFiles } from '../../parts/evidence-preview/evidence-file.ts';
import { EvidencePreview } from '../../parts/evidence-preview/evidence-preview.tsx';
import { answerLookKey, FileStage, LookTools, useFileLook } from '../../parts/evidence-preview/file-stage.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { usePageKeys } from '../../parts/use-page-keys.ts';
import { showEvidence, toggleEvidence, useEvidenceStore } from './evidence-store.ts';
import styles from './review.module.css';

/** The evidence of the record under review, beside it: ← and → from file to file, + − 0 for its size. */
export function EvidenceBeside({ id }: { readonly id: string }) {
  const record = useQuery('record.get', { id }, ['records']);
  const wanted = useEvidenceStore((state) => state.file);
  const [whole, setWhole] = useState(false);
  const close = useCallback(() => setWhole(false), []);
  const files = record.data?.id === id ? evidenceFiles(record.data) : [];
  const index = Math.max(
    0,
    files.findIndex((one) => one.rowId === wanted),
  );
  const file = files[index];
  const look = useFileLook(id, file?.rowId);

  const toFile = (step: number) => {
    const next = files[index + step];
    if (next) showEvidence(next.rowId);
  };
  usePageKeys((key) => {
    if (key === 'ArrowLeft') toFile(-1);
    else if (key === 'ArrowRight') toFile(1);
    else return answerLookKey(look, key);
    return true;
  });

  return (
    <Panel flush className={styles.beside} label="佐证材料">
      <header className={styles.besideHead}>
        <strong className="ellipsis" title={file?.name}>
          {file?.name ?? '佐证材料'}
        </strong>
        <span className="quiet small grow">{file ? byteSize(file.size) : ''}</span>
        <Button size="compact-xs" aria-label="收起佐证" title="收起 E" onClick={toggleEvidence}>
          <IconX size={14} />
        </Button>
      </header>
      {record.error && !record.data ? <ErrorNotice error={record.error} onRetry={record.refresh} /> : null}
      {file ? (
        <>
          <div className={styles.besideTools}>
            <LookTools file={file} look={look} />
            <Button onClick={() => setWhole(true)}>全窗口</Button>
          </div>
          <FileStage record={id} file={file} look={look} />
          {files.length > 1 ? (
            <footer className={styles.besideFoot}>
              <Button size="compact-xs" disabled={index === 0} onClick={() => toFile(-1)}>
                ← 上一份
              </Button>
              <span>
                第 {index + 1} 份，共 {files.length} 份
              </span>
              <Button size="compact-xs" disabled={index === files.length - 1} onClick={() => toFile(1)}>
                下一份 →
              </Button>
            </footer>
          ) : null}
          {whole ? (
            <EvidencePreview record={id} files={files} at={file.rowId} onMove={showEvidence} onClose={close} />
          ) : null}
        </>
      ) : record.data ? (
        <EmptyState sentence="这条记录没有佐证材料。缺的可以写意见，请填报单位补传。" />
      ) : null}
    </Panel>
  );
}
