import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RecordRow, RecordSort } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { countText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Page } from '../../parts/page.tsx';
import { RecordPane } from '../../parts/record-pane/record-pane.tsx';
import { FilterBar } from './filter-bar.tsx';
import { filterFromParams, hasFilter } from './filter-text.ts';
import { gridShape } from './grid-columns.ts';
import { useGridSelection } from './grid-selection.ts';
import { useList } from './list-store.ts';
import { PasteBar } from './paste-bar.tsx';
import { NOTHING_CHOSEN, type RecordChoice } from './record-choice.ts';
import { RecordGrid } from './record-grid.tsx';
import { RegisterActions } from './register-actions.tsx';
import { RegisterEmpty } from './register-empty.tsx';
import styles from './register-view.module.css';
import { ReplacePane } from './replace-pane.tsx';
import { RowJump } from './row-jump.tsx';
import { SelectionFooter } from './selection-footer.tsx';
import { useCellActions } from './use-cell-actions.ts';
import { useNewRecord } from './use-new-record.ts';
import { usePaste } from './use-paste.ts';
import { useRecordWindow } from './use-record-window.ts';
import { useRoom } from './use-room.ts';

/** A register: title and actions, filters, the list, the open record. */
export function RegisterView({ register }: { readonly register: Register }) {
  const { office } = useWorkspace();
  const params = useNavigation((state) => state.params);
  const adjust = useNavigation((state) => state.adjust);
  const list = useList(register);
  const { filter, sort, layout, change } = list;
  const [choice, setChoice] = useState<RecordChoice>(NOTHING_CHOSEN);
  const [jumping, setJumping] = useState(false);
  const [replacing, setReplacing] = useState(false);
  const view = useRef<HTMLDivElement>(null);
  const provincial = office.kind === 'province';
  const { receives } = useOfficeWords();

  const asked = filterFromParams(params);
  useEffect(() => {
    if (asked) change({ filter: JSON.parse(asked) });
  }, [asked, change]);

  const order = useMemo(() => sort ?? naturalOrder(register), [sort, register]);
  const records = useRecordWindow({ register: register.id, filter, sort: order });
  const openId = params.id;
  const { ref: place, room } = useRoom();
  const { count, rowAt, positionOf } = records;
  const shape = useMemo(
    () => gridShape(register, layout, { rowCount: count, showOwner: receives, narrow: openId !== undefined, room }),
    [register, layout, count, receives, openId, room],
  );
  const { columns } = shape;
  const selection = useGridSelection(count, columns.length);
  const { cursor, range, moveTo, select } = selection;
  const paste = usePaste({ register, records, columns, mayAdd: !provincial, onWritten: select });
  const actions = useCellActions({ register, records, columns, onBad: paste.hold, onMended: paste.mended });
  const create = useNewRecord(register);

  // What was ticked in one list is not meant in another.
  const question = JSON.stringify(records.question);
  useEffect(() => {
    if (question) setChoice(NOTHING_CHOSEN);
  }, [question]);

  const focusGrid = useCallback(
    () => view.current?.querySelector<HTMLElement>('[data-cell-input]')?.focus({ preventScroll: true }),
    [],
  );
  const scrollTo = useCallback((row: number) => {
    const box = view.current?.querySelector('[data-scroller]');
    if (box) box.scrollTop = Math.max(0, row * 30 - box.clientHeight / 2);
  }, []);

  const goTo = useCallback(
    (row: number, column = 0) => {
      moveTo({ row, column });
      scrollTo(row);
      requestAnimationFrame(focusGrid);
    },
    [moveTo, scrollTo, focusGrid],
  );

  // A record that was opened from elsewhere is brought into sight, wherever in the list it stands.
  const shownFor = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!openId || !records.loaded || shownFor.current === openId) return;
    shownFor.current = openId;
    const held = positionOf(openId);
    if (held !== undefined) {
      moveTo({ row: held, column: cursor.column });
      return;
    }
    call('record.position', { ...records.question, id: openId }).then(
      ({ position }) => {
        if (position === null) return;
        moveTo({ row: position, column: 0 });
        scrollTo(position);
      },
      () => undefined,
    );
  }, [openId, records.loaded, records.question, positionOf, moveTo, scrollTo, cursor.column]);

  const onOpen = useCallback((row: RecordRow, field?: string) => adjust({ id: row.id, field }), [adjust]);
  const onReach = useCallback(
    (row: RecordRow) => {
      if (!useNavigation.getState().params.id) return;
      shownFor.current = row.id;
      adjust({ id: row.id, field: undefined });
    },
    [adjust],
  );

  function step(by: number, field: string | undefined) {
    const at = openId ? positionOf(openId) : undefined;
    const next = at === undefined ? undefined : rowAt(at + by);
    if (at === undefined || !next) return;
    shownFor.current = next.id;
    moveTo({ row: at + by, column: cursor.column });
    adjust({ id: next.id, field });
  }

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.isComposing) return;
      const key = event.key.toLowerCase();
      if (event.ctrlKey && key === 'n') {
        event.preventDefault();
        void create();
      } else if (event.ctrlKey && key === 'f') {
        event.preventDefault();
        view.current?.closest('main')?.querySelector<HTMLInputElement>('input[type=search]')?.focus();
      } else if (event.ctrlKey && key === 'h') {
        event.preventDefault();
        setReplacing(true);
      } else if (event.ctrlKey && key === 'g') {
        event.preventDefault();
        setJumping(true);
      } else if (event.key === 'F6' && !view.current?.querySelector('[data-cell-input]:focus')) {
        event.preventDefault();
        focusGrid();
      }
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [create, focusGrid]);

  function closePane() {
    adjust({ id: undefined, field: undefined });
    focusGrid();
  }

  function leaveGrid() {
    const pane = view.current?.querySelector<HTMLElement>('section button, section input');
    const search = view.current?.closest('main')?.querySelector<HTMLInputElement>('input[type=search]');
    (pane ?? search)?.focus();
  }

  /** Brings a cell into sight, wherever in the list its record stands. */
  async function showCell(id: string, field: string) {
    const at = positionOf(id) ?? (await call('record.position', { ...records.question, id })).position;
    const column = columns.findIndex((one) => one.field.key === field);
    if (at === null) return;
    moveTo({ row: at, column: Math.max(0, column) });
    scrollTo(at);
  }

  /** The next waiting cell after the cursor, around the end. */
  function nextWaiting() {
    const places: { row: number; column: number }[] = [];
    for (const [id, fields] of paste.waiting.cells) {
      const row = positionOf(id);
      if (row === undefined) continue;
      for (const key of Object.keys(fields))
        places.push({ row, column: columns.findIndex((one) => one.field.key === key) });
    }
    places.sort((one, other) => one.row - other.row || one.column - other.column);
    const next = places.find((one) => one.row > cursor.row || (one.row === cursor.row && one.column > cursor.column));
    const place = next ?? places[0];
    if (place) goTo(place.row, Math.max(0, place.column));
  }

  const filtered = hasFilter(filter);
  const total = records.summary?.total ?? 0;
  const state = records.summary
    ? filtered
      ? `${countText(total)} ${register.measure}，筛选后 ${countText(records.summary.matching)} ${register.measure}`
      : `${countText(total)} ${register.measure}`
    : '';
  return (
    <Page
      fill
      title={register.label}
      state={state}
      actions={<RegisterActions register={register} filter={filter} onNew={() => void create()} />}
      filters={
        <FilterBar
          register={register}
          list={list}
          summary={records.summary}
          onReplace={() => setReplacing(!replacing)}
          onLeave={focusGrid}
        />
      }
    >
      <div ref={view} className={styles.view} data-pane={openId ? true : undefined}>
        <div ref={place} className={styles.list}>
          {records.error ? <ErrorNotice error={records.error} onRetry={records.refresh} /> : null}
          {records.loaded && count === 0 ? (
            <RegisterEmpty
              register={register}
              filtered={filtered}
              onClear={() => change({ filter: {} })}
              onNew={() => void create()}
            />
          ) : (
            <RecordGrid
              register={register}
              records={records}
              shape={shape}
              list={list}
              selection={selection}
              actions={actions}
              paste={paste}
              provincial={provincial}
              choice={choice}
              onChoose={setChoice}
              openId={openId}
              onOpen={onOpen}
              onClose={closePane}
              onReach={onReach}
              onJump={() => setJumping(true)}
              onLeave={leaveGrid}
            />
          )}
          {jumping ? (
            <RowJump
              count={count}
              onJump={(row) => {
                setJumping(false);
                goTo(row, cursor.column);
              }}
              onClose={() => {
                setJumping(false);
                focusGrid();
              }}
            />
          ) : null}
          {replacing ? (
            <ReplacePane
              register={register}
              filter={filter}
              columns={columns}
              column={columns[cursor.column]?.field.key}
              onShow={(id, field) => void showCell(id, field)}
              onClose={() => {
                setReplacing(false);
                focusGrid();
              }}
            />
          ) : null}
          <PasteBar register={register} paste={paste} onNext={nextWaiting} onClosed={focusGrid} />
          <SelectionFooter
            register={register}
            records={records}
            columns={columns}
            range={range}
            choice={choice}
            onClear={() => setChoice(NOTHING_CHOSEN)}
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
