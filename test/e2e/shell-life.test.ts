import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { presentRuntime } from '../../electron/dev/ensure-runtime.mjs';
import { runtimeArguments } from '../../electron/dev/ensure-system.mjs';
import { root } from '../../electron/dev/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch.ts';

interface Bridge {
  call(name: string, input: unknown): Promise<{ ok: boolean }>;
  on(listener: (name: string, payload: { message?: string; path?: string }) => void): () => void;
}

let folder: string;
let launched: LaunchedApp | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taizhang-life-'));
});

afterEach(async () => {
  await launched?.close();
  launched = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const watch = (name: string) =>
  launched!.page.evaluate((wanted) => {
    const seen: unknown[] = [];
    (globalThis as Record<string, unknown>)[`seen ${wanted}`] = seen;
    (window as unknown as { taizhang: Bridge }).taizhang.on((event, payload) => {
      if (event === wanted) seen.push(payload);
    });
  }, name);

const seen = (name: string) =>
  launched!.page.evaluate((wanted) => (globalThis as Record<string, unknown>)[`seen ${wanted}`], name);

const ask = () =>
  launched!.page.evaluate(
    async () => (await (window as unknown as { taizhang: Bridge }).taizhang.call('workspace.state', {})).ok,
  );

/** The processes that run the core, whose command line names its file. */
function coreProcesses(userData: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => {
      try {
        const line = readFileSync(`/proc/${id}/cmdline`, 'utf8');
        return line.includes('core.mjs') && line.includes(userData);
      } catch {
        return false;
      }
    });
}

describe.runIf(process.platform === 'linux')('core process', () => {
  it('is started once more when it dies, and the window is told', async () => {
    launched = await launchApp();
    await watch('core.lost');
    expect(await ask()).toBe(true);
    const [first] = coreProcesses(launched.userData);
    process.kill(first!, 'SIGKILL');
    await expect.poll(() => seen('core.lost')).toEqual([{ message: expect.stringContaining('已重新启动') }]);
    expect(await ask()).toBe(true);
    const [second] = coreProcesses(launched.userData);
    expect(second).not.toBe(first);
    process.kill(second!, 'SIGKILL');
    await expect.poll(async () => ((await seen('core.lost')) as unknown[]).length).toBe(2);
    expect(await ask()).toBe(false);
  });

  it('ends with the window', async () => {
    launched = await launchApp();
    expect(await ask()).toBe(true);
    const { userData } = launched;
    await launched.close();
    launched = undefined;
    await expect.poll(() => coreProcesses(userData)).toEqual([]);
  });
});

describe('window', () => {
  it('opens where it stood', async () => {
    const moved = { x: 40, y: 30, width: 1200, height: 700 };
    const bounds = () =>
      launched!.app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        return window?.isVisible() ? window.getBounds() : null;
      });
    launched = await launchApp({ userData: folder });
    // The display places a window when it is first shown, and answers a move in its own time.
    await expect.poll(bounds).toMatchObject({ width: 1366, height: 768 });
    await launched.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), moved);
    await expect.poll(bounds).toEqual(moved);
    await launched.close();
    launched = await launchApp({ userData: folder });
    await expect.poll(bounds).toEqual(moved);
  });

  it('opens at its first size when its memory is damaged', async () => {
    writeFileSync(path.join(folder, 'window.json'), '{"bounds":{"x":1e9,');
    launched = await launchApp({ userData: folder });
    const size = await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
    expect(size).toEqual([1366, 768]);
  });

  it('hands the package of a second start to the first', async () => {
    launched = await launchApp({ userData: folder });
    await watch('open-file');
    const file = path.join(folder, '青岛市 2020Q2.tzb');
    const runtime = process.env.TAIZHANG_ELECTRON ?? presentRuntime()!;
    const second = spawn(runtime, [...runtimeArguments(), root, `--user-data-dir=${folder}`, file], {
      stdio: 'ignore',
    });
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(0);
    await expect.poll(() => seen('open-file')).toEqual([{ path: file }]);
  });
});
