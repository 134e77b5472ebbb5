import { open, rename, rm } from 'node:fs/promises';
import { BrowserWindow, session } from 'electron';
import { AppError } from '../../../shared/errors.ts';
import { hardenSession } from '../security.ts';

const ADDRESS = 'app://taizhang/document.html';
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

interface PrintPdf {
  readonly html: string;
  readonly path: string;
  readonly footer?: string | undefined;
}

let last = 0;

/** Prints a complete page of HTML to a tagged A4 PDF. Nothing of the page can run or fetch. Errors: `FILE_WRITE_FAILED`. */
export async function printPdf({ html, path, footer }: PrintPdf): Promise<{ path: string }> {
  last += 1;
  const paper = session.fromPartition(`paper-${last}`);
  hardenSession(paper);
  paper.protocol.handle(
    'app',
    () =>
      new Response(html, {
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY },
      }),
  );
  const window = new BrowserWindow({
    show: false,
    width: 794,
    height: 1123,
    webPreferences: {
      session: paper,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
    },
  });
  try {
    await window.loadURL(ADDRESS);
    const pdf = await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      ...(footer === undefined
        ? {}
        : { displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: footerOf(footer) }),
    });
    await writeWhole(path, pdf);
    return { path };
  } finally {
    window.destroy();
    paper.protocol.unhandle('app');
  }
}

/** The foot of every page: a text at the left, 第 x 页 共 y 页 at the right. */
function footerOf(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const style =
    'width:100%;margin:0 15mm;display:flex;justify-content:space-between;font:8px "Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#444';
  return `<div style='${style}'><span>${escaped}</span><span>第 <span class="pageNumber"></span> 页　共 <span class="totalPages"></span> 页</span></div>`;
}

async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  const beside = `${path}.part`;
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
    throw new AppError(
      'FILE_WRITE_FAILED',
      'PDF 没有写成。请检查磁盘空间和写入权限，若同名文件正打开着，请先关闭，然后再试。',
    );
  }
}
