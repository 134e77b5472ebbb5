import { Button } from '@mantine/core';
import { periodLabel, periodShort } from '../../../shared/period/period.ts';
import { go } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { momentText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import { dueText } from './due-text.ts';
import styles from './home.module.css';
import { TargetList } from './target-list.tsx';
import { TodoList } from './todo-list.tsx';
import { TODO_TARGETS, type Todo } from './todo-target.ts';

const TOPICS = ['records', 'reviews', 'comments', 'narratives', 'packages', 'keys', 'workspace'] as const;
const NUMERALS = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];

function headingOf(quarter: string, todo: readonly Todo[], filed: boolean): string {
  const steps = todo.filter((item) => TODO_TARGETS[item.kind].pressing).length;
  const number = NUMERALS[steps] ?? steps;
  if (steps > 0 && filed) return `${quarter}已报送，还有${number}件事`;
  if (steps > 0) return `${quarter}还差${number}步`;
  return filed ? `${quarter}已经报送` : `${quarter}可以报送`;
}

function filingLine(todo: readonly Todo[]): string {
  if (todo.some((item) => item.kind === 'baseline')) return '装入省厅的下发文件后才能传出';
  const errors = todo.find((item) => item.kind === 'error')?.count ?? 0;
  const warnings = todo.find((item) => item.kind === 'warning')?.count ?? 0;
  const parts = [errors > 0 ? `改正 ${errors} 处错误` : '', warnings > 0 ? `说明 ${warnings} 处警示` : ''].filter(
    Boolean,
  );
  return parts.length > 0 ? `${parts.join('、')}后即可传出` : '没有错误，警示均已说明，可以传出';
}

/** What a city's officer does next, and how far the city is. */
export function CityHome() {
  const { office, period } = useWorkspace();
  const home = useQuery('overview.home', { period }, TOPICS);
  const quarter = periodShort(period);
  if (!home.data) {
    return <Page title={quarter}>{home.error ? <ErrorNotice error={home.error} onRetry={home.refresh} /> : null}</Page>;
  }
  const { todo, sinceFiling, filed, due, daysLeft } = home.data;
  const blocked = todo.some((item) => item.kind === 'error' || item.kind === 'warning' || item.kind === 'baseline');
  return (
    <Page
      title={headingOf(quarter, todo, filed !== null)}
      state={filed ? `第 ${filed.sequence} 号包已于 ${momentText(filed.at).slice(0, 10)} 报送` : dueText(due, daysLeft)}
    >
      <div className={styles.columns}>
        <div className="stack">
          <TodoList todo={todo} done={`${periodLabel(period)}没有要处理的事。`} leading={blocked || todo.length > 0} />
          <Panel
            title="自上次报送以来"
            aside={
              <Button size="compact-sm" onClick={() => go('register', { register: 'project', changed: '1' })}>
                查看差异
              </Button>
            }
          >
            <dl className={styles.figures}>
              <Figure count={sinceFiling.added} label="新增" />
              <Figure count={sinceFiling.changed} label="修改" />
              <Figure count={sinceFiling.withdrawn} label="撤回" />
              <Figure count={sinceFiling.evidence} label="佐证材料" />
            </dl>
          </Panel>
          <Panel label="报送">
            <div className="row">
              <h2 className={styles.stripTitle}>报送</h2>
              <span className="quiet grow">{filingLine(todo)}</span>
              <Button onClick={() => go('check')}>试校验</Button>
              <Button variant={todo.length > 0 ? 'default' : 'filled'} disabled={blocked} onClick={() => go('filing')}>
                传出报送包
              </Button>
            </div>
          </Panel>
        </div>
        <TargetList owner={office.code} />
      </div>
    </Page>
  );
}

function Figure({ count, label }: { readonly count: number; readonly label: string }) {
  return (
    <div>
      <dd>{count.toLocaleString('zh-CN')}</dd>
      <dt>{label}</dt>
    </div>
  );
}
