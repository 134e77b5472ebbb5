import { Button } from '@mantine/core';
import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { showToast } from '../../parts/toast.ts';
import { useCommand } from '../../parts/use-command.ts';
import type { OfficeKeyRow } from './office-key-rows.ts';
import styles from './office-keys.module.css';

const SENTENCES = {
  confirmed: '指纹已与盖章封面核对过，这个单位的包可以直接装入。',
  unconfirmed: '第一次见到这个密钥。请与盖章封面上的单位密钥指纹逐组核对，一致后再确认。',
  changed: '这个单位换了密钥，在确认之前它的包不会装入。请先打电话核实是否换了机器，再与盖章封面逐组核对。',
} as const;

/** The key of one office and what is known of it; confirms it once its fingerprint was compared. */
export function OfficeKeyPane({ row }: { readonly row: OfficeKeyRow }) {
  const confirm = useCommand('office-key.confirm');
  const { key } = row;

  async function confirmKey() {
    if (!key) return;
    const done = await confirm.run({ office: key.office, fingerprint: key.fingerprint });
    if (done) showToast(`已确认${row.name}的密钥。`);
  }

  return (
    <Panel title={row.name}>
      {key ? (
        <>
          <p className="second">{SENTENCES[key.state]}</p>
          <p className={styles.fingerprint}>{formatFingerprint(key.fingerprint)}</p>
          {key.state === 'confirmed' ? null : (
            <Button variant="filled" loading={confirm.busy} onClick={confirmKey}>
              与封面一致，确认密钥
            </Button>
          )}
        </>
      ) : (
        <p className="second">
          还没有收到这个单位的包，所以没有它的密钥。收到第一个报送包时会一并记下，待核对指纹后确认。
        </p>
      )}
      {confirm.error ? <ErrorNotice error={confirm.error} /> : null}
    </Panel>
  );
}
