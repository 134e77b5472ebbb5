import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { call } from '../../client/bridge.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { useCommand } from '../../parts/use-command.ts';
import { FormerDesk } from './former-desk.tsx';

type Staged = CallOutput<'carry.stage'>;

/** Whatever ledgers are kept in: a workspace's database, a backup of it, an exported workbook. */
const KINDS = [{ name: '备份或导出的表格', extensions: ['db', 'xlsx', 'xls', 'et'] }];

/** 从往年台账结转: choose the former ledger, look, take. */
export function FormerPanel() {
  const stage = useCommand('carry.stage');
  const [staged, setStaged] = useState<Staged | null>(null);
  const [refusal, setRefusal] = useState<unknown>(undefined);
  const open = useRef<string | null>(null);
  useEffect(
    () => () => {
      if (open.current) void call('carry.discard', { stage: open.current }).catch(() => undefined);
    },
    [],
  );

  async function read(pick: () => Promise<string | null | undefined>) {
    setRefusal(undefined);
    try {
      const path = await pick();
      if (!path) return;
      const found = await stage.run({ path });
      open.current = found?.stage ?? null;
      setStaged(found ?? null);
    } catch (failure) {
      setRefusal(failure);
    }
  }

  const choices = (
    <div className="row">
      <Button
        loading={stage.busy}
        onClick={() =>
          void read(async () => (await call('host.pick-folder', { title: '选择往年台账所在的文件夹' })).path)
        }
      >
        选往年的工作区文件夹…
      </Button>
      <Button
        loading={stage.busy}
        onClick={() =>
          void read(
            async () =>
              (await call('host.pick-files', { title: '选择往年的备份或导出的表格', filters: KINDS })).paths[0],
          )
        }
      >
        选备份或导出的表格…
      </Button>
    </div>
  );
  const error = refusal ?? stage.error;
  if (staged)
    return (
      <FormerDesk
        key={staged.stage}
        staged={staged}
        choices={choices}
        error={error}
        onDone={() => {
          open.current = null;
          setStaged(null);
        }}
      />
    );
  return (
    <Panel>
      {error ? <ErrorNotice error={error} /> : null}
      <EmptyState
        sentence="选往年的台账：它的工作区文件夹、备份文件（.db），或本程序导出的全部台账（.xlsx）。先看清哪些是新的、哪些这里已有，再决定结转哪些。"
        action={choices}
      />
    </Panel>
  );
}
