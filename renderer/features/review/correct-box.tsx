import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { RecordView, Value } from '../../../shared/contract/shapes.ts';
import { findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { call } from '../../client/bridge.ts';
import { useOfficeWords } from '../../parts/office-words.ts';
import { FieldEditor } from '../../parts/record-pane/field-editor.tsx';
import { showError, showToast } from '../../parts/toast.ts';
import { fieldUnit } from './field-unit.ts';
import styles from './review.module.css';

interface CorrectBoxProps {
  readonly record: RecordView;
  readonly field: string;
  readonly onDone: () => void;
}

/** 更正 in place: the value as it ought to be and why; Ctrl+Enter writes it, Esc leaves it. */
export function CorrectBox({ record, field: key, onDone }: CorrectBoxProps) {
  const { own } = useOfficeWords();
  const register = registerById(record.register);
  const field = register && findField(register, key);
  const [value, setValue] = useState<Value>(record.values[key] ?? null);
  const [fault, setFault] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  // What was typed is settled when the focus leaves the editor, in the same turn as the press on the button.
  const settled = useRef<Value>(value);
  if (!field) return null;
  const unit = fieldUnit(field);

  async function write() {
    if (reason.trim() === '' || fault !== null || busy) return;
    setBusy(true);
    try {
      const { thread } = await call('correction.write', {
        id: record.id,
        field: key,
        value: settled.current,
        reason: reason.trim(),
      });
      showToast(`${own}已更正“${field?.label}”，理由随批复带给填报单位。`, {
        action: { label: '撤回', run: () => void call('correction.withdraw', { thread }).catch(showError) },
      });
      onDone();
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && event.ctrlKey) void write();
    else if (event.key === 'Escape' && !event.defaultPrevented) onDone();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <fieldset className={styles.commentBox} aria-label={`更正「${field.label}」`}>
      <div className="second small">
        报送的是：{formatValue(field, record.values[key]) || '（空）'}
        {unit ? ` ${unit}` : ''}，更正为：
      </div>
      <FieldEditor
        field={field}
        value={value}
        record={record}
        readOnly={false}
        label={`更正为${unit ? `（${unit}）` : ''}`}
        onSave={async (next) => {
          settled.current = next as Value;
          setValue(next as Value);
          return null;
        }}
        onRefused={setFault}
      />
      {fault ? (
        <div role="alert" className={styles.missing}>
          {fault}
        </div>
      ) : null}
      <Textarea
        aria-label="更正的理由"
        placeholder="理由，填报单位会看到，如：与任务书第 3 页不符"
        autosize
        minRows={1}
        maxRows={5}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className="row">
        <Button
          size="compact-sm"
          variant="filled"
          loading={busy}
          disabled={reason.trim() === '' || fault !== null}
          title={reason.trim() === '' ? '先写明理由' : undefined}
          onClick={() => void write()}
        >
          更正
        </Button>
        <Button size="compact-sm" onClick={onDone}>
          取消
        </Button>
        <span className="quiet small">Ctrl+Enter 更正，Esc 取消；填报单位可接受，也可提出异议</span>
      </div>
    </fieldset>
  );
}
