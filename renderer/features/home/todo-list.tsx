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
  /** Sets what the filing need not wait for apart from the rest. */
  readonly apart?: boolean;
}

/** What to do, most urgent first, each with its one action. */
export function TodoList({ todo, done, leading, apart = false }: TodoListProps) {
  const pressing = todo.filter((item) => TODO_TARGETS[item.kind].pressing);
  const others = todo.filter((item) => !TODO_TARGETS[item.kind].pressing);
  const listed = apart ? [...pressing, ...others] : todo;
  const divided = apart && pressing.length > 0 ? others[0] : undefined;
  return (
    <Panel title="要做的事">
      {todo.length === 0 ? <EmptyState sentence={done} /> : null}
      <ul>
        {listed.map((item, index) => {
          const target = TODO_TARGETS[item.kind];
          return (
            <li key={`${item.kind}${item.title}`} className={styles.todo} data-divided={item === divided || undefined}>
              {item === divided ? <p className={styles.apart}>另外，不影响报送</p> : null}
              <span className={styles.count} data-tone={target.tone}>
                {countText(item.count)}
              </span>
              <div className="grow">
                <strong>{item.title}</strong>
                {item.parts.length === 0 ? (
                  <div className="quiet ellipsis" title={item.detail}>
                    {item.detail}
                  </div>
                ) : (
                  <TodoParts item={item} />
                )}
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

/** More kinds than this are summed up. */
const LISTED_PARTS = 3;

/** The problems of one severity by rule, each with its own jump. */
function TodoParts({ item }: { readonly item: Todo }) {
  const target = TODO_TARGETS[item.kind];
  const rest = item.parts.slice(LISTED_PARTS);
  const others = rest.reduce((sum, part) => sum + part.count, 0);
  return (
    <ul>
      {item.parts.slice(0, LISTED_PARTS).map((part) => (
        <li key={`${part.register} ${part.rule}`} className={styles.part}>
          <button
            type="button"
            className="link ellipsis"
            title={part.label}
            onClick={() =>
              go(target.page, {
                ...target.params,
                register: part.register,
                rule: part.rule,
              })
            }
          >
            {part.label}
          </button>
          <span className="quiet">{countText(part.count)} 处</span>
        </li>
      ))}
      {others > 0 ? (
        <li className="quiet">
          另有 {countText(rest.length)} 种，共 {countText(others)} 处
        </li>
      ) : null}
    </ul>
  );
}
