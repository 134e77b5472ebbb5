import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Register } from '../../shared/registers/register.ts';
import { call } from '../client/bridge.ts';
import { showError, showToast } from './toast.ts';

interface NilReasonForAllProps {
  readonly period: string;
  /** The empty registers whose reason is not written yet. */
  readonly registers: readonly Register[];
}

/** Fewer than this are as quickly written one by one. */
const WORTHWHILE = 2;

/** One reason for every empty register that has none: one act; each can still be changed by itself. */
export function NilReasonForAll({ period, registers }: NilReasonForAllProps) {
  const [text, setText] = useState('本期无此类事项');
  const reason = text.trim();
  if (registers.length < WORTHWHILE) return null;

  async function save() {
    if (reason === '') return;
    try {
      const ids = registers.map((register) => register.id);
      const { act } = await call('narrative.save-nil', { period, registers: ids, reason });
      showToast(`${ids.length} 类台账的零报告说明已记下`, { undo: act });
    } catch (error) {
      showError(error);
    }
  }

  return (
    <div className="row">
      <TextInput
        className="grow"
        aria-label="没写的零报告用同一个说明"
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === 'Enter') void save();
        }}
      />
      <Button disabled={reason === ''} onClick={() => void save()}>
        用于没写的 {registers.length} 类
      </Button>
    </div>
  );
}
