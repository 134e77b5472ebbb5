import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { call } from '../../client/bridge.ts';
import { showError, showToast } from '../toast.ts';

const AT_ONCE = 200;
const IMAGE_BYTES_AT_MOST = 28 * 1024 * 1024;
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/bmp': 'bmp',
};

export interface EvidenceIntake {
  /** Files are being copied in. */
  readonly busy: boolean;
  /** Files are held over the record. */
  readonly over: boolean;
  readonly pick: () => Promise<void>;
  /** What the whole pane listens to, so that a file may be dropped or pasted anywhere on it. */
  readonly listeners: {
    readonly onDragEnter: (event: DragEvent) => void;
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
    readonly onPaste: (event: ClipboardEvent) => void;
  };
}

/** Takes files into a record's evidence: dropped, pasted or chosen. With `id` null, as for a locked record, nothing is taken. */
export function useEvidenceIntake(id: string | null): EvidenceIntake {
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const depth = useRef(0);

  async function take(put: () => Promise<{ attached: number; already: number; act: string }>) {
    setBusy(true);
    try {
      const { attached, already, act } = await put();
      if (attached === 0) showToast('这份材料已在这条记录里，没有重复放入');
      else {
        const rest = already > 0 ? `，另有 ${already} 份已在其中，没有重复放入` : '';
        showToast(`已放入 ${attached} 份佐证材料${rest}`, { undo: act });
      }
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  async function takePaths(paths: readonly string[]) {
    if (!id || paths.length === 0) return;
    if (paths.length > AT_ONCE) showToast(`一次最多放入 ${AT_ONCE} 份，这次有 ${paths.length} 份，请分几次放入`);
    else await take(() => call('evidence.attach', { id, paths: [...paths] }));
  }

  async function takeImage(image: File) {
    if (!id) return;
    if (image.size > IMAGE_BYTES_AT_MOST) showToast('剪贴板里的图片太大，请先存成文件再拖入');
    else {
      const content = base64Of(new Uint8Array(await image.arrayBuffer()));
      const name = `剪贴板图片 ${timeStamp(new Date())}.${EXTENSIONS[image.type] ?? 'png'}`;
      await take(() => call('evidence.attach-image', { id, name, content }));
    }
  }

  const holdsFiles = (event: DragEvent) => id !== null && event.dataTransfer.types.includes('Files');

  return {
    busy,
    over,
    pick: async () => {
      try {
        const { paths } = await call('host.pick-files', { title: '选择佐证材料', multiple: true });
        await takePaths(paths);
      } catch (error) {
        showError(error);
      }
    },
    listeners: {
      onDragEnter: (event) => {
        if (!holdsFiles(event)) return;
        depth.current += 1;
        setOver(true);
      },
      onDragOver: (event) => {
        if (holdsFiles(event)) event.preventDefault();
      },
      onDragLeave: (event) => {
        if (!holdsFiles(event)) return;
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setOver(false);
      },
      onDrop: (event) => {
        depth.current = 0;
        setOver(false);
        if (!holdsFiles(event)) return;
        event.preventDefault();
        void takePaths([...event.dataTransfer.files].map((file) => window.taizhang.pathOf(file)));
      },
      onPaste: (event) => {
        const files = [...event.clipboardData.files];
        // Text copied from a document brings a picture of itself along; the text is what was meant.
        if (id === null || files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
        event.preventDefault();
        const paths = files.map((file) => window.taizhang.pathOf(file)).filter((path) => path !== '');
        const [image] = files;
        if (paths.length > 0) void takePaths(paths);
        else if (image?.type.startsWith('image/')) void takeImage(image);
      },
    },
  };
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

function timeStamp(now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}
