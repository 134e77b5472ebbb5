import type { CallOutput } from '../../../shared/contract/contract.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { countText } from '../../parts/amount.ts';
import { NilReason } from '../../parts/nil-reason.tsx';
import { NilReasonForAll } from '../../parts/nil-reason-for-all.tsx';
import { Panel } from '../../parts/page.tsx';
import styles from './filing.module.css';

interface FilingRegistersProps {
  readonly preview: CallOutput<'filing.preview'>;
  readonly period: string;
}

/** What the package carries, register by register; an empty one asks for its reason. */
export function FilingRegisters({ preview, period }: FilingRegistersProps) {
  const unexplained = preview.registers
    .filter((line) => line.total === 0 && line.withdrawn === 0 && !line.nilReason)
    .flatMap((line) => registerById(line.register) ?? []);
  return (
    <Panel title="报送内容" aside={preview.full ? '全部记录' : '自上次报送以来的变化'}>
      <NilReasonForAll period={period} registers={unexplained} />
      <table className={styles.registers}>
        <thead>
          <tr>
            <th scope="col">台账</th>
            <th scope="col" className="numeric">
              在册
            </th>
            <th scope="col" className="numeric">
              新增
            </th>
            <th scope="col" className="numeric">
              修改
            </th>
            <th scope="col" className="numeric">
              撤回
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.registers.map((line) => {
            const register = registerById(line.register);
            if (!register) return null;
            if (line.total === 0 && line.withdrawn === 0) {
              return (
                <tr key={line.register}>
                  <th scope="row">{register.label}</th>
                  <td colSpan={4}>
                    <NilReason bare period={period} register={register} reason={line.nilReason ?? ''} />
                  </td>
                </tr>
              );
            }
            return (
              <tr key={line.register}>
                <th scope="row">{register.label}</th>
                <td className="numeric">{countText(line.total)}</td>
                <td className="numeric">{countText(line.added)}</td>
                <td className="numeric">{countText(line.changed)}</td>
                <td className="numeric">{countText(line.withdrawn)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}
