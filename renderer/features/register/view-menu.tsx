import { Button, Popover, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { RecordFilter } from '../../../shared/contract/shapes.ts';
import type { SavedView } from '../../../shared/contract/view-calls.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { showError, showToast } from '../../parts/toast.ts';
import { fittingLayout } from './column-layout.ts';
import type { List } from './list-store.ts';
import styles from './register-view.module.css';

/** Views every register has. */
const READY: readonly { readonly name: string; readonly filter: RecordFilter }[] = [
  { name: '全部', filter: {} },
  { name: '本期改动', filter: { changed: true } },
  { name: '还没报送', filter: { states: ['draft'] } },
  { name: '有错误', filter: { problem: 'error' } },
  { name: '警示待说明', filter: { problem: 'warning' } },
  { name: '已退回', filter: { states: ['returned'] } },
];

function sameFilter(one: RecordFilter, other: RecordFilter): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Views: the ready ones, and lists kept under a name with their columns, filter and order. */
export function ViewMenu({ register, list }: { readonly register: Register; readonly list: List }) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const { data } = useQuery('view.list', { register: register.id }, ['views']);
  const views = data?.views ?? [];
  const { filter, sort, layout, change } = list;
  const kept = views.find(
    (view) => sameFilter(view.filter, filter) && JSON.stringify(view.sort) === JSON.stringify(sort ?? null),
  );
  const shown = kept?.name ?? READY.find((view) => sameFilter(view.filter, filter))?.name ?? '自定';

  function show(view: SavedView) {
    change({
      filter: view.filter,
      sort: view.sort ?? undefined,
      layout: fittingLayout(register, view.layout) ?? layout,
    });
    setOpen(false);
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') return;
    try {
      const { replaced } = await call('view.save', {
        register: register.id,
        name: name.trim(),
        filter,
        sort: sort ?? null,
        layout: { columns: [...layout.columns], pinned: [...layout.pinned], widths: { ...layout.widths } },
      });
      showToast(replaced ? `视图“${name.trim()}”已按现在的样子更新` : `已保存视图“${name.trim()}”`);
      setName('');
      setOpen(false);
    } catch (error) {
      showError(error);
    }
  }

  async function remove(view: SavedView) {
    const { id, name: removed, ...content } = view;
    try {
      await call('view.delete', { id });
      showToast(`已删除视图“${removed}”`, {
        action: {
          label: '撤销',
          run: () => void call('view.save', { register: register.id, name: removed, ...content }).catch(showError),
        },
      });
    } catch (error) {
      showError(error);
    }
  }

  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.addChip} aria-expanded={open} onClick={() => setOpen(!open)}>
          视图：{shown} ▾
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.views}>
          {READY.map((view) => (
            <button
              key={view.name}
              type="button"
              className={styles.viewName}
              aria-pressed={sameFilter(view.filter, filter)}
              onClick={() => {
                change({ filter: view.filter });
                setOpen(false);
              }}
            >
              {view.name}
            </button>
          ))}
          {views.map((view) => (
            <div key={view.id} className={styles.viewLine}>
              <button type="button" className={styles.viewName} aria-pressed={view === kept} onClick={() => show(view)}>
                {view.name}
              </button>
              <button
                type="button"
                className={styles.viewRemove}
                aria-label={`删除视图：${view.name}`}
                onClick={() => void remove(view)}
              >
                ✕
              </button>
            </div>
          ))}
          <form className="row" onSubmit={(event) => void save(event)}>
            <TextInput
              aria-label="视图名称"
              placeholder="给现在的列表起个名"
              maxLength={40}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" disabled={name.trim() === ''}>
              保存
            </Button>
          </form>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
