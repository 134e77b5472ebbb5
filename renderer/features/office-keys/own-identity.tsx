import { Button } from '@mantine/core';
import { useQuery } from '../../client/use-query.ts';
import { copyText } from '../../parts/copy-text.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { Panel } from '../../parts/page.tsx';
import { showToast } from '../../parts/toast.ts';
import styles from './office-keys.module.css';

/** One's own public keys and their fingerprint, as they stand on one's cover sheets. */
export function OwnIdentity() {
  const identity = useQuery('identity.show', {}, ['keys', 'workspace']);
  const own = identity.data;

  function copy(text: string, what: string) {
    if (copyText(text)) showToast(`${what}已复制。`);
  }

  return (
    <Panel title="本单位的密钥">
      {identity.error ? <ErrorNotice error={identity.error} onRetry={identity.refresh} /> : null}
      {own ? (
        <>
          <p className="second">封面上印的就是这个指纹，对方据此认出本单位的包。</p>
          <Fingerprint of={own.fingerprint} />
          <dl className={styles.keys}>
            <dt>收件公钥</dt>
            <dd className="mono ellipsis" title={own.ageRecipient}>
              {own.ageRecipient}
            </dd>
            <dd>
              <Button size="compact-xs" onClick={() => copy(own.ageRecipient, '收件公钥')}>
                复制
              </Button>
            </dd>
            <dt>签名公钥</dt>
            <dd className="mono ellipsis" title={own.minisignPublicKey}>
              {own.minisignPublicKey}
            </dd>
            <dd>
              <Button size="compact-xs" onClick={() => copy(own.minisignPublicKey, '签名公钥')}>
                复制
              </Button>
            </dd>
          </dl>
        </>
      ) : null}
    </Panel>
  );
}
