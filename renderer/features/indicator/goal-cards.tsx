import type { Triple } from '../../../shared/contract/indicator-calls.ts';
import type { Count } from '../../charts/count.ts';
import { COUNT_LABELS, COUNTS } from '../../charts/count.ts';
import type { IndicatorRow } from '../../charts/indicator-rows.ts';
import { changeSentence, paceOf, paceSentence } from '../../charts/pace.ts';
import { countText } from '../../parts/amount.ts';
import { BulletBar } from '../../parts/bullet-bar.tsx';
import styles from './indicator.module.css';

interface GoalCardsProps {
  readonly rows: readonly IndicatorRow[];
  readonly count: Count;
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
  /** The same counts as of the end of the period before, by row; null where there is none. */
  readonly before: Readonly<Record<string, Triple>> | null;
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
}

/** The plan's headline goals: how much of each is there, and whether the pace holds. */
export function GoalCards({ rows, count, asOf, from, to, before, chosen, onChoose }: GoalCardsProps) {
  return (
    <div className={styles.cards}>
      {rows.map(({ key, indicator, counts, target }) => {
        const pace = target === null ? null : paceOf(counts[count], target, asOf, from, to);
        return (
          <button
            key={key}
            type="button"
            className={styles.card}
            aria-pressed={key === chosen}
            onClick={() => onChoose(key)}
          >
            <span className="second">{indicator.name}</span>
            <span className={styles.cardFigure}>
              <strong>{countText(counts[count])}</strong>
              <span className="second">
                {target === null ? indicator.unit : `/ ${countText(target)} ${indicator.unit}`}
              </span>
              {pace ? (
                <span className={styles.pace} data-behind={(pace.ahead < 0 && !pace.reached) || undefined}>
                  {paceSentence(pace, indicator.unit)}
                </span>
              ) : null}
            </span>
            <BulletBar {...counts} target={target} unit={indicator.unit} />
            <span className={styles.cardCounts}>
              {COUNTS.map((one) => (
                <span key={one}>
                  {COUNT_LABELS[one]} {countText(counts[one])}
                </span>
              ))}
              {before ? (
                <span className={styles.since}>{changeSentence(counts[count] - (before[key]?.[count] ?? 0))}</span>
              ) : null}
            </span>
          </button>
        );
      })}
    </div>
  );
}
