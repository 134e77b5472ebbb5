import { Button, Modal, PasswordInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { CallError, call } from '../client/bridge.ts';
import { useKeyLock } from '../client/key-lock.ts';
import { go } from './navigation.ts';

/** Asks for the passphrase when something needs the sealed keys, and lets it go on. */
export function PassphraseDialog() {
  const { asking, answer } = useKeyLock();
  const [passphrase, setPassphrase] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (asking) return;
    setPassphrase('');
    setRefusal(null);
  }, [asking]);
  // Another workspace has other keys.
  useEffect(() => () => useKeyLock.getState().answer(false), []);

  async function unlock() {
    if (busy || passphrase === '') return;
    setBusy(true);
    setRefusal(null);
    try {
      await call('identity.unlock', { passphrase });
      answer(true);
    } catch (error) {
      setRefusal(error instanceof CallError ? error.value.message : '没有解锁，请再试一次。');
    } finally {
      setBusy(false);
    }
  }

  function forgotten() {
    answer(false);
    go('settings', { section: 'keys' });
  }

  return (
    <Modal
      opened={asking}
      onClose={() => answer(false)}
      title="输入密钥口令"
      size="sm"
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        <p className="second">这一步要用本单位的私钥。输入口令后接着办理，关闭台账以前不再问。</p>
        <PasswordInput
          label="口令"
          data-autofocus
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': '显示口令' }}
          maxLength={200}
          value={passphrase}
          error={refusal}
          onChange={(event) => {
            setPassphrase(event.currentTarget.value);
            setRefusal(null);
          }}
        />
        <div className="row">
          <Button type="submit" variant="filled" loading={busy} disabled={passphrase === ''}>
            解锁
          </Button>
          <Button disabled={busy} onClick={() => answer(false)}>
            以后再说
          </Button>
          <button type="button" className="link small" onClick={forgotten}>
            忘记口令怎么办
          </button>
        </div>
      </form>
    </Modal>
  );
}
