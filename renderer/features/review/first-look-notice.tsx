import { Button } from '@mantine/core';
import type { FirstLook } from '../../../shared/contract/review-calls.ts';
import { momentText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import styles from './review.module.css';

interface FirstLookNoticeProps {
  readonly look: FirstLook;
  readonly labelOf: (field: string) => string;
  /** The officer at the desk wrote it. */
  readonly own: boolean;
  readonly onRetract: () => void;
}

/** 初审意见: who thinks what of the record, and why it was sent back, where it was. */
export function FirstLookNotice({ look, labelOf, own, onRetract }: FirstLookNoticeProps) {
  return (
    <section className={styles.look} aria-label="初审意见">
      <div className="row">
        <Badge tone={look.verdict === 'accept' ? 'green' : 'red'} sign={look.verdict === 'accept' ? '✓' : '↩'}>
          {look.verdict === 'accept' ? '初审通过' : '初审退回'}
        </Badge>
        <span className="second small grow">
          {look.officer}　{momentText(look.at)}
          {look.back ? '' : own ? '　等另一人在这台机器上复审' : '　待复审'}
        </span>
        {own ? (
          <Button size="compact-xs" onClick={onRetract}>
            收回
          </Button>
        ) : null}
      </div>
      {look.note ? <p>{look.note}</p> : null}
      {look.fields.length > 0 ? (
        <ul>
          {look.fields.map(({ field, text }) => (
            <li key={field}>
              <span className="second">{labelOf(field)}：</span>
              {text}
            </li>
          ))}
        </ul>
      ) : null}
      {look.back ? (
        <p className={styles.draft}>
          退回初审：{look.back.note}　
          <span className="second small">
            {look.back.officer}　{momentText(look.back.at)}
          </span>
        </p>
      ) : null}
    </section>
  );
}

/** Whether the step at hand is the second look: the opinion of another officer waits. */
export function waitsForSecond(look: FirstLook | null, officer: string): boolean {
  return look !== null && look.back === null && look.officer.trim() !== officer.trim();
}
