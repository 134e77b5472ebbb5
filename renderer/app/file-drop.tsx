import { useEffect, useState } from 'react';
import { useOfficeWords } from '../parts/office-words.ts';
import styles from './frame.module.css';
import { go } from './navigation.ts';

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** A package dropped anywhere goes to where packages are received; `paths` holds one path per line. */
export function FileDrop() {
  const { receives } = useOfficeWords();
  const [dragging, setDragging] = useState(false);

  useEffect(() => {
    let depth = 0;
    function enter(event: DragEvent) {
      if (!hasFiles(event)) return;
      depth += 1;
      // An open record takes files as its evidence.
      setDragging(!(event.target instanceof Element && event.target.closest('[data-takes-files]')));
    }
    function leave(event: DragEvent) {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setDragging(false);
    }
    function over(event: DragEvent) {
      if (hasFiles(event)) event.preventDefault();
    }
    function drop(event: DragEvent) {
      depth = 0;
      setDragging(false);
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])].filter((file) => file.name.toLowerCase().endsWith('.tzb'));
      if (files.length === 0) return;
      const paths = files.map((file) => window.taizhang.pathOf(file)).join('\n');
      go(receives ? 'receive' : 'reply-inbox', { paths });
    }
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [receives]);

  if (!dragging) return null;
  return <div className={styles.dropping}>{receives ? '放开即验看报送包' : '放开即验看文件'}</div>;
}
