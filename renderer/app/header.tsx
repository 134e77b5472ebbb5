import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconHelp } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { periodLabel } from '../../shared/period/period.ts';
import { call, onEvent } from '../client/bridge.ts';
import { useQuery } from '../client/use-query.ts';
import { redoAct, showError, undoAct } from '../parts/toast.ts';
import styles from './frame.module.css';
import { openGuide } from './guide-chapter.ts';
import { usePalette } from './palette-store.ts';
import { useWorkspace } from './workspace.tsx';

function clock(): string {
  return new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });
}

function useSavedAt(): string | null {
  const [savedAt, setSavedAt] = useState<string | null>(null);
  useEffect(() => onEvent('data.changed', () => setSavedAt(clock())), []);
  return savedAt;
}

function PeriodMenu() {
  const { period, periods } = useWorkspace();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={styles.period} aria-label={`报告期：${periodLabel(period)}，更换`}>
          {periodLabel(period)} ▾
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
        {periods.map((one) => (
          <Menu.Item
            key={one.id}
            aria-current={one.id === period || undefined}
            onClick={() => {
              call('workspace.set-period', { period: one.id }).catch(showError);
            }}
          >
            {one.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function UndoButtons() {
  const state = useQuery('act.state', {}, ['acts', 'records', 'narratives', 'comments', 'reviews']).data;
  return (
    <span className="row" style={{ gap: 2 }}>
      <Tooltip label={state?.undo ? `撤销 ${state.undo}（Ctrl Z）` : '没有可撤销的操作'}>
        <ActionIcon aria-label="撤销" disabled={!state?.undo} onClick={() => void undoAct()}>
          <IconArrowBackUp size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={state?.redo ? `重做 ${state.redo}（Ctrl Y）` : '没有可重做的操作'}>
        <ActionIcon aria-label="重做" disabled={!state?.redo} onClick={() => void redoAct()}>
          <IconArrowForwardUp size={16} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}

/** Product, office, period; one search for everything; saved state, undo and redo. */
export function Header() {
  const { office, officer } = useWorkspace();
  const savedAt = useSavedAt();
  const openPalette = usePalette((state) => state.open);
  return (
    <header className={styles.header}>
      <div className={styles.identity}>
        <span className={styles.product}>行动计划台账</span>
        <span className={styles.office} title={`经办人 ${officer}`}>
          {office.name}
        </span>
        <PeriodMenu />
      </div>
      <button type="button" className={styles.search} onClick={openPalette} aria-keyshortcuts="Control+K">
        <span>查找记录或命令</span>
        <span className={styles.key}>Ctrl K</span>
      </button>
      <div className={styles.standing}>
        <span role="status">{savedAt ? `✓ 已保存 ${savedAt}` : '✓ 全部已保存'}</span>
        <UndoButtons />
        <Tooltip label="本页的说明（F1）">
          <ActionIcon variant="subtle" color="gray" aria-label="本页的说明" aria-keyshortcuts="F1" onClick={openGuide}>
            <IconHelp size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}
