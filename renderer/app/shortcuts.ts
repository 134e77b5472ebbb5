import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { call, onEvent } from '../client/bridge.ts';
import { redoAct, showError, undoAct } from '../parts/toast.ts';
import { openGuide } from './guide-chapter.ts';
import { go } from './navigation.ts';
import { usePalette } from './palette-store.ts';

/** Whether the keys belong to a text that is being written: its own undo comes first. */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.dataset.cellInput !== undefined) return target.dataset.cellInput === 'editing';
  return target.matches('input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable=true]');
}

async function openAnother(): Promise<void> {
  try {
    const { path } = await call('host.pick-folder', { title: '选择工作区所在的文件夹' });
    if (path) await call('workspace.open', { path });
  } catch (error) {
    showError(error);
  }
}

function onMenu(id: string, files: boolean): void {
  if (id === 'undo') void undoAct();
  else if (id === 'redo') void redoAct();
  else if (id === 'receive') go('receive');
  else if (id === 'submit') go(files ? 'filing' : 'reply');
  else if (id === 'manual') openGuide();
  else if (id === 'backup' || id === 'about') go('settings', { section: id });
}

/** What the menu asks for on the first page too, before any workspace is open. */
export function useWindowMenu(): void {
  const { toggleColorScheme } = useMantineColorScheme();
  useEffect(
    () =>
      onEvent('menu', ({ id }) => {
        if (id === 'theme') toggleColorScheme();
        else if (id === 'open-workspace') void openAnother();
      }),
    [toggleColorScheme],
  );
}

/** The keys that work on every page: Ctrl+K, Ctrl+Z, Ctrl+Y, and what the menu and the system ask for. */
export function useShortcuts(files: boolean): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.isComposing || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === 'k') usePalette.getState().open();
      else if (isWriting(event.target)) return;
      else if (key === 'z' && !event.shiftKey) void undoAct();
      else if (key === 'y' || (key === 'z' && event.shiftKey)) void redoAct();
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    const endMenu = onEvent('menu', ({ id }) => onMenu(id, files));
    const endOpen = onEvent('open-file', ({ path }) => go('receive', { path }));
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      endMenu();
      endOpen();
    };
  }, [files]);
}
