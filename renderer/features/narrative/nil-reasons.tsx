import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Register } from '../../../shared/registers/register.ts';
import { call } from '../../client/bridge.ts';
import { Panel } from '../../parts/page.tsx';
import { showError, showToast } from '../../parts/toast.ts';
import styles from './narrative.module.css';

interface NilReasonsProps {
  readonly period: string;
  readonly registers: readonly Register[];
  readonly reasons: readonly { readonly register: string; readonly reason: string }[];
}

/** Why a register is filed empty, one line per register. */
export function NilReasons({ period, registers, reasons }: NilReasonsProps) {
  return (
    <Panel title="零报告" className={styles.editor}>
      <p className="quiet small">没有记录的台账按零报告报送，写明原因。有了记录，这里的说明自动不再使用。</p>
      <div className="stack" style={{ marginTop: 8 }}>
        {registers.map((register) => (
          <NilReason
            key={register.id}
            period={period}
            register={register}
            reason={reasons.find((one) => one.register === register.id)?.reason ?? ''}
          />
        ))}
      </div>
    </Panel>
  );
}

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
      const { act } = await call('narrative.save-nil', { period, register: register.id, reason: text.trim() });
      showToast(`${register.label}的零报告说明已记下`, { undo: act });
    } catch (error) {
      showError(error);
    }
  }

  return (
    <TextInput
      {...(bare ? { 'aria-label': `${register.label}的零报告说明` } : { label: register.label })}
      placeholder="例如：本季度没有新增"
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
