import { periodShort } from '../../../shared/period/period.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { dueText } from './due-text.ts';
import styles from './home.module.css';
import { ReportingBoard } from './reporting-board.tsx';
import { TargetList } from './target-list.tsx';
import { TodoList } from './todo-list.tsx';

const TOPICS = ['records', 'reviews', 'comments', 'packages', 'workspace'] as const;

/** What waits at the province, who has reported, how far the plan is. */
export function ProvinceHome() {
  const { period } = useWorkspace();
  const home = useQuery('overview.home', { period }, TOPICS);
  const board = useQuery('receive.board', { period }, TOPICS);
  const cities = board.data?.cities ?? [];
  const received = cities.filter((city) => city.sequence !== null && city.state !== 'missing').length;
  const waiting = cities.reduce((sum, city) => sum + city.toReview, 0);
  const quarter = periodShort(period);
  const title = !board.data
    ? quarter
    : received === 0
      ? `${quarter}还没有收到报送`
      : waiting > 0
        ? `${quarter}已收 ${received} / ${cities.length}，待审 ${countText(waiting)} 条`
        : `${quarter}已收 ${received} / ${cities.length}，没有待审`;
  const state = home.data ? dueText(home.data.due, home.data.daysLeft) : '';
  return (
    <Page fill title={title} state={state}>
      {home.error ? <ErrorNotice error={home.error} onRetry={home.refresh} /> : null}
      <div className={styles.columns}>
        <div className="stack">
          {home.data ? (
            <TodoList todo={home.data.todo} done="没有等着处理的事。收到报送包后拖进窗口即可验看。" leading />
          ) : null}
          <ReportingBoard cities={cities} error={board.error} onRetry={board.refresh} />
        </div>
        <TargetList />
      </div>
    </Page>
  );
}
