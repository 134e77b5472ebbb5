import { existsSync } from 'node:fs';
import { app, shell } from 'electron';
import { AppError } from '../../../shared/errors.ts';

/** What the system's own programs are asked to open: documents, never programs or scripts. */
const DOCUMENTS = /\.(xlsx?|docx?|wps|et|csv|pdf|ofd|txt|html?|png|jpe?g|gif|bmp|tiff?|zip)$/i;

/** Shows a file in the system's file manager. */
export function showInFolder(input: { readonly path: string }): Record<string, never> {
  requireFile(input.path);
  shell.showItemInFolder(input.path);
  return {};
}

/** Opens a document with the program the system has for it. Errors: `FILE_MISSING`, `FILE_UNREADABLE`. */
export async function openFile(input: { readonly path: string }): Promise<Record<string, never>> {
  requireFile(input.path);
  if (!DOCUMENTS.test(input.path)) {
    throw new AppError('FILE_UNREADABLE', '这类文件不从本程序打开，请到它所在的文件夹中查看。');
  }
  const problem = await shell.openPath(input.path);
  if (problem) throw new AppError('FILE_UNREADABLE', '这台电脑没有能打开这类文件的程序，请到它所在的文件夹中查看。');
  return {};
}

/** Ends the application. */
export function quit(): Record<string, never> {
  setImmediate(() => app.quit());
  return {};
}

function requireFile(path: string): void {
  if (!existsSync(path)) throw new AppError('FILE_MISSING', '文件已不在原来的位置，可能已被移走或介质已拔出。');
}
