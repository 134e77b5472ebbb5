import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { call } from '../../client/bridge.ts';
import { showError } from '../../parts/toast.ts';
import type { StartFormProps } from './create-form.tsx';
import styles from './first-run.module.css';
import { FolderField } from './folder-field.tsx';
import { folderIn } from './office-choices.ts';

/** A workspace made from a backup file, in a folder of its own. */
export function RestoreForm({ suggestedFolder, busy, open }: StartFormProps) {
  const [backup, setBackup] = useState('');
  const [path, setPath] = useState(folderIn(suggestedFolder, '恢复'));

  async function pick() {
    try {
      const { paths } = await call('host.pick-files', { title: '选择备份文件' });
      if (paths[0]) setBackup(paths[0]);
    } catch (error) {
      showError(error);
    }
  }

  function start(event: FormEvent) {
    event.preventDefault();
    if (backup && path) void open(() => call('workspace.restore', { backup, path }));
  }

  return (
    <form className={styles.form} onSubmit={start}>
      <p className="second">备份恢复到一个新的文件夹，原来的工作区不受影响。</p>
      <div className={styles.folder}>
        <TextInput
          label="备份文件"
          placeholder="选择备份文件"
          value={backup}
          onChange={(event) => setBackup(event.currentTarget.value)}
        />
        <Button onClick={() => void pick()}>选择…</Button>
      </div>
      <FolderField label="恢复到" value={path} onChange={setPath} />
      <div>
        <Button type="submit" variant="filled" disabled={!backup || !path} loading={busy}>
          恢复
        </Button>
      </div>
    </form>
  );
}
