import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { copyText } from '../../parts/copy-text.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { showError, showToast } from '../../parts/toast.ts';
import { keySheetHtml } from './key-sheet.ts';
import styles from './settings.module.css';

/** The office's own public keys and their fingerprint, with the sheet to print and stamp. */
export function IdentityPanel() {
  const { office, officer } = useWorkspace();
  const identity = useQuery('identity.show', {}, ['keys']);
  const [copied, setCopied] = useState(false);
  const found = identity.data;

  async function print() {
    if (!found) return;
    try {
      const { path } = await call('host.pick-save', {
        title: '存放密钥单',
        suggestedName: `${office.name}密钥单.pdf`,
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      });
      if (!path) return;
      await call('host.print-pdf', { html: keySheetHtml(office.name, officer, found), path });
      showToast('密钥单已存好，打印盖章后交给对方核对', {
        action: { label: '打开', run: () => void call('host.open-file', { path }).catch(showError) },
      });
    } catch (error) {
      showError(error);
    }
  }

  return (
    <Panel title="本单位的密钥">
      {identity.error ? <ErrorNotice error={identity.error} onRetry={identity.refresh} /> : null}
      {found ? (
        <>
          <p className="second">对方第一次收到本单位的文件时，用下面的指纹核对真伪。</p>
          <p className={`mono ${styles.fingerprint}`}>{formatFingerprint(found.fingerprint)}</p>
          <dl className={styles.facts}>
            <dt>收件公钥</dt>
            <dd className={`mono small ${styles.key}`}>{found.ageRecipient}</dd>
            <dt>签名公钥</dt>
            <dd className={`mono small ${styles.key}`}>{found.minisignPublicKey}</dd>
          </dl>
          <div className="row">
            <Button onClick={() => void print()}>存成密钥单…</Button>
            <Button
              onClick={() =>
                setCopied(copyText(`${found.ageRecipient}\n${found.minisignPublicKey}\n${found.fingerprint}`))
              }
            >
              {copied ? '已复制' : '复制'}
            </Button>
          </div>
        </>
      ) : null}
    </Panel>
  );
}
