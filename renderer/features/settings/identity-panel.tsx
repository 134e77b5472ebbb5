import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { KEY_CHANGE_LABELS } from '../../../shared/exchange/key-change.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { momentText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { copyText } from '../../parts/copy-text.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { Panel } from '../../parts/page.tsx';
import { toFolder, toOpen } from '../../parts/show-file.ts';
import { showError, showToast } from '../../parts/toast.ts';
import { type PassphraseAct, PassphraseForm } from './passphrase-form.tsx';
import { RenewForm } from './renew-form.tsx';
import styles from './settings.module.css';

const PROTECTION = {
  none: { tone: 'amber', sign: '!', text: '没有设口令' },
  locked: { tone: 'green', sign: '✓', text: '设有口令' },
  unlocked: { tone: 'green', sign: '✓', text: '设有口令，已解锁' },
} as const;

/** The office's keys: fingerprint, the sheet to print and stamp, the passphrase, and new keys. */
export function IdentityPanel() {
  const { office } = useWorkspace();
  const identity = useQuery('identity.show', {}, ['keys', 'workspace']);
  const [copied, setCopied] = useState(false);
  const [form, setForm] = useState<PassphraseAct | 'renew' | null>(null);
  const found = identity.data;

  async function saveSheet() {
    try {
      const { path } = await call('host.pick-save', {
        title: '存放密钥单',
        suggestedName: `${office.name}密钥单.pdf`,
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      });
      if (!path) return;
      const { html } = await call('identity.sheet', {});
      await call('host.print-pdf', { html, path });
      showToast('密钥单已存好，打印盖章后交给对方核对', { action: toOpen(path) });
    } catch (error) {
      showError(error);
    }
  }

  async function saveCard() {
    try {
      const { path } = await call('host.pick-save', {
        title: '存放密钥文件',
        suggestedName: `${office.name}.tzkey`,
        filters: [{ name: '密钥文件', extensions: ['tzkey'] }],
      });
      if (!path) return;
      await call('identity.write-card', { path });
      showToast('密钥文件已存好，和盖章的密钥单一起交给对方', { action: toFolder(path) });
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
          <Fingerprint of={found.fingerprint} />
          <dl className={styles.facts}>
            <dt>启用</dt>
            <dd>{momentText(found.madeAt)}</dd>
            <dt>收件公钥</dt>
            <dd className={`mono small ${styles.key}`}>{found.ageRecipient}</dd>
            <dt>签名公钥</dt>
            <dd className={`mono small ${styles.key}`}>{found.minisignPublicKey}</dd>
            <dt>私钥</dt>
            <dd>
              <Badge tone={PROTECTION[found.protection].tone} sign={PROTECTION[found.protection].sign}>
                {PROTECTION[found.protection].text}
              </Badge>
            </dd>
          </dl>
          <div className="row">
            <Button onClick={() => void saveSheet()}>存成密钥单…</Button>
            <Button onClick={() => void saveCard()}>存成密钥文件…</Button>
            <Button
              onClick={() =>
                setCopied(copyText(`${found.ageRecipient}\n${found.minisignPublicKey}\n${found.fingerprint}`))
              }
            >
              {copied ? '已复制' : '复制'}
            </Button>
          </div>
          {form === null ? (
            <div className={`row ${styles.keyActs}`}>
              {found.protection === 'none' ? (
                <Button onClick={() => setForm('set')}>设置口令…</Button>
              ) : (
                <>
                  <Button onClick={() => setForm('change')}>更改口令…</Button>
                  <Button onClick={() => setForm('remove')}>取消口令…</Button>
                </>
              )}
              <Button onClick={() => setForm('renew')}>更换密钥…</Button>
            </div>
          ) : form === 'renew' ? (
            <RenewForm onDone={() => setForm(null)} />
          ) : (
            <PassphraseForm key={form} act={form} onDone={() => setForm(null)} />
          )}
          {found.protection === 'locked' && form === null ? (
            <p className="second small">忘记口令：更换密钥，原因选遗失，再把新的密钥单盖章交给对方。台账和记录都在。</p>
          ) : null}
          {found.former.length > 0 ? <FormerKeys former={found.former} /> : null}
        </>
      ) : null}
    </Panel>
  );
}

interface FormerKeysProps {
  readonly former: readonly {
    readonly fingerprint: string;
    readonly endedAt: string;
    readonly reason: keyof typeof KEY_CHANGE_LABELS;
  }[];
}

function FormerKeys({ former }: FormerKeysProps) {
  return (
    <dl className={styles.former}>
      {former.map((key) => (
        <div key={key.fingerprint}>
          <dt>
            {momentText(key.endedAt).slice(0, 10)} 停用（{KEY_CHANGE_LABELS[key.reason]}）
          </dt>
          <dd className="mono" title={formatFingerprint(key.fingerprint)}>
            {formatFingerprint(key.fingerprint).slice(0, 19)} …
          </dd>
        </div>
      ))}
    </dl>
  );
}
