import { NumberInput, Select } from '@mantine/core';
import type { StagedSheet } from '../../../shared/contract/sheet-calls.ts';
import { Panel } from '../../parts/page.tsx';
import styles from './import.module.css';

type Moneys = StagedSheet['moneyUnit'];

export interface StageChoice {
  readonly sheet?: string;
  readonly headingRow?: number;
  readonly moneyUnit?: Moneys;
  readonly mapping?: Readonly<Record<string, string | null>>;
}

interface SheetFoundProps {
  readonly staged: StagedSheet;
  readonly busy: boolean;
  readonly onChange: (choice: StageChoice) => void;
}

const UNITS: readonly StagedSheet['moneyUnit'][] = ['元', '千元', '万元', '亿元'];

/** Step one: which sheet, where the heading stands, in which unit the amounts are; all as found, all changeable. */
export function SheetFound({ staged, busy, onChange }: SheetFoundProps) {
  return (
    <Panel label="第一步：表和表头">
      <div className={styles.found}>
        <span className={styles.step}>1 表和表头</span>
        <Select
          label="工作表"
          w={180}
          disabled={busy}
          data={staged.sheets}
          value={staged.sheet}
          onChange={(sheet) => sheet && onChange({ sheet })}
          allowDeselect={false}
        />
        <NumberInput
          label="表头在第几行"
          size="xs"
          w={110}
          min={1}
          disabled={busy}
          key={`${staged.sheet}${staged.headingRow}`}
          defaultValue={staged.headingRow}
          onBlur={(event) => {
            const headingRow = Number(event.currentTarget.value);
            if (headingRow >= 1 && headingRow !== staged.headingRow) onChange({ sheet: staged.sheet, headingRow });
          }}
        />
        <Select
          label="金额单位"
          w={100}
          disabled={busy}
          data={UNITS}
          value={staged.moneyUnit}
          onChange={(unit) =>
            unit &&
            onChange({
              sheet: staged.sheet,
              headingRow: staged.headingRow,
              moneyUnit: unit as StagedSheet['moneyUnit'],
            })
          }
          allowDeselect={false}
        />
        <span className="quiet">按表中写法识别，不对可以改</span>
      </div>
    </Panel>
  );
}
