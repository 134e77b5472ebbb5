import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { CITY_OFFICES } from '../../../shared/office/offices.ts';
import { countText } from '../../parts/amount.ts';
import { Panel } from '../../parts/page.tsx';
import styles from './plan.module.css';
import { changePlan, type PlanShown } from './plan-change.ts';

type Targeted = PlanShown['indicators'][number];

/** 「各市合计 288，比全省少 12」: how the cities' shares add up to the provincial target. */
export function sharesSentence({ shares, target, unit }: Targeted): string {
  const values = Object.values(shares);
  if (values.length === 0) return '还没有分到各市';
  const sum = values.reduce((total, share) => total + share, 0);
  const set = `${values.length} 个市合计 ${countText(sum)} ${unit}`;
  if (sum === target) return `${set}，正合全省目标`;
  return sum > target ? `${set}，比全省多 ${countText(sum - target)}` : `${set}，比全省少 ${countText(target - sum)}`;
}

/** Each city's share of the plan's targets, with their sum beside the provincial target. */
export function TargetShares({ indicators }: { readonly indicators: readonly Targeted[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const indicator = indicators.find((one) => one.id === chosen) ?? indicators[0];
  if (!indicator) return null;
  return (
    <Panel title="分市目标" aside="没有分目标的市，首页只列数量" className={styles.shares} label="分市目标">
      <ul className={styles.indicators}>
        {indicators.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={styles.indicator}
              aria-pressed={one.id === indicator.id}
              onClick={() => setChosen(one.id)}
            >
              <span className="ellipsis">
                {one.id} {one.name}
                {one.per === 'year' ? '（每年）' : ''}
              </span>
              <span className="second">
                全省 ≥ {countText(one.target)} {one.unit}
              </span>
              <span className="quiet">{sharesSentence(one)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.cities}>
        {CITY_OFFICES.map(({ code, short }) => (
          <ShareInput key={`${indicator.id} ${code}`} indicator={indicator} office={code} label={short} />
        ))}
      </div>
    </Panel>
  );
}

interface ShareInputProps {
  readonly indicator: Targeted;
  readonly office: string;
  readonly label: string;
}

function ShareInput({ indicator, office, label }: ShareInputProps) {
  const share = indicator.shares[office];
  const shown = share === undefined ? '' : String(share);
  const [written, setWritten] = useState(shown);
  useEffect(() => setWritten(shown), [shown]);
  const folded = written.normalize('NFKC').trim();
  const valid = /^\d{0,9}$/.test(folded);

  function save() {
    if (!valid || folded === shown) return;
    const next = folded === '' ? null : Number(folded);
    const set = (value: number | null) => ({ indicator: indicator.id, shares: { [office]: value } });
    const message =
      next === null
        ? `${label}不再分担 ${indicator.id}。`
        : `${label}的 ${indicator.id} 目标为 ${countText(next)} ${indicator.unit}。`;
    void changePlan('plan.set-city-targets', set(next), set(share ?? null), message);
  }

  return (
    <TextInput
      label={label}
      classNames={{ root: styles.share, label: styles.shareLabel, wrapper: styles.shareBox }}
      inputMode="numeric"
      value={written}
      error={valid ? undefined : '填整数'}
      onChange={(event) => setWritten(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && save()}
    />
  );
}
