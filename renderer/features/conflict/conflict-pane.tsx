import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { codeLabel } from '../../../shared/codes/code-tables.ts';
import { officeShort } from '../../../shared/codes/offices.ts';
import type { CallInput } from '../../../shared/contract/contract.ts';
import type { ConflictView } from '../../../shared/contract/shapes.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { go } from '../../app/navigation.ts';
import { CallError, call } from '../../client/bridge.ts';
import { momentText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { UnlockForm } from '../../parts/record-pane/unlock-form.tsx';
import { showToast } from '../../parts/toast.ts';
import styles from './conflict.module.css';
import { conflictField, shownValue } from './settle-value.ts';
import { ThirdValue } from './third-value.tsx';

interface ConflictPaneProps {
  readonly conflict: ConflictView;
  readonly onSettled: () => void;
}

/** Both values with who wrote them and when; take one, or write a third. */
export function ConflictPane({ conflict, onSettled }: ConflictPaneProps) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(undefined);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const field = conflictField(conflict);

  async function settle(choice: Pick<CallInput<'conflict.settle'>, 'take' | 'value'>, shown: string) {
    setBusy(true);
    setRefusal(undefined);
    const { id, field: key, table, rowId } = conflict;
    try {
      const done = await call('conflict.settle', { id, field: key, table, rowId, ...choice });
      showToast(`「${conflict.label}」定为 ${shown}`, { undo: done.act });
      onSettled();
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  }

  function writeThird(event: FormEvent) {
    event.preventDefault();
    if (!field) return;
    const parsed = parseValue(field, text, { owner: conflict.owner });
    if (!parsed.ok) setFault(parsed.message);
    else void settle({ value: parsed.value }, text);
  }

  return (
    <Panel className={styles.pane} label={conflict.title}>
      <h2 className={styles.title}>{conflict.title}</h2>
      <p className="second">
        {codeLabel('city', conflict.owner)}　{registerById(conflict.register)?.label}　「{conflict.label}」有{' '}
        {conflict.values.length} 个互不知情的值，现在显示的是第一个。
      </p>
      {refusal ? (
        <ErrorNotice
          error={refusal}
          action={isLocked(refusal) ? <UnlockForm ids={[conflict.id]} onDone={() => setRefusal(undefined)} /> : null}
        />
      ) : null}
      <ul className={styles.values}>
        {conflict.values.map((one, index) => (
          <li key={`${one.office}${one.at}${one.shown}`} className={styles.value}>
            <div className="grow">
              <strong className={styles.shown}>{shownValue(conflict, index)}</strong>
              <p className="second small">
                {officeShort(one.office)}　{one.officer}　{momentText(one.at)} 填写
              </p>
            </div>
            <Button loading={busy} onClick={() => settle({ take: index }, shownValue(conflict, index))}>
              取这个值
            </Button>
          </li>
        ))}
      </ul>
      {field ? (
        <form className={styles.third} onSubmit={writeThird}>
          <ThirdValue
            field={field}
            text={text}
            fault={fault}
            onChange={(next) => {
              setText(next);
              setFault(null);
            }}
          />
          <Button type="submit" disabled={busy || text.trim() === ''}>
            定为此值
          </Button>
        </form>
      ) : null}
      <p className={styles.foot}>
        定下的值会随下一个包带给对方，对方收到后不再算冲突。
        <button
          type="button"
          className="link"
          onClick={() => go('register', { register: conflict.register, id: conflict.id })}
        >
          在台账中打开
        </button>
      </p>
    </Panel>
  );
}

function isLocked(error: unknown): boolean {
  return error instanceof CallError && error.value.code === 'RECORD_LOCKED';
}
