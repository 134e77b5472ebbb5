import { Button, Select } from '@mantine/core';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { SheetCounts, StagedSheet } from '../../../shared/contract/sheet-calls.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { go, usePageParams } from '../../app/navigation.ts';
import { call } from '../../client/bridge.ts';
import { countText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import { showToast } from '../../parts/toast.ts';
import { ColumnMatching } from './column-matching.tsx';
import styles from './import.module.css';
import { PreviewRows } from './preview-rows.tsx';
import { SheetFound, type StageChoice } from './sheet-found.tsx';
import { fieldsOf } from './target-fields.ts';

const SHEETS = [{ name: '电子表格', extensions: ['xlsx', 'xls', 'et', 'ods', 'csv', 'txt'] }];

function standingText(included: readonly SheetCounts[]): string {
  const bad = included.reduce((sum, counts) => sum + counts.bad, 0);
  const conflicts = included.reduce((sum, counts) => sum + counts.conflict, 0);
  if (conflicts === 0) return `${countText(bad)} 行有错误，改正或跳过后即可装入`;
  const errors = bad > 0 ? `${countText(bad)} 行有错误，` : '';
  return `${errors}${countText(conflicts)} 行两边都改过，处理后即可装入`;
}

/** A workbook into a register: sheet and heading as found, columns matched, rows by outcome. Nothing is written before 装入. */
export function ImportPage() {
  const params = usePageParams();
  const [registerId, setRegisterId] = useState(params.register ?? 'project');
  const register = registerById(registerId) ?? REGISTERS[0]!;
  const [staged, setStaged] = useState<StagedSheet | null>(null);
  const [error, setError] = useState<unknown>(undefined);
  const [busy, setBusy] = useState(false);
  const stage = useRef<string | null>(null);
  stage.current = staged?.stage ?? null;

  // A preview that is left behind is thrown away; the workbook itself was never touched.
  useEffect(
    () => () => {
      if (stage.current) void call('import.discard', { stage: stage.current }).catch(() => undefined);
    },
    [],
  );

  async function work<T>(task: () => Promise<T>): Promise<T | undefined> {
    setBusy(true);
    setError(undefined);
    try {
      return await task();
    } catch (refusal) {
      setError(refusal);
      return undefined;
    } finally {
      setBusy(false);
    }
  }

  async function read(file: string, into: string) {
    const found = await work(() => call('import.stage', { register: into, path: file }));
    if (found) setStaged(found);
  }

  async function choose(sheet: string, choice: StageChoice) {
    if (!staged) return;
    const found = await work(() => call('import.choose', { stage: staged.stage, sheet, ...choice }));
    if (!found) return;
    // A sheet that is only ticked is taken in, not turned to.
    const view = choice.included === undefined || sheet === staged.sheet ? found : undefined;
    setStaged(view ?? (await call('import.choose', { stage: staged.stage, sheet: staged.sheet })));
  }

  async function pick() {
    const picked = await work(() => call('host.pick-files', { title: '选择要导入的表格', filters: SHEETS }));
    const file = picked?.paths[0];
    if (file) await read(file, register.id);
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    if (file) void read(window.taizhang.pathOf(file), register.id);
  }

  async function apply() {
    if (!staged) return;
    const done = await work(() => call('import.apply', { stage: staged.stage }));
    if (!done) return;
    stage.current = null;
    setStaged(null);
    const withdrawn = done.withdrawn > 0 ? `，撤回 ${countText(done.withdrawn)}` : '';
    showToast(
      `已装入：新增 ${countText(done.created)}，修改 ${countText(done.updated)}，相同 ${countText(done.unchanged)}${withdrawn}`,
      { undo: done.act },
    );
    go('register', { register: register.id });
  }

  const included = staged?.parts.filter((part) => part.included).map((part) => part.counts) ?? [];
  const writing = included.reduce((sum, { new: made, changed, withdraw }) => sum + made + changed + withdraw, 0);
  const bad = included.reduce((sum, counts) => sum + counts.bad + counts.conflict, 0);
  return (
    <Page
      fill={staged !== null}
      title={!staged ? `导入${register.label}` : bad > 0 ? standingText(included) : `${countText(writing)} 条可以装入`}
      state={staged ? `${staged.file}，装入前什么也不会写` : '装入前什么也不会写'}
      actions={
        staged ? (
          <>
            <Button disabled={busy} onClick={() => void pick()}>
              换一个文件…
            </Button>
            <Button variant="filled" disabled={bad > 0 || writing === 0} loading={busy} onClick={() => void apply()}>
              装入 {countText(writing)} 条
            </Button>
          </>
        ) : null
      }
    >
      {error ? (
        <div className={styles.notice}>
          <ErrorNotice error={error} />
        </div>
      ) : null}
      {staged ? (
        <div className={styles.steps}>
          <SheetFound staged={staged} busy={busy} onChange={(sheet, choice) => void choose(sheet, choice)} />
          <ColumnMatching
            key={`columns ${staged.stage} ${staged.sheet}`}
            fields={fieldsOf(staged).map((field) => ({ value: field.key, label: field.label }))}
            staged={staged}
            onChange={(mapping) => void choose(staged.sheet, { mapping })}
          />
          <PreviewRows key={`rows ${staged.stage} ${staged.sheet}`} staged={staged} onStaged={setStaged} />
        </div>
      ) : (
        <Panel>
          <div className={styles.start}>
            <Select
              label="导入到"
              w={200}
              data={REGISTERS.map((one) => ({ value: one.id, label: one.label }))}
              value={register.id}
              onChange={(id) => setRegisterId(id ?? register.id)}
              allowDeselect={false}
            />
            <section
              className={styles.drop}
              aria-label="放入表格"
              onDragOver={(event) => event.preventDefault()}
              onDrop={onDrop}
            >
              <strong>把表格拖到这里</strong>
              <span className="second">
                xlsx、xls、et、ods 或 csv，表头自动识别，各单位自己的列名也认得；本台账导出的表改好后也放到这里
              </span>
              <Button variant="filled" loading={busy} onClick={() => void pick()}>
                选择表格…
              </Button>
            </section>
          </div>
        </Panel>
      )}
    </Page>
  );
}
