import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { codeLabel } from '../../../shared/codes/code-tables.ts';
import type { ConflictView } from '../../../shared/contract/shapes.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';
import { go } from '../../app/navigation.ts';
import { call } from '../../client/bridge.ts';
import { momentText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { officeName } from '../../parts/office-name.ts';
import { Panel } from '../../parts/page.tsx';
import { UnlockForm } from '../../parts/record-pane/unlock-form.tsx';
import { showToast } from '../../parts/toast.ts';
import styles from './conflict.module.css';
import { conflictField, isOfLife, presentValue, shownValue } from './settle-value.ts';
import { ThirdValue } from './third-value.tsx';

interface ConflictPaneProps {
  readonly conflict: ConflictView;
  readonly onTake: (conflict: ConflictView, index: number) => Promise<void>;
  readonly onSettled: () => void;
}

/** All values with who wrote them and when; take one, or write a third. */
export function ConflictPane({ conflict, onTake, onSettled }: ConflictPaneProps) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(undefined);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const field = conflictField(conflict);
  const open = conflict.bar === null;

  async function take(index: number) {
    setBusy(true);
    await onTake(conflict, index);
    setBusy(false);
  }

  async function writeThird(event: FormEvent) {
    event.preventDefault();
    if (!field) return;
    const parsed = parseValue(field, text, { owner: conflict.owner });
    if (!parsed.ok) {
      setFault(parsed.message);
      return;
    }
    setBusy(true);
    setRefusal(undefined);
    const { id, field: key, table, rowId } = conflict;
    try {
      const done = await call('conflict.settle', { id, field: key, table, rowId, value: parsed.value });
      showToast(`「${conflict.label}」定为 ${text}`, { undo: done.act });
      onSettled();
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Panel className={styles.pane} label={conflict.title}>
      <h2 className={styles.title}>{conflict.title}</h2>
      <p className="second">
        {codeLabel('city', conflict.owner)}　{registerById(conflict.register)?.label}　{question(conflict)}
      </p>
      {conflict.row ? <p className={styles.row}>这一行：{conflict.row}</p> : null}
      {refusal ? <ErrorNotice error={refusal} /> : null}
      {open ? null : (
        <Notice tone="warning" action={conflict.bar?.includes('锁定') ? <UnlockForm ids={[conflict.id]} /> : undefined}>
          {conflict.bar}。{conflict.bar?.includes('锁定') ? '' : '由对方裁定后随下一个包到达。'}
        </Notice>
      )}
      <ul className={styles.values}>
        {conflict.values.map((one, index) => (
          <li key={`${one.office}${one.at}${one.shown}`} className={styles.value}>
            <div className="grow">
              <strong className={styles.shown}>{shownValue(conflict, index)}</strong>
              <p className="second small">
                {officeName(one.office)}　{one.officer}　{momentText(one.at)}
                {index === presentValue(conflict) ? '　现在显示的' : ''}
              </p>
            </div>
            {open ? (
              <Button loading={busy} onClick={() => void take(index)} aria-keyshortcuts={String(index + 1)}>
                {isOfLife(conflict) ? shownValue(conflict, index) : '取这个值'}
                <kbd className={styles.key}>{index + 1}</kbd>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {field && open ? (
        <form className={styles.third} onSubmit={(event) => void writeThird(event)}>
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

function question(conflict: ConflictView): string {
  if (isOfLife(conflict))
    return conflict.table === undefined
      ? '一边撤回了这条记录，另一边还在改；现在保留着。'
      : `一边删去了${conflict.label.replace('（行）', '')}的一行，另一边还在改；现在保留着。`;
  return `「${conflict.label}」有 ${conflict.values.length} 个互不知情的值。`;
}
