import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { AppError, type AppErrorValue, type Result } from '../../shared/errors.ts';
import { APP_ORIGIN } from './app-scheme.ts';
import { shownType } from './shown-type.ts';

/** Largest file shown inside the program, in bytes; a larger one is opened by its own program. */
const SHOWN_BYTES_AT_MOST = 200 * 1024 * 1024;

/** `app://evidence/<record>/<row>`: names a row, never a file. */
const ADDRESS = /^\/([\w-]{1,64})\/([\w-]{1,64})$/;
const KEPT_FILE = /[/\\]evidence[/\\][0-9a-f]{64}$/;

const HEADERS = {
  'access-control-allow-origin': APP_ORIGIN,
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-site',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const missing = new AppError('FILE_MISSING', '找不到这份佐证材料，请关闭后再打开这条记录。').toValue();
const tooLarge = new AppError(
  'EVIDENCE_TOO_LARGE',
  '这份材料超过 200 MB，不在程序内预览，请用其他程序打开。',
).toValue();
const notShown = new AppError('FILE_UNREADABLE', '这类文件不能在程序内预览，请用其他程序打开。').toValue();

/**
 * Answers the window's requests for evidence of the open workspace. Which file a row means, and that its content still has the
 * digest it is named by, is for `find` to say; only images and PDFs are given out, by what their first bytes are, not by their names.
 */
export function evidenceAnswer(
  find: (id: string, rowId: string) => Promise<Result<unknown>>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const place = ADDRESS.exec(new URL(request.url).pathname);
    if (request.method !== 'GET' || !place?.[1] || !place[2]) return refusal(404, missing);
    const found = await find(place[1], place[2]);
    if (!found.ok) return refusal(found.error.code === 'EVIDENCE_CHANGED' ? 409 : 404, found.error);
    const file = path.resolve((found.value as { path: string }).path);
    if (!KEPT_FILE.test(file)) return refusal(404, missing);
    try {
      return await stream(file);
    } catch {
      return refusal(404, missing);
    }
  };
}

async function stream(file: string): Promise<Response> {
  const { size, head } = await beginningOf(file);
  if (size > SHOWN_BYTES_AT_MOST) return refusal(413, tooLarge);
  const type = shownType(head);
  if (!type) return refusal(415, notShown);
  return new Response(Readable.toWeb(createReadStream(file)) as unknown as ReadableStream, {
    headers: { ...HEADERS, 'content-type': type, 'content-length': String(size) },
  });
}

async function beginningOf(file: string): Promise<{ size: number; head: Buffer }> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(1024), 0, 1024, 0);
    return { size: (await handle.stat()).size, head: buffer.subarray(0, bytesRead) };
  } finally {
    await handle.close();
  }
}

function refusal(status: number, error: AppErrorValue): Response {
  return Response.json(error, { status, headers: HEADERS });
}
