import { Button } from '@mantine/core';
import { periodLabel, periodShort } from '../../../shared/period/period.ts';
import { go } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { momentText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Page, Panel } from '../../parts/page.tsx';
import { ReasonedButton } from '../../parts/reasoned-button.tsx';
import { dueText } from './due-text.ts';
import { FirstSteps } from './first-steps.tsx';
import styles from './home.module.css';
import { filingSentence, homeHeading } from './home-heading.ts';
import { OverduePeriods } from './overdue-periods.tsx';
import { ReportingBoard } from './reporting-board.tsx';
import { SinceFiling } from './since-filing.tsx';
import { TargetList } from './target-list.tsx';
import { TodoList } from './todo-list.tsx';

const TOPICS = ['records', 'reviews', 'comments', 'narratives', 'packages', 'keys', 'workspace'] as const;

/** What a city's officer does next, and how far the city is. */
export function CityHome() {
  const { office, period } = useWorkspace();
  const { receives } = useOfficeWords();
  const home = useQuery('overview.home', { period }, TOPICS);
  const board = useQuery('receive.board', receives ? { period } : null, TOPICS);
  const short = periodShort(period);
  if (!home.data) {
    return <Page title={short}>{home.error ? <ErrorNotice error={home.error} onRetry={home.refresh} /> : null}</Page>;
  }
  const { todo, sinceFiling, overdue, filed, due, daysLeft, beforeLedger } = home.data;
  const state = filed
    ? `第 ${filed.sequence} 号包已于 ${momentText(filed.at).slice(0, 10)} 报送`
    : dueText(due, daysLeft, beforeLedger);
  if (todo.some((item) => item.kind === 'empty') && !filed) {
    return (
      <Page title="从这里开始" state={`从 ${periodLabel(period)}填起；${state}`}>
        <FirstSteps ready={!todo.some((item) => item.kind === 'baseline')} />
      </Page>
    );
  }
  const blocked = todo.some((item) => item.kind === 'error' || item.kind === 'warning' || item.kind === 'baseline');
  return (
    <Page fill title={homeHeading(short, home.data)} state={state}>
      <div className={styles.columns}>
        <div className="stack">
          <OverduePeriods overdue={overdue} />
          <TodoList
            todo={todo}
            done={`${periodLabel(period)}没有要处理的事。`}
            leading={blocked || todo.length > 0}
            apart={!filed}
          />
          <SinceFiling news={sinceFiling} />
          {receives ? (
            <ReportingBoard cities={board.data?.cities ?? []} error={board.error} onRetry={board.refresh} />
          ) : null}
          <Panel label="报送">
            <div className="row">
              <h2 className={styles.stripTitle}>报送</h2>
              <span className="quiet grow">{filingSentence(todo)}</span>
              <Button onClick={() => go('check')}>试校验</Button>
              <ReasonedButton
                variant={todo.length > 0 ? 'default' : 'filled'}
                reason={blocked ? filingSentence(todo) : null}
                onClick={() => go('filing')}
              >
                传出报送包
              </ReasonedButton>
            </div>
          </Panel>
        </div>
        <TargetList owner={office.code} />
      </div>
    </Page>
  );
}
