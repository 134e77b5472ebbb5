import { Button, Modal } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconRotateClockwise,
  IconX,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useEffect, useRef, useState, type WheelEvent } from 'react';
import { codeLabel } from '../../../shared/codes/code-tables.ts';
import { CallError, call } from '../../client/bridge.ts';
import { byteSize } from '../amount.ts';
import { type EvidenceFile, evidenceAddress, previewOf } from './evidence-file.ts';
import styles from './evidence-preview.module.css';
import { ImageView, type ViewProps } from './image-view.tsx';
import { openElsewhere, saveCopy } from './open-elsewhere.ts';
import { nextZoom, turned, type Zoom } from './zoom.ts';

const PdfView = lazy(() => import('./pdf-view.tsx').then((module) => ({ default: module.PdfView })));

interface EvidencePreviewProps {
  readonly record: string;
  readonly files: readonly EvidenceFile[];
  /** Row of the file shown. */
  readonly at: string;
  readonly onMove: (rowId: string) => void;
  readonly onClose: () => void;
}

interface Look {
  readonly rowId: string | undefined;
  readonly zoom: Zoom;
  readonly turn: number;
  readonly fault: string | null;
}

const FRESH: Look = { rowId: undefined, zoom: 'fit', turn: 0, fault: null };

/** The evidence of a record over the whole window: pictures and PDFs inside the program, ← and → from file to file. */
export function EvidencePreview({ record, files, at, onMove, onClose }: EvidencePreviewProps) {
  const index = files.findIndex((one) => one.rowId === at);
  const file = files[index];
  const rowId = file?.rowId;
  const [scale, setScale] = useState(1);
  const [looked, setLooked] = useState<Look>(FRESH);
  // Another file is looked at afresh.
  const { zoom, turn, fault } = looked.rowId === rowId ? looked : FRESH;
  const look = useCallback(
    (change: Partial<Look>) =>
      setLooked((before) => ({ ...(before.rowId === rowId ? before : FRESH), ...change, rowId })),
    [rowId],
  );

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

  const onFault = useCallback(
    (sentence: string | null) => {
      if (sentence) look({ fault: sentence });
      else if (rowId) void reasonOf(record, rowId).then((reason) => look({ fault: reason }));
    },
    [record, rowId, look],
  );

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
    else if (event.key === '+' || event.key === '=') look({ zoom: nextZoom(scale, 1) });
    else if (event.key === '-') look({ zoom: nextZoom(scale, -1) });
    else if (event.key === '0') look({ zoom: 'fit' });
    else if (event.key.toLowerCase() === 'r') look({ turn: turned(turn) });
    else return false;
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

  function onWheel(event: WheelEvent) {
    if (event.ctrlKey) look({ zoom: nextZoom(scale, event.deltaY < 0 ? 1 : -1) });
  }

  const kind = previewOf(file);
  const view: ViewProps = {
    address: evidenceAddress(record, file.rowId),
    name: file.name,
    zoom,
    turn,
    onScale: setScale,
    onFault,
  };
  const shown = kind !== 'none' && fault === null;
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
              {shown ? (
                <>
                  <Button aria-label="缩小" title="缩小 −" onClick={() => look({ zoom: nextZoom(scale, -1) })}>
                    <IconZoomOut size={16} />
                  </Button>
                  <span className={styles.scale} role="status">
                    {Math.round(scale * 100)}%
                  </span>
                  <Button aria-label="放大" title="放大 +" onClick={() => look({ zoom: nextZoom(scale, 1) })}>
                    <IconZoomIn size={16} />
                  </Button>
                  <Button title="适合窗口 0" aria-pressed={zoom === 'fit'} onClick={() => look({ zoom: 'fit' })}>
                    适合窗口
                  </Button>
                  <Button aria-label="旋转" title="旋转 R" onClick={() => look({ turn: turned(turn) })}>
                    <IconRotateClockwise size={16} />
                  </Button>
                </>
              ) : null}
              <Button onClick={() => void saveCopy(record, file)}>另存为…</Button>
              <Button onClick={() => void openElsewhere(record, file.rowId)}>用其他程序打开</Button>
              <Button aria-label="关闭预览" title="关闭 Esc" data-autofocus onClick={onClose}>
                <IconX size={16} />
              </Button>
            </div>
          </header>
          <div className={styles.stage} onWheel={onWheel}>
            {fault !== null ? (
              <div className={styles.instead} role="alert">
                {fault}
              </div>
            ) : kind === 'image' ? (
              <ImageView key={file.rowId} {...view} />
            ) : kind === 'pdf' ? (
              <Suspense fallback={<p className={styles.waiting}>正在打开…</p>}>
                <PdfView key={file.rowId} {...view} />
              </Suspense>
            ) : (
              <div className={styles.instead}>
                <p>{file.name}</p>
                <p className="quiet">{byteSize(file.size)}，这类文件不在程序内预览。</p>
                <Button variant="filled" onClick={() => void openElsewhere(record, file.rowId)}>
                  用其他程序打开
                </Button>
              </div>
            )}
          </div>
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

/** Why a file could not be shown, in the core's own words where it knows. */
async function reasonOf(record: string, rowId: string): Promise<string> {
  try {
    await call('evidence.read', { id: record, rowId });
    return '文件不完整、太大，或内容与它的名称不符，不能在程序内预览。可以用其他程序打开试试。';
  } catch (error) {
    return error instanceof CallError ? error.value.message : '没有打开，请再试一次。';
  }
}
