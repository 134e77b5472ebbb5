import { Button, TextInput } from '@mantine/core';
import { call } from '../../client/bridge.ts';
import { showError } from '../../parts/toast.ts';
import styles from './first-run.module.css';

interface FolderFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
}

/** A folder: shown as a path, chosen with the system's dialog. */
export function FolderField({ label, description, value, onChange }: FolderFieldProps) {
  async function pick() {
    try {
      const { path } = await call('host.pick-folder', { title: label });
      if (path) onChange(path);
    } catch (error) {
      showError(error);
    }
  }
  return (
    <div className={styles.folder}>
      <TextInput
        label={label}
        description={description}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Button onClick={() => void pick()}>选择…</Button>
    </div>
  );
}
