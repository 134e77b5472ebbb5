import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { KEY_CHANGE_LABELS, KEY_CHANGE_REASONS, type KeyChangeReason } from '../../../shared/exchange/key-change.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { showToast } from '../../parts/toast.ts';
import { useCommand } from '../../parts/use-command.ts';
import styles from './settings.module.css';

const MEANS: Readonly<Record<KeyChangeReason, string>> = {
  rotation: '旧密钥还在手里。更换由旧密钥签名，对方点一下确认即可。',
  lost: '旧密钥没有了，或口令忘了。对方要与新的密钥单逐组核对指纹。台账不受影响；缺的批复请对方重新传出全部。',
  compromised: '旧密钥可能落到别人手里。对方核对指纹后，旧密钥签的新包一律不收，以前收过的仍可查验。',
};

/** 更换密钥: why, what it means for the others, and then new keys. */
export function RenewForm({ onDone }: { readonly onDone: () => void }) {
  const renew = useCommand('identity.renew');
  const [reason, setReason] = useState<KeyChangeReason>('rotation');

  async function run() {
    const done = await renew.run({ reason });
    if (!done) return;
    showToast('密钥已更换。请打印新的密钥单盖章，下一个包会告诉对方。');
    onDone();
  }

  return (
    <section className={styles.keyForm} aria-label="更换密钥">
      <Radio.Group label="为什么更换" value={reason} onChange={(value) => setReason(value as KeyChangeReason)}>
        <div className={styles.reasons}>
          {KEY_CHANGE_REASONS.map((one) => (
            <Radio key={one} value={one} label={KEY_CHANGE_LABELS[one]} description={MEANS[one]} />
          ))}
        </div>
      </Radio.Group>
      <p className="second">以前加密给本单位的包仍能打开：旧私钥留在本机，和新的放在一起。</p>
      {renew.error ? <ErrorNotice error={renew.error} /> : null}
      <div className="row">
        <Button variant="filled" loading={renew.busy} onClick={() => void run()}>
          更换密钥
        </Button>
        <Button disabled={renew.busy} onClick={onDone}>
          不换了
        </Button>
      </div>
    </section>
  );
}
