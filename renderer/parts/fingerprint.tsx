import { fingerprintLines } from '../../shared/exchange/fingerprint.ts';
import styles from './fingerprint.module.css';

/**
 * A fingerprint to be compared with paper or read out: sixteen groups of four, eight on a line, as on the stamped sheets.
 */
export function Fingerprint({ of }: { readonly of: string }) {
  const [first, second] = fingerprintLines(of);
  return (
    <p className={styles.fingerprint}>
      <span>{first}</span> <span>{second}</span>
    </p>
  );
}
