import { Checkbox } from '@mantine/core';
import type { ReplaceMatch } from '../../../shared/contract/replace-calls.ts';
import { findField, type Register } from '../../../shared/registers/register.ts';
import styles from './register-view.module.css';

interface ReplaceMatchesProps {
  readonly register: Register;
  readonly matches: readonly ReplaceMatch[];
  /** Those that are left as they are, as `record field`. */
  readonly left: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
  readonly onShow: (id: string, field: string) => void;
}

/** What would be replaced, one by one. */
export function ReplaceMatches({ register, matches, left, onToggle, onShow }: ReplaceMatchesProps) {
  return (
    <ul className={styles.matches} aria-label="将要替换的">
      {matches.map((match) => {
        const key = `${match.id} ${match.field}`;
        const label = findField(register, match.field)?.label ?? match.field;
        return (
          <li key={key} className={styles.match}>
            <Checkbox
              aria-label={`替换 ${match.title} 的${label}`}
              disabled={match.problem !== null}
              checked={match.problem === null && !left.has(key)}
              onChange={() => onToggle(key)}
            />
            <button type="button" className={styles.matchTitle} onClick={() => onShow(match.id, match.field)}>
              {match.title}
            </button>
            <span className="quiet">{label}</span>
            <span className={styles.matchTexts}>
              <del>{match.before}</del>
              <span aria-hidden="true"> → </span>
              {match.problem === null ? (
                <ins>{match.after || '（空）'}</ins>
              ) : (
                <span className={styles.refusal}>{match.problem}</span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
