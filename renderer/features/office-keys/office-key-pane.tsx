import { Button } from '@mantine/core';
import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { KEY_CHANGE_LABELS } from '../../../shared/exchange/key-change.ts';
import { momentText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { keyReason } from '../../parts/key-reason.ts';
import { Panel } from '../../parts/page.tsx';
import { showToast } from '../../parts/toast.ts';
import { useCommand } from '../../parts/use-command.ts';
import type { OfficeKeyRow } from './office-key-rows.ts';
import styles from './office-keys.module.css';
import { TypedFingerprint } from './typed-fingerprint.tsx';

const SENTENCES = {
  confirmed: '指纹已与盖章的密钥单或封面核对过，这个单位的包可以直接装入。',
  unconfirmed: '第一次见到这个密钥。请与盖章的密钥单或封面上的单位密钥指纹逐组核对，一致后再确认。',
  changed: '这个单位换了密钥，旧密钥没有为它签名，在确认之前它的包不会装入。请先打电话核实，再与新的密钥单逐组核对。',
  succeeded: '这个单位换了密钥，由旧密钥签名证明，确认后就可以装入它的包。',
} as const;

/** The key of one office and what is known of it; confirms it once its fingerprint was compared. */
export function OfficeKeyPane({ row }: { readonly row: OfficeKeyRow }) {
  const confirm = useCommand('office-key.confirm');
  const forget = useCommand('office-key.forget');
  const { key } = row;
  const claimed = key?.state === 'changed' || key?.state === 'succeeded';

  async function confirmKey() {
    if (!key) return;
    const done = await confirm.run({ office: key.office, fingerprint: key.fingerprint });
    if (done) showToast(`已确认${row.name}的密钥${claimed ? '，它以前的密钥不再用来收新包' : ''}。`);
  }

  async function forgetKey() {
    if (!key) return;
    const done = await forget.run({ office: key.office, fingerprint: key.fingerprint });
    if (done) showToast('已删除这个密钥，用它签名的包不会装入。');
  }

  return (
    <Panel title={row.name}>
      {key ? (
        <>
          <p className="second">
            {SENTENCES[key.state]}
            {claimed ? keyReason(key.changeReason) : ''}
          </p>
          <Fingerprint of={key.fingerprint} />
          {key.state === 'confirmed' ? null : (
            <>
              {key.state === 'succeeded' ? null : <TypedFingerprint fingerprint={key.fingerprint} />}
              <div className={`row ${styles.acts}`}>
                <Button variant="filled" loading={confirm.busy} onClick={confirmKey}>
                  {key.state === 'succeeded' ? '确认更换' : '与密钥单一致，确认密钥'}
                </Button>
                {claimed ? (
                  <Button loading={forget.busy} onClick={forgetKey}>
                    不是它的，删除
                  </Button>
                ) : null}
              </div>
            </>
          )}
        </>
      ) : (
        <p className="second">
          还没有这个单位的密钥。收到它的第一个包时会一并记下，也可以先登记它交来的密钥文件，核对指纹后确认。
        </p>
      )}
      {row.former.length > 0 ? (
        <dl className={styles.former}>
          {row.former.map((one) => (
            <div key={one.fingerprint}>
              <dt>
                {momentText(one.endedAt ?? '').slice(0, 10)} 停用
                {one.endReason ? `（${KEY_CHANGE_LABELS[one.endReason]}）` : ''}
              </dt>
              <dd className="mono" title={formatFingerprint(one.fingerprint)}>
                {formatFingerprint(one.fingerprint).slice(0, 19)} …
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {confirm.error ? <ErrorNotice error={confirm.error} /> : null}
      {forget.error ? <ErrorNotice error={forget.error} /> : null}
    </Panel>
  );
}
