import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { useQuery } from '../../client/use-query.ts';
import { momentText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { DataList } from '../../parts/data-list.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FolderChoice, useFolder } from '../../parts/folder-choice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { officeShort } from '../../parts/office-name.ts';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Page, Panel } from '../../parts/page.tsx';
import { PartSizeChoice, usePartSize } from '../../parts/part-size.tsx';
import { printPaper } from '../../parts/print-paper.ts';
import { ReasonedButton } from '../../parts/reasoned-button.tsx';
import { showToast } from '../../parts/toast.ts';
import { useCommand } from '../../parts/use-command.ts';
import { WrittenPackageLine } from '../../parts/written-package.tsx';
import styles from './reply.module.css';
import { type ReplyCity, replyDue, replySize } from './reply-due.ts';

type Written = CallOutput<'reply.write'>['packages'];

/** 批复: what the next reply carries to each city, and the packages that carry it. */
export function ReplyPage() {
  const { unit, below } = useOfficeWords();
  const preview = useQuery('reply.preview', {}, ['reviews', 'comments', 'records', 'packages', 'keys']);
  const write = useCommand('reply.write');
  const [ticked, setTicked] = useState<ReadonlySet<string> | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const place = useFolder('批复包写到哪个文件夹');
  const [written, setWritten] = useState<Written>([]);
  const size = usePartSize();

  const cities = preview.data?.cities ?? [];
  const due = replyDue(cities);
  const chosen = new Set(
    [...(ticked ?? due)].filter((office) => cities.some((city) => city.office === office && city.keyKnown)),
  );

  async function run() {
    const folder = chosen.size > 0 && (await place.need());
    if (!folder) return;
    const answer = await write.run({ to: [...chosen], folder, partSize: size.bytes });
    if (!answer) return;
    setWritten(answer.packages);
    setTicked(null);
    showToast(`已写好 ${answer.packages.length} 个批复包，逐个读回核对无误。`);
  }

  return (
    <Page
      title={preview.data && due.size === 0 ? `没有要批复的${unit}` : '批复'}
      state={due.size > 0 ? `${due.size} 个${unit}有新的审核结果没有带回` : undefined}
      fill
      actions={
        <>
          <ReasonedButton
            reason={selected === null ? `先在下面点一个${unit}。` : null}
            onClick={() => selected && void printPaper('reply.sheet', { to: selected })}
          >
            {selected === null ? '批复单…' : `批复单（${officeShort(selected)}）…`}
          </ReasonedButton>
          <FolderChoice place={place} />
          <ReasonedButton
            variant="filled"
            loading={write.busy}
            reason={chosen.size === 0 ? `先在下面勾选要批复的${unit}。` : null}
            onClick={run}
          >
            写批复包{chosen.size > 0 ? `（${chosen.size} 个${unit}）` : ''}
          </ReasonedButton>
        </>
      }
    >
      <div className={styles.desk}>
        {preview.error ? <ErrorNotice error={preview.error} onRetry={preview.refresh} /> : null}
        {write.error ? <ErrorNotice error={write.error} /> : null}
        {written.length > 0 ? (
          <Panel title={`写好的批复包 ${written.length} 个`} className={styles.written}>
            <ul>
              {written.map((pack) => (
                <WrittenPackageLine key={pack.fingerprint} title={`给${officeShort(pack.to)}的批复`} pack={pack} />
              ))}
            </ul>
          </Panel>
        ) : null}
        <Panel flush className={styles.list} label={`${below}批复`}>
          <DataList
            label={`${below}批复`}
            items={cities}
            keyOf={(city) => city.office}
            selected={selected}
            onSelect={(city) => setSelected(city.office)}
            checked={chosen}
            onCheck={setTicked}
            onOpen={(city) => go('review', { owner: city.office })}
            columns={columns}
            empty={
              preview.data ? (
                <EmptyState
                  sentence={`还没有收到过任何${unit}的报送包。先收件、审核，再来写批复。`}
                  action={<Button onClick={() => go('receive')}>去收件</Button>}
                />
              ) : preview.error ? null : (
                <EmptyState sentence="正在取审核结果…" />
              )
            }
          />
        </Panel>
        <PartSizeChoice size={size} />
        <p className="quiet small">
          批复包只有对应的{unit}能打开。空格勾选，Enter 看它的待审记录；没有确认过密钥的{unit}
          写不了批复包，先收它的报送包或到「单位与密钥」确认。
        </p>
      </div>
    </Page>
  );
}

const number = (count: number) => (count > 0 ? count.toLocaleString('zh-CN') : <span className="quiet">—</span>);

const columns = [
  { key: 'name', label: '单位', width: '180px', render: (city: ReplyCity) => city.name },
  {
    key: 'state',
    label: '状态',
    width: '150px',
    render: (city: ReplyCity) => {
      if (!city.keyKnown)
        return (
          <Badge tone="amber" sign="?">
            {'密钥没有确认'}
          </Badge>
        );
      if (replySize(city) > 0)
        return (
          <Badge tone="blue" sign="↓">
            {'待批复'}
          </Badge>
        );
      return city.lastReplyAt ? (
        <Badge tone="green" sign="✓">
          {'已批复'}
        </Badge>
      ) : (
        <Badge tone="grey">没有要带的</Badge>
      );
    },
  },
  {
    key: 'accepted',
    label: '通过',
    width: '90px',
    align: 'end' as const,
    render: (city: ReplyCity) => number(city.accepted),
  },
  {
    key: 'returned',
    label: '退回',
    width: '90px',
    align: 'end' as const,
    render: (city: ReplyCity) => number(city.returned),
  },
  {
    key: 'comments',
    label: '意见',
    width: '90px',
    align: 'end' as const,
    render: (city: ReplyCity) => number(city.comments),
  },
  {
    key: 'corrected',
    label: '更正',
    width: '90px',
    align: 'end' as const,
    render: (city: ReplyCity) => number(city.corrected),
  },
  {
    key: 'ruled',
    label: '重复认定',
    width: '90px',
    align: 'end' as const,
    render: (city: ReplyCity) => number(city.ruled),
  },
  {
    key: 'last',
    label: '上次批复',
    width: 'minmax(140px, 1fr)',
    align: 'end' as const,
    render: (city: ReplyCity) => (
      <span className="second">{city.lastReplyAt ? momentText(city.lastReplyAt) : '—'}</span>
    ),
  },
];
