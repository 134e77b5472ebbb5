import { useEffect, useRef, useState } from 'react';
import type { Section } from '../../../shared/registers/register.ts';
import styles from './record-pane.module.css';

export interface SectionAnchor {
  readonly section: Section;
  /** Files that lie there. */
  readonly files: number;
  /** Problems and comments that are open there. */
  readonly matters: number;
}

interface SectionAnchorsProps {
  readonly anchors: readonly SectionAnchor[];
  /** Id of the section that one is in. */
  readonly here: string | undefined;
  readonly onShow: (section: string) => void;
}

/** So much of the row an arrow moves on at a time. */
const STEP = 0.7;

/** The row of a record's sections. Where it is wider than the pane, an arrow at its edge tells so and moves it on. */
export function SectionAnchors({ anchors, here, onShow }: SectionAnchorsProps) {
  const row = useRef<HTMLElement>(null);
  const [hidden, setHidden] = useState({ before: false, after: false });

  useEffect(() => {
    const box = row.current;
    if (!box) return;
    const look = () =>
      setHidden({ before: box.scrollLeft > 1, after: box.scrollLeft + box.clientWidth < box.scrollWidth - 1 });
    const watch = new ResizeObserver(look);
    watch.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      watch.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, []);

  // The anchor that tells where one is must be seen.
  useEffect(() => {
    row.current?.querySelector(`[data-anchor="${here}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [here]);

  const move = (by: number) => row.current?.scrollBy({ left: by * row.current.clientWidth * STEP });
  return (
    <div className={styles.anchorRow}>
      {hidden.before ? (
        <button type="button" tabIndex={-1} className={styles.more} aria-label="前面的部分" onClick={() => move(-1)}>
          ‹
        </button>
      ) : null}
      <nav ref={row} className={styles.anchors} aria-label="记录的各部分">
        {anchors.map(({ section, files, matters }) => (
          <button
            key={section.id}
            type="button"
            className={styles.anchor}
            data-anchor={section.id}
            aria-current={section.id === here ? 'true' : undefined}
            onClick={() => onShow(section.id)}
          >
            {section.label}
            {files > 0 ? ` ${files}` : ''}
            {matters > 0 ? <span className={styles.matters}>{matters}</span> : null}
          </button>
        ))}
      </nav>
      {hidden.after ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.more}
          data-after
          aria-label="后面的部分"
          title="后面还有"
          onClick={() => move(1)}
        >
          ›
        </button>
      ) : null}
    </div>
  );
}
