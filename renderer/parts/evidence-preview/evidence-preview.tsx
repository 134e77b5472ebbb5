import { Button, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { codeLabel } from '../../../shared/codes/code-tables.ts';
import { byteSize } from '../amount.ts';
import type { EvidenceFile } from './evidence-file.ts';
import styles from './evidence-preview.module.css';
import { answerLookKey, FileStage, LookTools, useFileLook } from './file-stage.tsx';
import { openElsewhere, saveCopy } from './open-elsewhere.ts';

interface EvidencePreviewProps {
  readonly record: string;
  readonly files: readonly EvidenceFile[];
  /** Row of the file shown. */
  readonly at: string;
  readonly onMove: (rowId: string) => void;
  readonly onClose: () => void;
}

/** The evidence of a record over the whole window: pictures and PDFs inside the program, ← and → from file to file. */
export function EvidencePreview({ record, files, at, onMove, onClose }: EvidencePreviewProps) {
  const index = files.findIndex((one) => one.rowId === at);
  const file = files[index];
  const look = useFileLook(record, file?.rowId);

  // The keys go on where the preview was opened from.
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    },
    [opener],
  );

  // Taken away meanwhile, here or by 撤销.
  useEffect(() => {
    if (!file) onClose();
  }, [file, onClose]);

  function move(by: number) {
    const next = files[index + by];
    if (next) onMove(next.rowId);
  }

  // Over the whole window the keys are the preview's, wherever the focus is; what lies below must not see them.
  const keys = useRef<(event: KeyboardEvent) => boolean>(() => false);
  keys.current = (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey) return false;
    if (event.key === 'Escape') onClose();
    else if (event.target instanceof HTMLInputElement) return false;
    else if (event.key === 'ArrowLeft') move(-1);
    else if (event.key === 'ArrowRight') move(1);
    else if (event.key.toLowerCase() === 'r') look.rotate();
    else return answerLookKey(look, event.key);
    return true;
  };
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (!keys.current(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);

  if (!file) return null;
  return (
    <Modal.Root opened fullScreen padding={0} closeOnEscape={false} onClose={onClose}>
      <Modal.Content className={styles.content} aria-label={`佐证材料：${file.name}`}>
        <Modal.Body className={styles.body}>
          <header className={styles.header}>
            <div className={styles.name}>
              <strong className="ellipsis">{file.name}</strong>
              <span className="quiet small">
                {byteSize(file.size)}
                {file.kind ? `　${codeLabel('evidence-kind', file.kind)}` : ''}
                {file.note ? `　${file.note}` : ''}
              </span>
            </div>
            <div className={styles.tools}>
              <LookTools file={file} look={look} rotateKey="R" />
              <Button onClick={() => void saveCopy(record, file)}>另存为…</Button>
              <Button onClick={() => void openElsewhere(record, file.rowId)}>用其他程序打开</Button>
              <Button aria-label="关闭预览" title="关闭 Esc" data-autofocus onClick={onClose}>
                <IconX size={16} />
              </Button>
            </div>
          </header>
          <FileStage record={record} file={file} look={look} />
          {files.length > 1 ? (
            <footer className={styles.footer}>
              <Button disabled={index === 0} onClick={() => move(-1)} leftSection={<IconChevronLeft size={14} />}>
                上一份
              </Button>
              <span>
                第 {index + 1} 份，共 {files.length} 份
              </span>
              <Button
                disabled={index === files.length - 1}
                onClick={() => move(1)}
                rightSection={<IconChevronRight size={14} />}
              >
                下一份
              </Button>
            </footer>
          ) : null}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
