import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { type ElectronApplication, _electron as electron } from 'playwright-core';
import { presentRuntime } from '../../electron/dev/ensure-runtime.mjs';
import { runtimeArguments } from '../../electron/dev/ensure-system.mjs';
import { root } from '../../electron/dev/paths.mjs';
import type { Measured } from './measure.ts';

const RUNS = 5;

/** From the start of the process to the first usable window, beside an empty window of the same runtime; null without one. */
export async function startWindow(folder: string): Promise<Measured | null> {
  const executablePath = process.env.TAIZHANG_ELECTRON ?? presentRuntime();
  if (!executablePath) return null;
  const empty = emptyApplication(folder);
  const ours: number[] = [];
  const floor: number[] = [];
  // By turns, so that a busy machine slows both alike; the first of each warms the disk cache.
  for (let run = 0; run <= RUNS; run += 1) {
    const one = await startOf(executablePath, root, 'main, [data-page], button');
    const other = await startOf(executablePath, empty, 'p');
    if (run > 0) {
      ours.push(one);
      floor.push(other);
    }
  }
  return { name: '启动到第一个可用窗口 / 空白窗口', ours: middle(ours), floor: middle(floor) };
}

async function startOf(executablePath: string, application: string, usable: string): Promise<number> {
  const userData = mkdtempSync(path.join(tmpdir(), 'taizhang-bench-'));
  let app: ElectronApplication | undefined;
  try {
    const begun = performance.now();
    app = await electron.launch({
      executablePath,
      cwd: root,
      args: [...runtimeArguments(), application, `--user-data-dir=${userData}`],
    });
    const page = await app.firstWindow();
    await page.locator(usable).first().waitFor({ state: 'visible' });
    return performance.now() - begun;
  } finally {
    await app?.close();
    rmSync(userData, { recursive: true, force: true });
  }
}

/** The least an application of this runtime can be: one window with one paragraph. */
function emptyApplication(folder: string): string {
  const main =
    "const { app, BrowserWindow } = require('electron');\napp.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadURL('data:text/html,<p>empty</p>'));\n";
  writeFileSync(path.join(folder, 'main.cjs'), main);
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }));
  return folder;
}

function middle(times: number[]): number {
  return times.sort((one, other) => one - other)[Math.floor(times.length / 2)]!;
}
