import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { WrittenPackage } from '../../../shared/contract/exchange-calls.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { go } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { byteSize, countText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Page, Panel } from '../../parts/page.tsx';
import { PartSizeChoice, usePartSize } from '../../parts/part-size.tsx';
import { useCommand } from '../../parts/use-command.ts';
import styles from './filing.module.css';
import { FilingHistory } from './filing-history.tsx';
import { FilingObstacles } from './filing-obstacles.tsx';
import { FilingRegisters } from './filing-registers.tsx';
import { keepFolder, keptFolder } from './kept-folder.ts';
import type { LookedAt } from './news-kinds.ts';
import { NewsList } from './news-list.tsx';
import { printCover } from './print-cover.ts';
import { WrittenResult } from './written-result.tsx';

const TOPICS = ['records', 'narratives', 'packages', 'keys'] as const;
type Preview = CallOutput<'filing.preview'>;

function headingOf(preview: Preview | undefined, written: boolean, period: string): string {
  if (written) return '报送包已传出';
  if (!preview) return '报送';
  const obstacles = preview.errors + preview.unexplained + (preview.receiverKnown ? 0 : 1);
  return obstacles > 0 ? `还有 ${countText(obstacles)} 处挡着报送` : `${periodLabel(period)}可以报送`;
}

/** What of the offices below goes along, and what stays; nothing where nobody files here. */
function BelowNote({ preview }: { readonly preview: Preview }) {
  const { receives } = useOfficeWords();
  if (!receives) return null;
  const sum = (key: 'total' | 'waiting') => preview.registers.reduce((all, line) => all + line.below[key], 0);
  return (
    <p className="second">
      含下级单位审核通过的 {countText(sum('total'))} 条
      {sum('waiting') > 0 ? `；还有 ${countText(sum('waiting'))} 条待审或已退回，这次不报` : ''}。
    </p>
  );
}

/** What goes up, what stands in the way, writing it, and the filings so far. */
export function FilingPage() {
  const { period } = useWorkspace();
  const { above } = useOfficeWords();
  const preview = useQuery('filing.preview', { period }, TOPICS);
  const write = useCommand('filing.write');
  const [folder, setFolder] = useState(keptFolder());
  const [full, setFull] = useState(false);
  const size = usePartSize();
  const [written, setWritten] = useState<WrittenPackage | null>(null);
  const [looked, setLooked] = useState<LookedAt | null>(null);
  const found = preview.data;
  const ready = found?.receiverKnown === true && found.errors === 0 && found.unexplained === 0;
  const unchanged =
    found?.full === false && found.registers.every((line) => line.added + line.changed + line.withdrawn === 0);

  async function choose(): Promise<string | null> {
    const { path } = await call('host.pick-folder', { title: '报送包存放到' });
    if (!path) return null;
    setFolder(path);
    keepFolder(path);
    return path;
  }

  async function sendElsewhere() {
    const into = await choose();
    if (into) await send(into);
  }

  async function send(chosen: string) {
    const into = chosen || (await choose());
    if (!into) return;
    const result = await write.run({ period, folder: into, full, partSize: size.bytes });
    if (!result) return;
    setWritten(result);
    await printCover(result);
  }

  return (
    <Page
      title={headingOf(found, written !== null, period)}
      state={
        found ? `第 ${written?.sequence ?? found.nextSequence} 号包${!written && found.supplement ? '，补报' : ''}` : ''
      }
      actions={
        written ? (
          <Button onClick={() => setWritten(null)}>再传出一次</Button>
        ) : (
          <>
            <Button onClick={() => go('check')}>校验</Button>
            <Button variant="filled" disabled={!ready} loading={write.busy} onClick={() => void send(folder)}>
              传出报送包
            </Button>
          </>
        )
      }
    >
      <div className="stack">
        {preview.error ? <ErrorNotice error={preview.error} onRetry={preview.refresh} /> : null}
        {write.error ? (
          <ErrorNotice
            error={write.error}
            onRetry={() => void send(folder)}
            action={<Button onClick={() => void sendElsewhere()}>换一个位置…</Button>}
          />
        ) : null}
        {written ? <WrittenResult written={written} /> : null}
        {found && !written ? (
          <>
            <FilingObstacles preview={found} />
            {ready ? (
              <Notice>
                {unchanged ? '台账自上次报送以来没有改动，没有别的要补报就不必再传出。' : '没有错误，警示均已说明。'}
                传出后文件会自动读回核对一遍，再连同盖章的封面一起交给{above}。
              </Notice>
            ) : null}
            <div className={styles.columns} data-looking={looked ? true : undefined}>
              <FilingRegisters preview={found} period={period} looked={looked} onLook={setLooked} />
              <div className="stack">
                {looked ? (
                  <NewsList key={`${looked.register}${looked.kind}`} looked={looked} onClose={() => setLooked(null)} />
                ) : null}
                <Panel title="写到哪里">
                  <div className="stack">
                    <BelowNote preview={found} />
                    <div>
                      <div className="second small">存放位置</div>
                      <div className={styles.path}>{folder || '还没有选择，传出时会问'}</div>
                      <Button mt={6} onClick={() => void choose()}>
                        选择…
                      </Button>
                    </div>
                    <PartSizeChoice size={size} />
                    <Checkbox
                      label="传出全部记录，不只是变化"
                      description={whyWhole(found, above)}
                      checked={full || found.full}
                      disabled={found.full}
                      onChange={(event) => setFull(event.currentTarget.checked)}
                    />
                    <p className="second">
                      任务进展 {found.narratives.written} / {found.narratives.due}
                      <br />
                      佐证材料 {countText(found.evidence.files)} 份，{byteSize(found.evidence.bytes)}
                    </p>
                  </div>
                </Panel>
              </div>
            </div>
          </>
        ) : null}
        <FilingHistory folder={folder} chooseFolder={choose} />
      </div>
    </Page>
  );
}

/** Why everything goes, or when an officer would want it to. */
function whyWhole({ full, asked }: Preview, above: string): string {
  if (asked?.full) return `${above}缺少以前的包，请本单位重新传出全部记录，这一次会照办。`;
  if (full) return `还没有一份包得到${above}的答复，先传出全部记录。`;
  if (asked) return `${above}缺 ${asked.evidence} 份佐证材料，这一次会一并补上。`;
  return `${above}说收不齐以前的包时用。`;
}
