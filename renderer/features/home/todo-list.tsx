import { Button } from '@mantine/core';
import { go } from '../../app/navigation.ts';
import { countText } from '../../parts/amount.ts';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import styles from './home.module.css';
import { TODO_TARGETS, type Todo } from './todo-target.ts';

interface TodoListProps {
  readonly todo: readonly Todo[];
  readonly done: string;
  /** Draws the first action as the page's primary one. */
  readonly leading: boolean;
}

/** What to do, most urgent first, each with its one action. */
export function TodoList({ todo, done, leading }: TodoListProps) {
  return (
    <Panel title="要做的事">
      {todo.length === 0 ? <EmptyState sentence={done} /> : null}
      <ul>
        {todo.map((item, index) => {
          const target = TODO_TARGETS[item.kind];
          return (
            <li key={`${item.kind}${item.title}`} className={styles.todo}>
              <span className={styles.count} data-tone={target.tone}>
                {countText(item.count)}
              </span>
              <div className="grow">
                <strong>{item.title}</strong>
                <div className="quiet ellipsis" title={item.detail}>
                  {item.detail}
                </div>
              </div>
              <Button
                size="compact-sm"
                variant={leading && index === 0 ? 'filled' : 'default'}
                onClick={() => go(target.page, target.params)}
                aria-label={`${item.title}：${target.action}`}
              >
                {target.action}
              </Button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
