import { type DragEvent, useState } from 'react';
import styles from './receive.module.css';

interface DropZoneProps {
  readonly busy: boolean;
  readonly onPaths: (paths: readonly string[]) => void;
  readonly onPick: () => void;
}

/** Where packages are dropped, many at once, files or whole folders; Enter opens the file dialog instead. */
export function DropZone({ busy, onPaths, onPick }: DropZoneProps) {
  const [over, setOver] = useState(false);

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const paths = Array.from(event.dataTransfer.files, (file) => window.taizhang.pathOf(file)).filter(
      (path) => path !== '',
    );
    if (paths.length > 0) onPaths(paths);
  }

  return (
    <button
      type="button"
      className={styles.drop}
      data-over={over || undefined}
      disabled={busy}
      onClick={onPick}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <strong>{busy ? '正在验包…' : '把报送包拖到这里'}</strong>
      <span className="second small">可一次拖入多个，验真之前什么也不会写入</span>
    </button>
  );
}
