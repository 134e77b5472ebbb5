import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { call } from '../../client/bridge.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { keyReason } from '../../parts/key-reason.ts';
import { Panel } from '../../parts/page.tsx';
import { showToast } from '../../parts/toast.ts';
import styles from './office-keys.module.css';
import { TypedFingerprint } from './typed-fingerprint.tsx';

type Card = CallOutput<'office-key.read-card'>;

const SENTENCES: Readonly<Record<Card['state'], string>> = {
  confirmed: '这个密钥早已登记并确认，不必再登记。',
  unconfirmed: '请与盖章的密钥单逐组核对，一致后登记。',
  changed: '这个单位原来登记的是另一个密钥，旧密钥没有为它签名。请先打电话核实，再与新的密钥单逐组核对。',
  succeeded: '这个单位换了密钥，由旧密钥签名证明。与密钥单核对后登记。',
};

/** Enrols another office's key from the small file it handed over. */
export function CardPanel() {
  const [card, setCard] = useState<(Card & { readonly path: string }) | null>(null);
  const [error, setError] = useState<unknown>(undefined);

  async function attempt(task: () => Promise<void>) {
    setError(undefined);
    try {
      await task();
    } catch (refusal) {
      setError(refusal);
    }
  }

  const pick = () =>
    attempt(async () => {
      setCard(null);
      const filters = [{ name: '密钥文件', extensions: ['tzkey', 'txt'] }];
      const { paths } = await call('host.pick-files', { title: '选密钥文件', filters });
      const path = paths[0];
      if (path) setCard({ ...(await call('office-key.read-card', { path })), path });
    });

  const enrol = (chosen: Card & { readonly path: string }) =>
    attempt(async () => {
      await call('office-key.enrol', { path: chosen.path, fingerprint: chosen.fingerprint });
      showToast(`已登记${chosen.name}的密钥。`);
      setCard(null);
    });

  return (
    <Panel title="登记密钥文件">
      {card ? (
        <>
          <p className="second">
            <strong>{card.name}</strong>　{SENTENCES[card.state]}
            {card.state === 'changed' || card.state === 'succeeded' ? keyReason(card.changeReason) : ''}
          </p>
          <Fingerprint of={card.fingerprint} />
          {card.state === 'confirmed' ? null : <TypedFingerprint fingerprint={card.fingerprint} />}
          <div className={`row ${styles.acts}`}>
            {card.state === 'confirmed' ? null : (
              <Button variant="filled" onClick={() => void enrol(card)}>
                与密钥单一致，登记
              </Button>
            )}
            <Button onClick={() => setCard(null)}>不登记</Button>
          </div>
        </>
      ) : (
        <div className="row">
          <p className="second grow">对方交来的密钥文件和盖章的密钥单，在收到它的第一个包以前就可以登记。</p>
          <Button onClick={() => void pick()}>选密钥文件…</Button>
        </div>
      )}
      {error ? <ErrorNotice error={error} /> : null}
    </Panel>
  );
}
