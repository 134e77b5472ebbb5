import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  /** Says the state where there is one to tell, else the page's name. */
  readonly title: string;
  /** One quiet line beside the title. */
  readonly state?: ReactNode;
  /** At the right; one of them primary. */
  readonly actions?: ReactNode;
  /** Search and chips under the title. */
  readonly filters?: ReactNode;
  /** The work fills the height and scrolls inside itself, as a grid does. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

/** The shape of every page: title with its state, actions, filters, then the work. */
export function Page({ title, state, actions, filters, fill = false, children }: PageProps) {
  return (
    <div className={styles.page} data-fill={fill || undefined}>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {state ? <span className={styles.state}>{state}</span> : null}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </header>
      {filters ? <div className={styles.filters}>{filters}</div> : null}
      <div className={styles.work}>{children}</div>
    </div>
  );
}

interface PanelProps {
  readonly title?: ReactNode;
  readonly aside?: ReactNode;
  /** No inner padding: a list draws its own. */
  readonly flush?: boolean;
  readonly className?: string;
  readonly label?: string;
  readonly children: ReactNode;
}

/** A piece of work on its own ground. Panels are never put into panels. */
export function Panel({ title, aside, flush = false, className, label, children }: PanelProps) {
  return (
    <section className={`${styles.panel} ${className ?? ''}`} data-flush={flush || undefined} aria-label={label}>
      {title || aside ? (
        <div className={styles.panelHead}>
          <h2 className={styles.panelTitle}>{title}</h2>
          {aside ? <div className={styles.panelAside}>{aside}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}
