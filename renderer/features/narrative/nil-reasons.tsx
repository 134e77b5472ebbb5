import type { Register } from '../../../shared/registers/register.ts';
import { NilReason } from '../../parts/nil-reason.tsx';
import { NilReasonForAll } from '../../parts/nil-reason-for-all.tsx';
import { Panel } from '../../parts/page.tsx';
import styles from './narrative.module.css';

interface NilReasonsProps {
  readonly period: string;
  readonly registers: readonly Register[];
  readonly reasons: readonly { readonly register: string; readonly reason: string }[];
}

/** Why a register is filed empty, one line per register. */
export function NilReasons({ period, registers, reasons }: NilReasonsProps) {
  return (
    <Panel title="零报告" className={`${styles.editor} ${styles.scrolling}`}>
      <p className="quiet small">没有记录的台账按零报告报送，写明原因。有了记录，这里的说明自动不再使用。</p>
      <div className="stack" style={{ marginTop: 8 }}>
        <NilReasonForAll
          period={period}
          registers={registers.filter((register) => !reasons.some((one) => one.register === register.id && one.reason))}
        />
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
