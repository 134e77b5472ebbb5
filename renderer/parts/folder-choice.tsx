import { Button } from '@mantine/core';
import { useState } from 'react';
import { call } from '../client/bridge.ts';
import { showError } from './toast.ts';

/** The folder that something is written into. */
export interface FolderPlace {
  readonly folder: string | null;
  /** Asks for a folder anew. */
  readonly change: () => Promise<string | null>;
  /** The folder, asked for where none was chosen yet; null when the officer thought better of it. */
  readonly need: () => Promise<string | null>;
}

/** A folder to write into, chosen beforehand or when it is needed. `title` of the dialog: what will be written there. */
export function useFolder(title: string): FolderPlace {
  const [folder, setFolder] = useState<string | null>(null);
  async function change() {
    try {
      const { path } = await call('host.pick-folder', { title });
      if (path) setFolder(path);
      return path;
    } catch (error) {
      showError(error);
      return null;
    }
  }
  return { folder, change, need: async () => folder ?? (await change()) };
}

/** The folder to write into, with the button that changes it. */
export function FolderChoice({ place }: { readonly place: FolderPlace }) {
  const { folder } = place;
  return (
    <div className="row">
      <span className="second">写到</span>
      <span className="ellipsis" title={folder ?? undefined}>
        {folder ?? '还没有选文件夹，写的时候会问'}
      </span>
      <Button onClick={() => void place.change()}>{folder ? '换文件夹…' : '选文件夹…'}</Button>
    </div>
  );
}
