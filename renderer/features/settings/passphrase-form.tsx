import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { CallError } from '../../client/bridge.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { showToast } from '../../parts/toast.ts';
import { useCommand } from '../../parts/use-command.ts';
import styles from './settings.module.css';

export type PassphraseAct = 'set' | 'change' | 'remove';

interface PassphraseFormProps {
  readonly act: PassphraseAct;
  readonly onDone: () => void;
}

const DONE = { set: '口令已设好', change: '口令已更改', remove: '口令已取消，私钥不再加封' } as const;
const WORDS = { set: '设置口令', change: '更改口令', remove: '取消口令' } as const;
const LEAST = 8;

/** Sets, changes or takes away the passphrase of the private keys. */
export function PassphraseForm({ act, onDone }: PassphraseFormProps) {
  const command = useCommand('identity.set-passphrase');
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const wrong = command.error instanceof CallError && command.error.value.code === 'PASSPHRASE_WRONG';
  const asksPresent = act !== 'set';
  const asksNext = act !== 'remove';
  const tooShort = [...next].length < LEAST;
  const differs = again !== '' && again !== next;
  const ready = (!asksPresent || present !== '') && (!asksNext || (!tooShort && again === next));

  async function save() {
    if (!ready || command.busy) return;
    const done = await command.run({ present: asksPresent ? present : null, next: asksNext ? next : null });
    if (!done) return;
    const left = done.unsealedBackups;
    showToast(left.length > 0 ? `${DONE[act]}；自动备份 ${left.join('、')} 没能加封，请删除` : DONE[act]);
    onDone();
  }

  return (
    <form
      className={styles.keyForm}
      aria-label={WORDS[act]}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {asksNext ? (
        <p className="second">
          打开台账后第一次报送、收件时输一次。口令只有自己知道，忘了只能更换密钥，台账不会丢。
          {act === 'set' ? '以前另存的备份里私钥没有加封，设好后请重新备份并销毁旧的。' : '以前的备份仍用当时的口令。'}
        </p>
      ) : (
        <p className="second">取消后，得到数据文件或备份的人就可以用本单位的名义签名。</p>
      )}
      {asksPresent ? (
        <PasswordInput
          size="xs"
          label="现在的口令"
          autoFocus
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': '显示口令' }}
          maxLength={200}
          value={present}
          error={wrong ? '口令不对，请再输一次，次数不限。' : undefined}
          onChange={(event) => {
            setPresent(event.currentTarget.value);
            command.clear();
          }}
        />
      ) : null}
      {asksNext ? (
        <>
          <PasswordInput
            size="xs"
            label="新口令"
            description={`不少于 ${LEAST} 个字符，几个不相干的词连起来最好记`}
            autoFocus={!asksPresent}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': '显示口令' }}
            maxLength={200}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          <PasswordInput
            size="xs"
            label="再输一次"
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': '显示口令' }}
            maxLength={200}
            value={again}
            error={differs ? '两次输入的不一样' : undefined}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
        </>
      ) : null}
      {command.error && !wrong ? <ErrorNotice error={command.error} /> : null}
      <div className="row">
        <Button type="submit" variant="filled" loading={command.busy} disabled={!ready}>
          {WORDS[act]}
        </Button>
        <Button disabled={command.busy} onClick={onDone}>
          不改了
        </Button>
      </div>
    </form>
  );
}
