import type { CallOutput } from '../../../shared/contract/contract.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { threadWord } from '../../../shared/status/thread-word.ts';
import { useQuery } from '../../client/use-query.ts';
import { momentText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import styles from './review.module.css';

type Round = CallOutput<'review.rounds'>['rounds'][number];

const VERDICTS = {
  accept: { tone: 'green', sign: '✓', word: '通过' },
  return: { tone: 'red', sign: '↩', word: '退回' },
  unlock: { tone: 'amber', sign: '○', word: '解锁' },
} as const;

/** 历次审核: what was filed, what changed, what was said and how it was judged, round by round. */
export function RoundList({ id }: { readonly id: string }) {
  const { data, error, refresh } = useQuery('review.rounds', { id }, ['records', 'reviews', 'comments', 'packages']);
  if (error && !data) return <ErrorNotice error={error} onRetry={refresh} />;
  if (!data) return <EmptyState sentence="正在取历次审核…" />;
  return (
    <ol className={styles.rounds} aria-label="历次审核">
      {data.rounds.map((round) => (
        <li key={round.round}>
          <RoundLines round={round} />
        </li>
      ))}
    </ol>
  );
}

function RoundLines({ round }: { readonly round: Round }) {
  return (
    <>
      <strong>第 {round.round} 轮</strong>
      {round.filings.map((filing) => (
        <div key={filing.at}>
          <span className="second small">
            {momentText(filing.at)} {filing.officer} 报送（{periodLabel(filing.period)}）
          </span>
          {filing.changes === null ? (
            <span className="small">　第一次报送</span>
          ) : filing.changes.length === 0 ? (
            <span className="small">　内容没有变化</span>
          ) : (
            <ul className={styles.changes}>
              {filing.changes.map((change, index) => (
                <li key={`${change.label}${index.toString()}`}>
                  <span className="second">{change.label}：</span>
                  {change.before || '（空）'} → <b>{change.after || '（空）'}</b>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
      {round.comments.map((comment) => (
        <div key={comment.thread} className={styles.said}>
          <span className="second">{comment.label}：</span>
          {comment.entries
            .filter((entry) => entry.text !== '')
            .map((entry) => `${entry.officer}：${entry.text}`)
            .join('　')}
          <span className="quiet small">　{threadWord(comment.thread, comment.state)}</span>
        </div>
      ))}
      {round.verdicts.map((one) => (
        <div key={one.at + one.verdict}>
          <Badge tone={VERDICTS[one.verdict].tone} sign={VERDICTS[one.verdict].sign}>
            {VERDICTS[one.verdict].word}
          </Badge>{' '}
          <span className="second small">
            {momentText(one.at)} {one.officer}
          </span>
          {one.note ? `　${one.note}` : ''}
        </div>
      ))}
    </>
  );
}
