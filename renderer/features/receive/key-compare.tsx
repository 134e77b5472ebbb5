import { Button } from '@mantine/core';
import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { Fingerprint } from '../../parts/fingerprint.tsx';
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
  const succeeded = pack.keyState === 'succeeded';
  return (
    <section className={changed ? styles.keyChanged : styles.keyNew} aria-label="核对密钥指纹">
      <p>
        {succeeded
          ? `${senderName(pack) ?? '该单位'}更换了密钥，由旧密钥签名证明。确认后即可装入，不必逐组核对。`
          : changed
            ? `${senderName(pack) ?? '该单位'}的密钥与以前确认过的不同，可能换了密钥、丢了台账重新建过，也可能不是它发出的。请先打电话核实，再与盖章的密钥单或封面逐组核对，一致后确认，这个包不必重新选。`
            : `第一次收到${senderName(pack) ?? '该单位'}的包。请与盖章封面上的单位密钥指纹逐组核对，一致后再装入。`}
      </p>
      <Fingerprint of={pack.keyFingerprint} />
      <div className="row">
        <Button size="compact-sm" loading={busy} onClick={onSame}>
          {succeeded ? '确认更换' : '与封面一致，确认密钥'}
        </Button>
        <Button size="compact-sm" disabled={busy} onClick={onDifferent}>
          {succeeded ? '有疑问，拒收' : '不一致，拒收'}
        </Button>
      </div>
    </section>
  );
}
