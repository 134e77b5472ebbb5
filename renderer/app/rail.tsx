import { useOfficeWords } from '../parts/office-words.ts';
import styles from './frame.module.css';
import { useNavigation } from './navigation.ts';
import { type Counts, type RailEntry, railGroups } from './rail-entries.ts';

function Entry({ entry }: { readonly entry: RailEntry }) {
  const here = useNavigation(
    (state) =>
      state.page === entry.page && (entry.page !== 'register' || state.params.register === entry.params?.register),
  );
  const goTo = useNavigation((state) => state.go);
  return (
    <li>
      <button
        type="button"
        className={styles.entry}
        aria-current={here ? 'page' : undefined}
        onClick={() => goTo(entry.page, entry.params)}
      >
        <span>{entry.label}</span>
        {entry.count ? (
          <span className={styles.count} data-urgent={entry.urgent || undefined}>
            {entry.count}
          </span>
        ) : null}
      </button>
    </li>
  );
}

/** Where to go, with what waits there. */
export function Rail({ counts }: { readonly counts: Counts | undefined }) {
  const words = useOfficeWords();
  return (
    <nav className={styles.rail} aria-label="主导航">
      {railGroups(words, counts).map((group) => (
        <div key={group.label ?? 'home'}>
          {group.label ? <div className={styles.group}>{group.label}</div> : null}
          <ul>
            {group.entries.map((entry) => (
              <Entry key={entry.label} entry={entry} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
