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

/** Opens the built application in the real runtime, in a window of 1366×768. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const executable = process.env.TAIZHANG_ELECTRON ?? presentRuntime();
  if (!executable) throw new Error('no Electron runtime is here: run `npm run test:e2e`');
  const userData = options.userData ?? mkdtempSync(path.join(tmpdir(), 'taizhang-user-'));
  // The driver must find the runtime by itself: only then does it hold the start back until it listens.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = path.dirname(executable);
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
  const page = await app.firstWindow();
  const pageErrors: string[] = [];
  page.on('pageerror', (error) => pageErrors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text());
  });
  await page.waitForLoadState('load');
  return {
    app,
    page,
    userData,
    pageErrors,
    close: async () => {
      await app.close();
      if (!options.userData) rmSync(userData, { recursive: true, force: true });
    },
  };
}
