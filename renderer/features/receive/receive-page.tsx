import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { go, useNavigation, usePageParams } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Page, Panel } from '../../parts/page.tsx';
import { showError } from '../../parts/toast.ts';
import { AfterExamination, NothingChosen } from './after-examination.tsx';
import { BoardList } from './board-list.tsx';
import { DeskList } from './desk-list.tsx';
import { packageToShow } from './desk-packages.ts';
import { DifferenceList } from './difference-list.tsx';
import { DropZone } from './drop-zone.tsx';
import { PackagePanel } from './package-panel.tsx';
import { canWait, mayTake } from './package-verdict.ts';
import styles from './receive.module.css';
import { deskSentence } from './receive-state.ts';
import { SittingPanel } from './sitting-panel.tsx';
import { useReceiveDesk } from './use-receive-desk.ts';
import { WorkStrip } from './work-strip.tsx';
import { YearBoardPanel } from './year-board.tsx';

/** 收件: packages come in, are looked at, and are taken, held or refused. Nothing is written before 装入. */
export function ReceivePage() {
  const { period, periods, today } = useWorkspace();
  const { receives, below } = useOfficeWords();
  const board = useQuery('receive.board', receives ? { period } : null, ['packages', 'reviews', 'records']);
  const { desk, sitting, packages, busy, refusal, compared, ...actions } = useReceiveDesk();
  const cities = board.data?.cities ?? [];

  const [stage, setStage] = useState<string | null>(null);
  const [city, setCity] = useState<string | null>(null);
  const [listed, setListed] = useState(false);
  const [yearly, setYearly] = useState(false);
  // Before anything is chosen, the first waiting package is what the officer came for.
  const chosen =
    stage === null && city === null
      ? packages.find((pack) => pack.outcome === 'pending')
      : packages.find((pack) => pack.stage === stage);
  const ready = packages.filter((pack) => pack.outcome === 'pending' && mayTake(pack));
  const onBoard = new Set(cities.map((one) => one.office));
  const others = packages.filter((pack) => pack.outcome === 'refused' || pack.from === null || !onBoard.has(pack.from));

  function show(pack: DeskPackage | undefined) {
    setStage(pack?.stage ?? null);
    setCity(pack?.from ?? null);
    setListed(false);
    setYearly(false);
  }

  async function examine(paths: readonly string[]) {
    showExamined(await actions.examine(paths));
  }

  /** One package is shown itself; of a pile, the list of what became of each. */
  function showExamined(answer: Awaited<ReturnType<typeof actions.examine>>) {
    if (!answer) return;
    show(answer.packages.find((pack) => pack.outcome === 'pending') ?? answer.packages[0]);
    setListed(answer.packages.length !== 1 || answer.skipped.length > 0);
  }

  async function takeReady() {
    const answer = await actions.take(ready);
    if (answer) setListed(true);
  }

  async function pick() {
    const filters = [{ name: '报送包', extensions: ['tzb'] }];
    try {
      const { paths } = await call('host.pick-files', { title: '选报送包', filters, multiple: true });
      if (paths.length > 0) await examine(paths);
    } catch (error) {
      showError(error);
    }
  }

  async function pickFolder() {
    try {
      const { path } = await call('host.pick-folder', { title: '选装有报送包的文件夹' });
      if (path) await examine([path]);
    } catch (error) {
      showError(error);
    }
  }

  useOpenedFiles(examine);

  const afterThis = (pack: DeskPackage) =>
    packages.find((one) => one.outcome === 'pending' && one.stage !== pack.stage);
  const unexamined = sitting?.files.filter((one) => one.desk === null).length ?? 0;
  const due = periods.find((one) => one.id === period)?.due;
  return (
    <Page
      title="收件"
      state={
        desk.data && (board.data || !receives)
          ? deskSentence({ receives, period, cities, packages, due, today })
          : undefined
      }
      fill
      actions={
        <>
          {receives ? (
            <Button aria-pressed={yearly} onClick={() => setYearly(!yearly)}>
              {yearly ? '关闭全年' : '全年报送情况'}
            </Button>
          ) : null}
          {sitting && sitting.files.length > 0 ? (
            <Button
              aria-pressed={listed && !yearly}
              onClick={() => {
                setListed(yearly || !listed);
                setYearly(false);
              }}
            >
              {listed && !yearly ? '关闭清单' : `收件清单 ${sitting.files.length}`}
            </Button>
          ) : null}
          <Button onClick={pickFolder} disabled={busy !== null}>
            打开文件夹…
          </Button>
          <Button onClick={pick} disabled={busy !== null}>
            打开文件…
          </Button>
          {ready.length > 1 ? (
            <Button
              variant="filled"
              loading={busy === 'apply'}
              disabled={busy !== null}
              onClick={() => void takeReady()}
            >
              全部装入 {ready.length} 个
            </Button>
          ) : null}
        </>
      }
    >
      <div className={styles.desk}>
        <div className={styles.side}>
          <DropZone busy={busy === 'examine'} onPaths={examine} onPick={pick} />
          <WorkStrip />
          {unexamined > 0 && busy === null ? (
            <Notice
              action={
                <Button size="compact-sm" onClick={() => void actions.goOn().then(showExamined)}>
                  继续查验
                </Button>
              }
            >
              上次放入的文件还有 {unexamined} 个没有查验。
            </Notice>
          ) : null}
          {board.error && !desk.error ? <ErrorNotice error={board.error} onRetry={board.refresh} /> : null}
          {receives && board.data ? (
            <Panel flush className={styles.board} label={below}>
              <BoardList
                cities={cities}
                packages={packages}
                selected={city ?? chosen?.from ?? null}
                onSelect={(code) => {
                  setListed(false);
                  setYearly(false);
                  setCity(code);
                  setStage(packageToShow(packages, code)?.stage ?? null);
                }}
              />
            </Panel>
          ) : null}
          {others.length > 0 ? (
            <Panel flush className={receives ? styles.others : styles.board} label="其他文件">
              <div className={styles.fitted} style={receives ? { height: Math.min(others.length, 4) * 28 } : undefined}>
                <DeskList
                  label="其他文件"
                  packages={others}
                  selected={chosen?.stage ?? null}
                  onSelect={(next) => show(packages.find((pack) => pack.stage === next))}
                />
              </div>
            </Panel>
          ) : null}
        </div>
        <div className={styles.main}>
          {refusal ? <ErrorNotice error={refusal} /> : null}
          {desk.error && !desk.data ? <ErrorNotice error={desk.error} onRetry={desk.refresh} /> : null}
          {yearly && receives ? (
            <YearBoardPanel />
          ) : listed && sitting ? (
            <SittingPanel
              sitting={sitting}
              busy={busy !== null}
              onOpen={(file) => file.desk && show(file.desk)}
              onGoOn={() => void actions.goOn().then(showExamined)}
            />
          ) : chosen ? (
            <>
              <PackagePanel
                key={`panel ${chosen.stage}`}
                pack={chosen}
                confirmed={compared.has(chosen.stage)}
                siblings={packages.filter((pack) => pack.from !== null && pack.from === chosen.from)}
                onSibling={show}
                busy={busy !== null}
                actions={{
                  take: () => void actions.take([chosen]),
                  decide: (decision, note) =>
                    void actions
                      .decide(chosen, decision, note)
                      .then(() => decision !== null && show(afterThis(chosen) ?? chosen)),
                  remove: () => void actions.remove(chosen).then(() => show(afterThis(chosen))),
                  undo: () => void actions.undo(chosen),
                  confirmKey: () => void actions.confirmKey(chosen),
                }}
              />
              {canWait(chosen) ? (
                <DifferenceList
                  key={chosen.stage}
                  pack={chosen}
                  onOpen={(record) => go('register', { register: record.register, id: record.id })}
                />
              ) : (
                <AfterExamination pack={chosen} />
              )}
            </>
          ) : desk.error && !desk.data ? null : (
            <Panel>
              <NothingChosen city={cities.find((one) => one.office === city)} onPick={pick} />
            </Panel>
          )}
        </div>
      </div>
    </Page>
  );
}

/** Looks at files that were dropped elsewhere in the window or opened from the system, once. */
function useOpenedFiles(examine: (paths: readonly string[]) => Promise<void>): void {
  const { paths, path } = usePageParams();
  const wanted = paths ?? path;
  const done = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!wanted || done.current === wanted) return;
    done.current = wanted;
    useNavigation.getState().adjust({ paths: undefined, path: undefined });
    void examine(wanted.split('\n'));
  });
}
