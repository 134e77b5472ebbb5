import { fingerprintLines } from '../../shared/exchange/fingerprint.ts';
import styles from './fingerprint.module.css';

interface FingerprintProps {
  readonly of: string;
}

/**
 * A fingerprint to be compared with paper or read out: sixteen groups of four, eight on a line, as on the stamped sheets.
 */
export function Fingerprint({ of }: FingerprintProps) {
  return (
    <p className={styles.fingerprint}>
      <FingerprintGroups of={of} />
    </p>
  );
}

/** The groups of a fingerprint within a line; where there is no room they break in the middle. */
export function FingerprintGroups({ of }: FingerprintProps) {
  const [first, second] = fingerprintLines(of);
  return (
    <span className={styles.groups}>
      <span>{first}</span> <span>{second}</span>
    </span>
  );
}
