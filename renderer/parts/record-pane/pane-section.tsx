import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Section } from '../../../shared/registers/register.ts';
import { useFormStore } from './form-store.ts';
import styles from './record-pane.module.css';

interface PaneSectionProps {
  readonly register: string;
  readonly section: Section;
  /** How many fields must still be filled here. */
  readonly missing: number;
  readonly children: ReactNode;
}

/** A section of the form, which may be folded away. */
export function PaneSection({ register, section, missing, children }: PaneSectionProps) {
  const key = `${register}.${section.id}`;
  const folded = useFormStore((state) => state.folded.includes(key));
  const fold = useFormStore((state) => state.fold);
  return (
    <section data-section={section.id} className={styles.section}>
      <h3 className={styles.sectionTitle}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={!folded}
          onClick={() => fold(key, !folded)}
          title={folded ? '展开' : '折叠'}
        >
          {folded ? <IconChevronRight size={14} /> : <IconChevronDown size={14} />}
          {section.label}
          {missing > 0 ? <span className={styles.missing}>还缺 {missing} 项</span> : null}
        </button>
      </h3>
      {folded ? null : <div className={styles.fields}>{children}</div>}
    </section>
  );
}
