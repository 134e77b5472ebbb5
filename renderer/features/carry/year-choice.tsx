import { Radio, Select } from '@mantine/core';
import { useWorkspace } from '../../app/workspace.tsx';
import styles from './carry.module.css';

export type Figures = 'empty' | 'keep';

/** The years of the plan, and the one of the present period. */
export function usePlanYears(): { readonly years: readonly number[]; readonly present: number } {
  const { periods, period } = useWorkspace();
  const years = [...new Set(periods.map((one) => Number(one.id.slice(0, 4))))].sort();
  return { years, present: Number(period.slice(0, 4)) };
}

interface YearChoiceProps {
  readonly year: number;
  readonly onYear: (year: number) => void;
  readonly figures: Figures;
  readonly onFigures: (figures: Figures) => void;
}

/** Into which year, and what becomes of the figures of the year before. */
export function YearChoice({ year, onYear, figures, onFigures }: YearChoiceProps) {
  const { years } = usePlanYears();
  return (
    <>
      <Select
        label="转入年度"
        size="xs"
        w={110}
        allowDeselect={false}
        data={years.map((one) => ({ value: String(one), label: `${one} 年` }))}
        value={String(year)}
        onChange={(text) => text && onYear(Number(text))}
      />
      <Radio.Group
        label="年度数字（收入、人数、研发投入等）"
        value={figures}
        onChange={(one) => onFigures(one as Figures)}
      >
        <div className={styles.radios}>
          <Radio value="empty" label="清空，等新一年的数" />
          <Radio value="keep" label="先沿用上年的数" />
        </div>
      </Radio.Group>
    </>
  );
}
