import { Button } from '@mantine/core';
import { periodShort } from '../../../shared/period/period.ts';
import { go } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { type BoardCity, boardState } from '../../parts/board-state.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import { dueText } from './due-text.ts';
import styles from './home.module.css';
import { TargetList } from './target-list.tsx';
import { TodoList } from './todo-list.tsx';

const TOPICS = ['records', 'reviews', 'comments', 'packages', 'workspace'] as const;

function CityState({ city }: { readonly city: BoardCity }) {
  const { tone, sign, text } = boardState(city);
  return (
    <Badge tone={tone} {...(sign ? { sign } : {})}>
      {text}
    </Badge>
  );
}

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
    <Page title={title} state={state}>
      {home.error ? <ErrorNotice error={home.error} onRetry={home.refresh} /> : null}
      <div className={styles.columns}>
        <div className="stack">
          {home.data ? (
            <TodoList todo={home.data.todo} done="没有等着处理的事。收到报送包后拖进窗口即可验看。" leading />
          ) : null}
          <Panel
            title="各市报送"
            aside={
              <Button size="compact-sm" onClick={() => go('receive')}>
                去收件
              </Button>
            }
          >
            {board.error ? <ErrorNotice error={board.error} onRetry={board.refresh} /> : null}
            <div className={styles.board}>
              {cities.map((city) => (
                <button
                  key={city.office}
                  type="button"
                  className={styles.city}
                  onClick={() =>
                    city.toReview > 0 ? go('review', { owner: city.office }) : go('receive', { office: city.office })
                  }
                >
                  <span>{city.name}</span>
                  <CityState city={city} />
                </button>
              ))}
            </div>
          </Panel>
        </div>
        <TargetList />
      </div>
    </Page>
  );
}
