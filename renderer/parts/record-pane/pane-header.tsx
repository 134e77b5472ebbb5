import { ActionIcon, Button, CloseButton } from '@mantine/core';
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2 } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { momentText } from '../amount.ts';
import { Badge, StatusBadge } from '../badge.tsx';
import { officeName } from '../office-name.ts';
import { useOfficeWords } from '../office-words.ts';
import { printRecords } from '../print-records.ts';
import { useFormStore } from './form-store.ts';
import styles from './record-pane.module.css';
import { RestoreLine } from './restore-line.tsx';
import { UnlockForm } from './unlock-form.tsx';
import type { Saver } from './use-saver.ts';

interface PaneHeaderProps {
  readonly record: RecordView;
  readonly saver: Saver;
  /** What is still missing, to be jumped to. */
  readonly missing: ReactNode;
  readonly historyShown: boolean;
  readonly onHistory: () => void;
  readonly onClose: () => void;
}

function SavedState({ saver }: { readonly saver: Saver }) {
  if (saver.state === 'saving') return <span>正在保存…</span>;
  if (saver.state === 'refused') return <span className={styles.refused}>有一处没有保存</span>;
  return saver.savedAt ? <span>✓ 已保存 {saver.savedAt}</span> : null;
}

/** What the offices above said of it, side by side: of a county's record its city and the province. */
function Verdicts({ record }: { readonly record: RecordView }) {
  return record.verdicts.map(({ office, verdict, present, at, officer }) => (
    <span key={office} className="second" title={`${officer}　${momentText(at)}`}>
      {officeName(office)}
      {verdict === 'accept' ? '通过' : '退回'}
      {present ? '' : '（改动前）'}
    </span>
  ));
}

/** Title, state, round and what can be done with the record as a whole. */
export function PaneHeader({ record, saver, missing, historyShown, onHistory, onClose }: PaneHeaderProps) {
  const { office } = useWorkspace();
  const wide = useFormStore((state) => state.wide);
  const setWide = useFormStore((state) => state.setWide);
  const [printing, setPrinting] = useState(false);

  async function print() {
    setPrinting(true);
    await printRecords([record.id]);
    setPrinting(false);
  }

  const { own, receives } = useOfficeWords();
  const correcting = record.owner !== office.code && record.editable;
  return (
    <header className={styles.header}>
      <div className={styles.titleRow}>
        <h2 className={styles.title}>{record.title || '（未命名）'}</h2>
        <div className={styles.corner}>
          <ActionIcon
            aria-label={wide ? '收回到列表旁' : '展开到整页'}
            title={`${wide ? '收回到列表旁' : '展开到整页'} Alt Enter`}
            onClick={() => setWide(!wide)}
          >
            {wide ? <IconArrowsDiagonalMinimize2 size={15} /> : <IconArrowsDiagonal size={15} />}
          </ActionIcon>
          <CloseButton size="sm" aria-label="关闭记录" onClick={onClose} />
        </div>
      </div>
      <div className={styles.stateRow}>
        {record.live || record.state === 'withdrawn' ? (
          <StatusBadge state={record.state} changed={record.live && record.changed} />
        ) : (
          <Badge tone="grey">已删除</Badge>
        )}
        {receives ? <span className="second">{officeName(record.owner)}</span> : null}
        {record.verdicts.length > 1 ? <Verdicts record={record} /> : null}
        {record.round > 0 ? <span className="quiet">第 {record.round} 轮</span> : null}
        {correcting ? (
          <Badge tone="violet" sign="✎">
            {own}更正
          </Badge>
        ) : null}
        <span className={styles.saved} role="status">
          <SavedState saver={saver} />
        </span>
        {missing}
        <Button size="compact-sm" loading={printing} onClick={() => void print()}>
          打印…
        </Button>
        <Button size="compact-sm" aria-pressed={historyShown} onClick={onHistory}>
          {historyShown ? '回到字段' : '历史'}
        </Button>
      </div>
      {!record.live && record.owner === office.code && record.links.mergedInto === null ? (
        <div className={styles.lockRow}>
          <RestoreLine id={record.id} />
        </div>
      ) : record.locked && record.owner === office.code ? (
        <div className={styles.lockRow}>
          <span className="second">已通过的内容已锁定。</span>
          <UnlockForm ids={[record.id]} />
        </div>
      ) : null}
      {correcting ? (
        <p className="quiet small">
          在这里改动填报单位的字段，会作为{own}更正随批复告诉{officeName(record.owner)}。
        </p>
      ) : null}
    </header>
  );
}
