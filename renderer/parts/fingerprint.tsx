import { formatFingerprint } from '../../shared/exchange/fingerprint.ts';
import styles from './fingerprint.module.css';

/**
 * A fingerprint to be compared with paper or read out: sixteen groups of four, eight on a line, as on the stamped sheets and the
 * command line.
 */
export function Fingerprint({ of }: { readonly of: string }) {
  const groups = formatFingerprint(of).split(' ');
  const half = groups.length / 2;
  return (
    <p className={styles.fingerprint}>
      <span>{groups.slice(0, half).join(' ')}</span> <span>{groups.slice(half).join(' ')}</span>
    </p>
  );
}
