import { Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { SheetPart, StagedSheet } from '../../../shared/contract/sheet-calls.ts';
import { countText } from '../../parts/amount.ts';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import styles from './import.module.css';
import { RawGrid } from './raw-grid.tsx';

export interface StageChoice {
  readonly headingRow?: number;
  readonly moneyUnit?: StagedSheet['moneyUnit'];
  readonly mapping?: Record<string, string | null>;
  readonly hiddenRows?: 'take' | 'leave';
  readonly included?: boolean;
}

interface SheetFoundProps {
  readonly staged: StagedSheet;
  readonly busy: boolean;
  /** Turns to a sheet, or corrects how it is understood. */
  readonly onChange: (sheet: string, choice: StageChoice) => void;
}

const UNITS: readonly StagedSheet['moneyUnit'][] = ['元', '千元', '万元', '亿元'];

function partText({ label, included, counts }: SheetPart): string {
  if (!included) return `作为${label}`;
  const rows = counts.new + counts.changed;
  const bad = counts.bad + counts.conflict;
  return `${label}，装入 ${countText(rows)} 条${bad > 0 ? `，${countText(bad)} 行有错误` : ''}`;
}

/** Step one: which sheets, where the heading stands, in which unit the amounts are; all as found, all changeable. */
export function SheetFound({ staged, busy, onChange }: SheetFoundProps) {
  const [shown, setShown] = useState(false);
  const { sheet, exportBase, hidden } = staged;
  return (
    <Panel label="第一步：表和表头">
      <div className={styles.found}>
        <span className={styles.step}>1 表和表头</span>
        <Select
          label="工作表"
          w={180}
          disabled={busy}
          data={staged.sheets}
          value={sheet}
          onChange={(next) =>
            next && onChange(next, staged.parts.some((part) => part.sheet === next) ? {} : { included: true })
          }
          allowDeselect={false}
        />
        <NumberInput
          label="表头在第几行"
          size="xs"
          w={110}
          min={1}
          disabled={busy}
          key={`${sheet}${staged.headingRow}`}
          defaultValue={staged.headingRow}
          onBlur={(event) => {
            const headingRow = Number(event.currentTarget.value);
            if (headingRow >= 1 && headingRow !== staged.headingRow) onChange(sheet, { headingRow });
          }}
        />
        <Select
          label="金额单位"
          w={100}
          disabled={busy}
          data={UNITS}
          value={staged.moneyUnit}
          onChange={(unit) => unit && onChange(sheet, { moneyUnit: unit as StagedSheet['moneyUnit'] })}
          allowDeselect={false}
        />
        <span className="quiet">按表中写法识别，不对可以改</span>
        <button type="button" className="link" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? '收起原表' : '看原表前 20 行'}
        </button>
      </div>
      {shown ? (
        <RawGrid staged={staged} busy={busy} onHeading={(headingRow) => onChange(sheet, { headingRow })} />
      ) : null}
      {staged.parts.length > 1 ? (
        <fieldset className={styles.parts}>
          <legend className="second">一起装入的表</legend>
          {staged.parts.map((part) => (
            <span key={part.sheet} className={styles.part}>
              <Checkbox
                size="xs"
                disabled={busy}
                label={`${part.sheet}（${partText(part)}）`}
                checked={part.included}
                onChange={(event) => onChange(part.sheet, { included: event.currentTarget.checked })}
              />
              {part.included && part.sheet !== sheet ? (
                <button type="button" className="link small" disabled={busy} onClick={() => onChange(part.sheet, {})}>
                  查看
                </button>
              ) : null}
            </span>
          ))}
        </fieldset>
      ) : null}
      {hidden.rows > 0 ? (
        <div className={styles.question}>
          <span>表里有 {countText(hidden.rows)} 行被隐藏或筛掉，</span>
          <SegmentedControl
            size="xs"
            aria-label="隐藏的行"
            disabled={busy}
            value={hidden.take ? 'take' : 'leave'}
            onChange={(value) => onChange(sheet, { hiddenRows: value as 'take' | 'leave' })}
            data={[
              { value: 'leave', label: '不装入' },
              { value: 'take', label: '也装入' },
            ]}
          />
        </div>
      ) : null}
      {exportBase.used || exportBase.message ? <div className={styles.gap} /> : null}
      {exportBase.used ? (
        <Notice>
          这是本台账 {(exportBase.exportedAt ?? '').slice(0, 10)}{' '}
          导出的表，只取表里改过的单元格；导出以后在台账里的修改都保留。
        </Notice>
      ) : exportBase.message ? (
        <Notice tone="warning">{exportBase.message}</Notice>
      ) : null}
    </Panel>
  );
}
