import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { call } from '../../client/bridge.ts';
import { showError } from '../../parts/toast.ts';
import type { StartFormProps } from './create-form.tsx';
import styles from './first-run.module.css';
import { FolderField } from './folder-field.tsx';
import { folderIn } from './office-choices.ts';

/** A workspace made from a backup file or a full package, in a folder of its own. */
export function RestoreForm({ suggestedFolder, busy, open }: StartFormProps) {
  const [backup, setBackup] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const isPackage = /\.tzb$/i.test(backup);
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
    if (!backup || !path) return;
    void open(() =>
      isPackage
        ? call('workspace.restore-full', { file: backup, path, passphrase })
        : call('workspace.restore', { backup, path }),
    );
  }

  return (
    <form className={styles.form} onSubmit={start}>
      <p className="second">备份或另一台机器传出的全量包，恢复到一个新的文件夹，原来的工作区不受影响。</p>
      <div className={styles.folder}>
        <TextInput
          label="备份或全量包"
          placeholder="选择文件"
          value={backup}
          onChange={(event) => setBackup(event.currentTarget.value)}
        />
        <Button onClick={() => void pick()}>选择…</Button>
      </div>
      {isPackage ? (
        <PasswordInput
          label="全量包的口令"
          description="传出全量包时设的"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
      ) : null}
      <FolderField label="恢复到" value={path} onChange={setPath} />
      <div>
        <Button
          type="submit"
          variant="filled"
          disabled={!backup || !path || (isPackage && passphrase === '')}
          loading={busy}
        >
          恢复
        </Button>
      </div>
    </form>
  );
}
