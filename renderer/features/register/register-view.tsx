import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RecordRow, RecordSort } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { RecordPane } from '../../parts/record-pane/record-pane.tsx';
import { FilterBar } from './filter-bar.tsx';
import { filterFromParams, hasFilter } from './filter-text.ts';
import { gridColumns } from './grid-columns.ts';
import { useListSettings, useLists } from './list-store.ts';
import { RecordGrid } from './record-grid.tsx';
import { RegisterActions } from './register-actions.tsx';
import { RegisterEmpty } from './register-empty.tsx';
import styles from './register-view.module.css';
import { SelectionFooter } from './selection-footer.tsx';
import { useNewRecord } from './use-new-record.ts';
import { useRecordPages } from './use-record-pages.ts';

const TOPICS = ['records', 'reviews', 'comments', 'packages'] as const;

/** A register: title and actions, filters, the list, the open record. */
export function RegisterView({ register }: { readonly register: Register }) {
  const { office } = useWorkspace();
  const params = useNavigation((state) => state.params);
  const adjust = useNavigation((state) => state.adjust);
  const { filter, sort, columns: chosen } = useListSettings(register.id);
  const change = useLists((state) => state.change);
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const view = useRef<HTMLDivElement>(null);

  const asked = filterFromParams(params);
  useEffect(() => {
    if (asked) change(register.id, { filter: JSON.parse(asked) });
  }, [asked, change, register.id]);

  const order = useMemo(() => sort ?? naturalOrder(register), [sort, register]);
  const pages = useRecordPages({ register: register.id, filter, sort: order });
  const summary = useQuery('record.summary', { register: register.id, filter }, TOPICS);
  const openId = params.id;
  const narrow = openId !== undefined;
  const columns = useMemo(() => gridColumns(register, chosen, narrow), [register, chosen, narrow]);
  const create = useNewRecord(register);

  const onOpen = useCallback((row: RecordRow, field?: string) => adjust({ id: row.id, field }), [adjust]);
  const onReach = useCallback(
    (row: RecordRow) => {
      if (useNavigation.getState().params.id) adjust({ id: row.id, field: undefined });
    },
    [adjust],
  );

  function step(by: number, field: string | undefined) {
    const at = pages.rows.findIndex((row) => row.id === openId);
    const next = pages.rows[at + by];
    if (next) adjust({ id: next.id, field });
  }

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.isComposing) return;
      if (event.ctrlKey && event.key.toLowerCase() === 'n') {
        event.preventDefault();
        void create();
      } else if (event.ctrlKey && event.key.toLowerCase() === 'f') {
        event.preventDefault();
        view.current?.closest('main')?.querySelector<HTMLInputElement>('input[type=search]')?.focus();
      }
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [create]);

  function closePane() {
    adjust({ id: undefined, field: undefined });
    view.current?.querySelector<HTMLInputElement>('[data-cell-input]')?.focus({ preventScroll: true });
  }

  const filtered = hasFilter(filter);
  const total = summary.data?.total ?? 0;
  const matching = summary.data?.matching ?? 0;
  const state = summary.data
    ? filtered
      ? `${countText(total)} ${register.measure}，筛选后 ${countText(matching)} ${register.measure}`
      : `${countText(total)} ${register.measure}`
    : '';
  return (
    <Page
      fill
      title={register.label}
      state={state}
      actions={<RegisterActions register={register} filter={filter} onNew={() => void create()} />}
      filters={<FilterBar register={register} filter={filter} chosen={chosen} summary={summary.data} />}
    >
      <div ref={view} className={styles.view} data-pane={openId ? true : undefined}>
        <div className={styles.list}>
          {pages.error ? <ErrorNotice error={pages.error} onRetry={pages.refresh} /> : null}
          {pages.loaded && pages.rows.length === 0 ? (
            <RegisterEmpty register={register} filtered={filtered} onNew={() => void create()} />
          ) : (
            <RecordGrid
              register={register}
              rows={pages.rows}
              total={matching}
              columns={columns}
              showOwner={office.kind === 'province'}
              provincial={office.kind === 'province'}
              sort={sort}
              onSort={(next) => change(register.id, { sort: next })}
              checked={checked}
              onCheck={setChecked}
              openId={openId}
              onOpen={onOpen}
              onClose={closePane}
              onReach={onReach}
              onEnd={pages.loadMore}
            />
          )}
          <SelectionFooter
            register={register}
            rows={pages.rows}
            columns={columns}
            checked={checked}
            sums={summary.data?.sums ?? {}}
            onClear={() => setChecked(new Set())}
          />
        </div>
        {openId ? (
          <RecordPane
            id={openId}
            field={params.field}
            onClose={closePane}
            onNext={(field) => step(1, field)}
            onPrevious={(field) => step(-1, field)}
          />
        ) : null}
      </div>
    </Page>
  );
}

/** Without a chosen sort, by what identifies an item: its number, its code. */
function naturalOrder(register: Register): RecordSort {
  return { field: register.naturalKeys[0]?.[0] ?? register.titleField, descending: false };
}
