import styles from './bullet-bar.module.css';

interface BulletBarProps {
  readonly accepted: number;
  readonly submitted: number;
  readonly reported: number;
  readonly target?: number | null;
  /** Right end of the scale; a quarter beyond the largest of counts and target unless given. */
  readonly scale?: number;
  /** Counting word for the spoken label. */
  readonly unit?: string;
  readonly height?: number;
}

/** 认定, 报送 and 填报 laid over each other on one scale, the target as a mark. */
export function BulletBar({ accepted, submitted, reported, target, scale, unit = '', height = 14 }: BulletBarProps) {
  const goal = target ?? 0;
  const end = scale ?? Math.max(accepted, submitted, reported, goal * 1.1, 1);
  const share = (count: number) => `${Math.min(100, (100 * count) / end)}%`;
  const spoken = `认定 ${accepted}，报送 ${submitted}，填报 ${reported}${goal > 0 ? `，目标 ${goal}` : ''}${unit ? ` ${unit}` : ''}`;
  return (
    <div className={styles.bar} style={{ height }} role="img" aria-label={spoken} title={spoken}>
      <span className={styles.reported} style={{ width: share(reported) }} />
      <span className={styles.submitted} style={{ width: share(submitted) }} />
      <span className={styles.accepted} style={{ width: share(accepted) }} />
      {goal > 0 ? <span className={styles.target} style={{ insetInlineStart: share(goal) }} /> : null}
    </div>
  );
}

/** What the colours of the bars mean; `target` null leaves the mark out. */
export function BulletLegend({ target = '目标' }: { readonly target?: string | null }) {
  return (
    <span className={styles.legend}>
      <span data-count="accepted">认定</span>
      <span data-count="submitted">报送</span>
      <span data-count="reported">填报</span>
      {target === null ? null : <span data-count="target">{target}</span>}
    </span>
  );
}
