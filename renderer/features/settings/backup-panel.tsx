import { Button } from '@mantine/core';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { byteSize, momentText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { toFolder } from '../../parts/show-file.ts';
import { showToast } from '../../parts/toast.ts';
import { useAct } from '../../parts/use-act.ts';

/** Backup into one file, and a restored copy from one. */
export function BackupPanel() {
  const { office, backedUpAt, today } = useWorkspace();
  const { run, busy, error } = useAct();

  const backup = () =>
    run(async () => {
      const { path } = await call('host.pick-save', {
        title: '备份到',
        suggestedName: `${office.short}-${today}.tzbackup`,
      });
      if (!path) return;
      const done = await call('workspace.backup', { path });
      showToast(`备份已写好，${byteSize(done.bytes)}`, { action: toFolder(path) });
    });

  const restore = () =>
    run(async () => {
      const { paths } = await call('host.pick-files', { title: '选择备份文件' });
      const file = paths[0];
      if (!file) return;
      const { path } = await call('host.pick-folder', { title: '恢复到一个空文件夹' });
      if (path) await call('workspace.restore', { backup: file, path });
    });

  return (
    <Panel title="备份与恢复">
      <p className="second">
        {backedUpAt ? `上次备份 ${momentText(backedUpAt)}。` : '还没有备份。'}
        备份含台账、佐证材料和密钥，请存放在另一块盘上并妥善保管。
      </p>
      {error ? <ErrorNotice error={error} /> : null}
      <div className="row" style={{ marginTop: 8 }}>
        <Button loading={busy} onClick={() => void backup()}>
          备份…
        </Button>
        <Button disabled={busy} onClick={() => void restore()}>
          从备份恢复…
        </Button>
      </div>
    </Panel>
  );
}
