import { Button } from '@mantine/core';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import type { Tone } from '../../parts/tone.ts';
import { dueText } from './due-text.ts';
import styles from './home.module.css';
import { TargetList } from './target-list.tsx';
import { TodoList } from './todo-list.tsx';

const TOPICS = ['records', 'reviews', 'comments', 'packages', 'workspace'] as const;
type City = CallOutput<'receive.board'>['cities'][number];

const CITY_STATES: Readonly<Record<City['state'], { tone: Tone; sign?: string; label: string }>> = {
  missing: { tone: 'grey', label: '未报' },
  pending: { tone: 'amber', label: '待装入' },
  received: { tone: 'blue', label: '已装入' },
  reviewing: { tone: 'blue', label: '待审' },
  returned: { tone: 'red', sign: '↩', label: '退回' },
  accepted: { tone: 'green', sign: '✓', label: '已通过' },
};

function CityState({ city }: { readonly city: City }) {
  const state = CITY_STATES[city.state];
  const count = city.state === 'reviewing' ? city.toReview : city.state === 'returned' ? city.returned : 0;
  return (
    <Badge tone={state.tone} {...(state.sign ? { sign: state.sign } : {})}>
      {state.label}
      {count > 0 ? ` ${countText(count)}` : ''}
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
  const quarter = `第 ${period.slice(5)} 季度`;
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
