import { Button } from '@mantine/core';
import type { DeskPackage } from '../../../shared/contract/exchange-calls.ts';
import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { senderName } from './package-verdict.ts';
import styles from './receive.module.css';

interface KeyCompareProps {
  readonly pack: DeskPackage;
  readonly busy: boolean;
  readonly onSame: () => void;
  readonly onDifferent: () => void;
}

/** Asks to compare a key that is new or has changed with the stamped cover sheet, group by group. */
export function KeyCompare({ pack, busy, onSame, onDifferent }: KeyCompareProps) {
  if (!pack.keyFingerprint) return null;
  const changed = pack.keyState === 'changed';
  return (
    <section className={changed ? styles.keyChanged : styles.keyNew} aria-label="核对密钥指纹">
      <p>
        {changed
          ? `${senderName(pack) ?? '该单位'}的密钥与以前确认过的不同，可能换了机器，也可能不是本单位发出。请先打电话核实，再与盖章封面逐组核对。`
          : `第一次收到${senderName(pack) ?? '该单位'}的包。请与盖章封面上的单位密钥指纹逐组核对，一致后再装入。`}
      </p>
      <p className={styles.fingerprint}>{formatFingerprint(pack.keyFingerprint)}</p>
      <div className="row">
        <Button size="compact-sm" loading={busy} onClick={onSame}>
          与封面一致，确认密钥
        </Button>
        <Button size="compact-sm" disabled={busy} onClick={onDifferent}>
          不一致，拒收
        </Button>
      </div>
    </section>
  );
}
