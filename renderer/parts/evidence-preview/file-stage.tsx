import { Button } from '@mantine/core';
import { IconRotateClockwise, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useState, type WheelEvent } from 'react';
import { CallError, call } from '../../client/bridge.ts';
import { byteSize } from '../amount.ts';
import { type EvidenceFile, evidenceAddress, previewOf } from './evidence-file.ts';
import styles from './evidence-preview.module.css';
import { ImageView, type ViewProps } from './image-view.tsx';
import { openElsewhere } from './open-elsewhere.ts';
import { nextZoom, turned, type Zoom } from './zoom.ts';

const PdfView = lazy(() => import('./pdf-view.tsx').then((module) => ({ default: module.PdfView })));

interface Look {
  readonly rowId: string | undefined;
  readonly zoom: Zoom;
  readonly turn: number;
  readonly fault: string | null;
}

const FRESH: Look = { rowId: undefined, zoom: 'fit', turn: 0, fault: null };

/** How a file is being looked at: how large, how turned, or why it is not shown. Another file is looked at afresh. */
export interface FileLook {
  readonly zoom: Zoom;
  readonly turn: number;
  readonly fault: string | null;
  /** The scale it is shown at now. */
  readonly scale: number;
  readonly onScale: (scale: number) => void;
  readonly onFault: (sentence: string | null) => void;
  readonly zoomBy: (by: 1 | -1) => void;
  readonly fit: () => void;
  readonly rotate: () => void;
}

export function useFileLook(record: string, rowId: string | undefined): FileLook {
  const [scale, setScale] = useState(1);
  const [looked, setLooked] = useState<Look>(FRESH);
  const { zoom, turn, fault } = looked.rowId === rowId ? looked : FRESH;
  const look = useCallback(
    (change: Partial<Look>) =>
      setLooked((before) => ({ ...(before.rowId === rowId ? before : FRESH), ...change, rowId })),
    [rowId],
  );
  const onFault = useCallback(
    (sentence: string | null) => {
      if (sentence) look({ fault: sentence });
      else if (rowId) void reasonOf(record, rowId).then((reason) => look({ fault: reason }));
    },
    [record, rowId, look],
  );
  return {
    zoom,
    turn,
    fault,
    scale,
    onScale: setScale,
    onFault,
    zoomBy: (by) => look({ zoom: nextZoom(scale, by) }),
    fit: () => look({ zoom: 'fit' }),
    rotate: () => look({ turn: turned(turn) }),
  };
}

/** The keys of a file that is looked at: + − 0; true where the key was one of them. */
export function answerLookKey(look: FileLook, key: string): boolean {
  if (key === '+' || key === '=') look.zoomBy(1);
  else if (key === '-') look.zoomBy(-1);
  else if (key === '0') look.fit();
  else return false;
  return true;
}

interface LookToolsProps {
  readonly file: EvidenceFile;
  readonly look: FileLook;
  /** The key that rotates, where the page has one free for it. */
  readonly rotateKey?: string;
}

/** The buttons to look at a file closely; nothing for a file that is not shown. */
export function LookTools({ file, look, rotateKey = '' }: LookToolsProps) {
  if (previewOf(file) === 'none' || look.fault !== null) return null;
  return (
    <>
      <Button aria-label="缩小" title="缩小 −" onClick={() => look.zoomBy(-1)}>
        <IconZoomOut size={16} />
      </Button>
      <span className={styles.scale} role="status">
        {Math.round(look.scale * 100)}%
      </span>
      <Button aria-label="放大" title="放大 +" onClick={() => look.zoomBy(1)}>
        <IconZoomIn size={16} />
      </Button>
      <Button title="适合窗口 0" aria-pressed={look.zoom === 'fit'} onClick={look.fit}>
        适合窗口
      </Button>
      <Button aria-label="旋转" title={`旋转 ${rotateKey}`.trim()} onClick={look.rotate}>
        <IconRotateClockwise size={16} />
      </Button>
    </>
  );
}

interface FileStageProps {
  readonly record: string;
  readonly file: EvidenceFile;
  readonly look: FileLook;
}

/** A piece of evidence in the room it is given: picture or PDF, else why not and what to do. */
export function FileStage({ record, file, look }: FileStageProps) {
  const kind = previewOf(file);
  const { zoom, turn, fault, onScale, onFault } = look;
  const view: ViewProps = {
    address: evidenceAddress(record, file.rowId),
    name: file.name,
    zoom,
    turn,
    onScale,
    onFault,
  };
  function onWheel(event: WheelEvent) {
    if (event.ctrlKey) look.zoomBy(event.deltaY < 0 ? 1 : -1);
  }
  return (
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
