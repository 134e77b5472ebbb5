import { Button } from '@mantine/core';
import { call } from '../client/bridge.ts';
import { showError } from './toast.ts';

interface FolderChoiceProps {
  /** Title of the dialog: what will be written there. */
  readonly title: string;
  readonly folder: string | null;
  readonly onChoose: (folder: string) => void;
}

/** The folder to write into, with the button that changes it. */
export function FolderChoice({ title, folder, onChoose }: FolderChoiceProps) {
  async function pick() {
    try {
      const { path } = await call('host.pick-folder', { title });
      if (path) onChoose(path);
    } catch (error) {
      showError(error);
    }
  }
  return (
    <div className="row">
      <span className="second">写到</span>
      <span className="ellipsis" title={folder ?? undefined}>
        {folder ?? '还没有选文件夹'}
      </span>
      <Button onClick={pick}>{folder ? '换文件夹…' : '选文件夹…'}</Button>
    </div>
  );
}
