import type { CallOutput } from '../../../shared/contract/contract.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { countText } from '../../parts/amount.ts';
import { NilReason } from '../../parts/nil-reason.tsx';
import { NilReasonForAll } from '../../parts/nil-reason-for-all.tsx';
import { Panel } from '../../parts/page.tsx';
import styles from './filing.module.css';
import { type LookedAt, NEWS_KINDS } from './news-kinds.ts';

interface FilingRegistersProps {
  readonly preview: CallOutput<'filing.preview'>;
  readonly period: string;
  /** The number whose records are listed. */
  readonly looked: LookedAt | null;
  readonly onLook: (looked: LookedAt) => void;
}

/** What the package carries, register by register, each number with its records; an empty one asks for its reason. */
export function FilingRegisters({ preview, period, looked, onLook }: FilingRegistersProps) {
  // A column that says nothing takes no room.
  const kinds = NEWS_KINDS.filter(({ kind }) => kind !== 'held' || preview.registers.some((line) => line.held > 0));
  const unexplained = preview.registers
    .filter((line) => line.total + line.withdrawn + line.held === 0 && !line.nilReason)
    .flatMap((line) => registerById(line.register) ?? []);
  return (
    <Panel title="报送内容" aside={preview.full ? '全部记录' : '自上次报送以来的变化'}>
      <NilReasonForAll period={period} registers={unexplained} />
      <table className={styles.registers}>
        <thead>
          <tr>
            <th scope="col">台账</th>
            {kinds.map(({ kind, label }) => (
              <th key={kind} scope="col" className="numeric">
                {label}
              </th>
            ))}
            <th scope="col" className="numeric">
              共报
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.registers.map((line) => {
            const register = registerById(line.register);
            if (!register) return null;
            if (line.total + line.withdrawn + line.held === 0) {
              return (
                <tr key={line.register}>
                  <th scope="row">{register.label}</th>
                  <td colSpan={kinds.length + 1}>
                    <NilReason bare period={period} register={register} reason={line.nilReason ?? ''} />
                  </td>
                </tr>
              );
            }
            return (
              <tr key={line.register}>
                <th scope="row">{register.label}</th>
                {kinds.map(({ kind, label }) => (
                  <td key={kind} className="numeric">
                    {line[kind] === 0 ? (
                      <span className="quiet">0</span>
                    ) : (
                      <button
                        type="button"
                        className="link"
                        aria-pressed={looked?.register === line.register && looked.kind === kind}
                        aria-label={`${register.label} ${label} ${line[kind]} 条`}
                        onClick={() => onLook({ register: line.register, kind })}
                      >
                        {countText(line[kind])}
                      </button>
                    )}
                  </td>
                ))}
                <td className="numeric">{countText(line.total)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}
