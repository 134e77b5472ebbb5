import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { presentRuntime } from '../../../electron/dev/ensure-runtime.mjs';
import { runtimeArguments } from '../../../electron/dev/ensure-system.mjs';
import { root } from '../../../electron/dev/paths.mjs';

export interface LaunchOptions {
  /** The workspace to open at once. */
  readonly workspace?: string;
  readonly args?: readonly string[];
  /** A folder kept between two starts; else a fresh one that goes with the application. */
  readonly userData?: string;
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The window's page, loaded, with the errors it met or wrote in {@link LaunchedApp.pageErrors}. */
  readonly page: Page;
  readonly userData: string;
  readonly pageErrors: readonly string[];
  close(): Promise<void>;
}

/** A start takes a second or two; what has no window by then has none. */
const LONGEST_START = 12_000;

/** Opens the built application in the real runtime, in a window of 1366×768. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const executable = process.env.TAIZHANG_ELECTRON ?? presentRuntime();
  if (!executable) throw new Error('no Electron runtime is here: run `npm run test:e2e`');
  // The driver must find the runtime by itself: only then does it hold the start back until it listens.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = path.dirname(executable);
  try {
    return await start(options);
  } catch (error) {
    // Rarely the driver misses a window that opens while it attaches. An application that opens none fails again.
    console.warn('started once more:', error instanceof Error ? error.message : error);
    return start(options);
  }
}

async function start(options: LaunchOptions): Promise<LaunchedApp> {
  const userData = options.userData ?? mkdtempSync(path.join(tmpdir(), 'taizhang-user-'));
  const app = await electron.launch({
    cwd: root,
    args: [
      ...runtimeArguments(),
      root,
      `--user-data-dir=${userData}`,
      ...(options.workspace ? [`--workspace=${options.workspace}`] : []),
      ...(options.args ?? []),
    ],
  });
  const close = async () => {
    const main = app.process();
    // Only with its process does the application give up the folder to a next start.
    const ended = new Promise<void>((resolve) => {
      if (main.exitCode !== null || main.signalCode !== null) resolve();
      else main.once('exit', () => resolve());
    });
    await app.close();
    await ended;
    if (!options.userData) rmSync(userData, { recursive: true, force: true });
  };
  try {
    const page = await app.firstWindow({ timeout: LONGEST_START });
    const pageErrors: string[] = [];
    page.on('pageerror', (error) => pageErrors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') pageErrors.push(message.text());
    });
    await page.waitForLoadState('load', { timeout: LONGEST_START });
    return { app, page, userData, pageErrors, close };
  } catch (error) {
    app.process().kill('SIGKILL');
    await close().catch(() => undefined);
    throw error;
  }
}
