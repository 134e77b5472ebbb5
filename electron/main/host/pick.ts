import { type BrowserWindow, dialog, type FileFilter } from 'electron';

interface PickFiles {
  readonly title: string;
  readonly filters: FileFilter[];
  readonly multiple: boolean;
}

/** Asks for existing files; none when the dialog was closed. */
export async function pickFiles(input: PickFiles, window: BrowserWindow): Promise<{ paths: string[] }> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: input.title,
    filters: input.filters,
    properties: input.multiple ? ['openFile', 'multiSelections'] : ['openFile'],
  });
  return { paths: canceled ? [] : filePaths };
}

/** Asks for a folder, which may be a new one. */
export async function pickFolder(
  input: { readonly title: string },
  window: BrowserWindow,
): Promise<{ path: string | null }> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: input.title,
    properties: ['openDirectory', 'createDirectory'],
  });
  return { path: canceled ? null : (filePaths[0] ?? null) };
}

interface PickSave {
  readonly title: string;
  readonly suggestedName: string;
  readonly filters: FileFilter[];
}

/** Asks where to write a file. */
export async function pickSave(input: PickSave, window: BrowserWindow): Promise<{ path: string | null }> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: input.title,
    defaultPath: input.suggestedName,
    filters: input.filters,
  });
  return { path: canceled || !filePath ? null : filePath };
}
