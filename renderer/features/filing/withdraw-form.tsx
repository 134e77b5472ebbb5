import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { FiledPackage } from '../../../shared/contract/exchange-calls.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';
import { toFolder } from '../../parts/show-file.ts';
import { showToast } from '../../parts/toast.ts';
import { useCommand } from '../../parts/use-command.ts';
import styles from './filing.module.css';
import { printCover } from './print-cover.ts';

interface WithdrawFormProps {
  readonly filed: FiledPackage;
  /** Where the 撤回包 goes; null where the officer chose none. */
  readonly chooseFolder: () => Promise<string | null>;
  readonly onDone: () => void;
}

/** Takes a filing back: with a reason, and a package that tells the office above where it was handed in already. */
export function WithdrawForm({ filed, chooseFolder, onDone }: WithdrawFormProps) {
  const { above } = useOfficeWords();
  const withdraw = useCommand('filing.withdraw');
  const [reason, setReason] = useState('');
  const missing = reason.trim() === '';
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.scrollIntoView({ block: 'nearest' }), []);

  async function run(handedIn: boolean) {
    if (missing) return;
    const folder = handedIn ? await chooseFolder() : null;
    if (handedIn && folder === null) return;
    const done = await withdraw.run({ sequence: filed.sequence, reason: reason.trim(), ...(folder ? { folder } : {}) });
    if (!done) return;
    onDone();
    const { written } = done;
    if (!written) {
      showToast(`第 ${filed.sequence} 号包已撤回，改好后可重新传出`);
      return;
    }
    await printCover(written);
    showToast(`第 ${filed.sequence} 号包已撤回，撤回包已写出，请交给${above}`, { action: toFolder(written.file) });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void run(true);
  }

  return (
    <form ref={form} className={styles.withdraw} onSubmit={submit}>
      <p>
        撤回第 {filed.sequence} 号包{filed.period ? `（${periodLabel(filed.period)}）` : ''}
        ：其中各条回到报送之前，改正后可以重新传出。{above}审核过的不能撤回。
      </p>
      {withdraw.error ? <ErrorNotice error={withdraw.error} /> : null}
      <Textarea
        autoFocus
        autosize
        minRows={2}
        aria-label="撤回理由"
        placeholder="为什么撤回，例如：报告期选错"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) onDone();
        }}
      />
      <div className="row">
        <Button type="submit" variant="filled" disabled={missing} loading={withdraw.busy}>
          已经交出，撤回并写出撤回包
        </Button>
        <Button disabled={missing || withdraw.busy} onClick={() => void run(false)}>
          还没有交出，只作撤回
        </Button>
        <Button variant="subtle" onClick={onDone}>
          取消
        </Button>
      </div>
    </form>
  );
}
