import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { projectValues } from '../../support/office.ts';
import { type LaunchedApp, launchApp } from './launch.ts';
import { railEntry, settled } from './window.ts';

interface Bridge {
  call(
    name: string,
    input: unknown,
  ): Promise<{ ok: boolean; value: Record<string, unknown>; error?: { code: string; message: string } }>;
}

/** A city's window with one project, its record open beside the list. */
export interface FormWindow {
  readonly launched: LaunchedApp;
  readonly page: Page;
  readonly folder: string;
  readonly workspace: string;
  readonly record: string;
  readonly pane: Locator;
  /** A call as the window makes it; throws when it is refused. */
  call(name: string, input: unknown): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Starts the application with a workspace of Qingdao and one project, and opens the project. */
export async function openForm(values: Parameters<typeof projectValues>[1] = {}): Promise<FormWindow> {
  const folder = mkdtempSync(path.join(tmpdir(), 'taizhang-form-'));
  const launched = await launchApp();
  const { page } = launched;
  const call = async (name: string, input: unknown) => {
    const answer = await page.evaluate(
      ([wanted, given]) => (window as unknown as { taizhang: Bridge }).taizhang.call(wanted as string, given),
      [name, input] as const,
    );
    if (!answer.ok) throw new Error(`${name}: ${answer.error?.code} ${answer.error?.message}`);
    return answer.value;
  };
  const workspace = path.join(folder, '370200');
  await call('workspace.create', { path: workspace, office: '370200', officer: '经办人甲' });
  const { id } = await call('record.create', { register: 'project', values: projectValues(1, values) });
  await railEntry(page, '首页').waitFor();
  await openFirstProject(page);
  return {
    launched,
    page,
    folder,
    workspace,
    record: String(id),
    pane: page.getByRole('region', { name: /^记录：/ }),
    call,
    close: async () => {
      await launched.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens the list's first project with a click on its state. */
async function openFirstProject(page: Page): Promise<void> {
  await railEntry(page, '项目').click();
  await settled(page);
  await page.getByRole('grid').getByText('草稿').first().click();
  await page.getByRole('region', { name: /^记录：/ }).waitFor();
}

/** A picture of one colour as PNG bytes. */
export function pngOf(width: number, height: number, [red, green, blue]: readonly [number, number, number]): Buffer {
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, Buffer.of(red, green, blue))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (kind: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), content]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}
