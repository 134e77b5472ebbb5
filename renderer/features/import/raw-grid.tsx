import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { StagedSheet } from '../../../shared/contract/sheet-calls.ts';
import { call } from '../../client/bridge.ts';
import { showError } from '../../parts/toast.ts';
import styles from './import.module.css';

interface RawGridProps {
  readonly staged: StagedSheet;
  readonly busy: boolean;
  readonly onHeading: (row: number) => void;
}

/** The first rows of the sheet as they are, the heading marked; another row can be made the heading. */
export function RawGrid({ staged, busy, onHeading }: RawGridProps) {
  const [rows, setRows] = useState<CallOutput<'import.raw'>['rows']>([]);
  const { stage, sheet } = staged;
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  useEffect(() => {
    let current = true;
    call('import.raw', { stage, sheet })
      .then((raw) => current && setRows(raw.rows))
      .catch(showError);
    return () => {
      current = false;
    };
  }, [stage, sheet]);
  return (
    <section className={styles.raw} aria-label="原表" tabIndex={-1}>
      <table>
        <tbody>
          {rows.map(({ row, hidden, cells }) => {
            const isHeading = row >= staged.headingRow && row <= staged.headingEnd;
            return (
              <tr key={row} data-heading={isHeading || undefined} data-hidden={hidden || undefined}>
                <th scope="row">{row}</th>
                <td>
                  {isHeading ? (
                    <span className="second">表头</span>
                  ) : (
                    <button type="button" className="link small" disabled={busy} onClick={() => onHeading(row)}>
                      作表头
                    </button>
                  )}
                </td>
                {Array.from({ length: width }, (_, at) => ({ column: at + 1, text: cells[at] ?? '' })).map(
                  ({ column, text }) => (
                    <td key={column} title={text}>
                      {text}
                    </td>
                  ),
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
