import type { KeyboardEvent } from 'react';
import styles from './filter-chips.module.css';

interface Choice<K extends string> {
  readonly key: K;
  readonly label: string;
  readonly count?: number;
  readonly help?: string;
}

interface FilterChipsProps<K extends string> {
  readonly label: string;
  readonly choices: readonly Choice<K>[];
  readonly chosen: K;
  readonly onChoose: (key: K) => void;
}

/** One choice among a few, as chips; left and right arrows walk them. */
export function FilterChips<K extends string>({ label, choices, chosen, onChoose }: FilterChipsProps<K>) {
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = choices.findIndex((choice) => choice.key === chosen);
    const next = choices[(at + step + choices.length) % choices.length];
    if (!next) return;
    onChoose(next.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
  }
  const reachable = choices.some((choice) => choice.key === chosen) ? chosen : choices[0]?.key;
  return (
    <div className={styles.chips} role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {choices.map((choice) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio cannot carry the chip's look in one element
        <button
          key={choice.key}
          type="button"
          role="radio"
          data-key={choice.key}
          aria-checked={choice.key === chosen}
          tabIndex={choice.key === reachable ? 0 : -1}
          className={styles.chip}
          title={choice.help}
          onClick={() => onChoose(choice.key)}
        >
          {choice.label}
          {choice.count === undefined ? '' : ` ${choice.count.toLocaleString('zh-CN')}`}
        </button>
      ))}
    </div>
  );
}
