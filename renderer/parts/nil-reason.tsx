import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Register } from '../../shared/registers/register.ts';
import { call } from '../client/bridge.ts';
import { showError, showToast } from './toast.ts';

interface NilReasonProps {
  readonly period: string;
  readonly register: Register;
  readonly reason: string;
  /** The register's name stands beside it already. */
  readonly bare?: boolean;
}

/** The reason for one empty register, saved when left. */
export function NilReason({ period, register, reason, bare = false }: NilReasonProps) {
  const [text, setText] = useState(reason);
  useEffect(() => setText(reason), [reason]);

  async function save() {
    if (text.trim() === reason) return;
    try {
      const { act } = await call('narrative.save-nil', { period, registers: [register.id], reason: text.trim() });
      showToast(`${register.label}的零报告说明已记下`, { undo: act });
    } catch (error) {
      showError(error);
    }
  }

  return (
    <TextInput
      {...(bare ? { 'aria-label': `${register.label}的零报告说明` } : { label: register.label })}
      placeholder="零报告说明，例如：本期没有新增"
      maxLength={500}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Enter') void save();
      }}
    />
  );
}
