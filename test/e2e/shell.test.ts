import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clickMenuItemById, stubDialog } from 'electron-playwright-helpers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../electron/dev/paths.mjs';
import type { Result } from '../../shared/errors.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';

interface Bridge {
  call(name: string, input: unknown): Promise<Result<Record<string, unknown>>>;
  on(listener: (name: string, payload: { id?: string; path?: string }) => void): () => void;
}

let launched: LaunchedApp;
let folder: string;

const call = (name: string, input: unknown) =>
  launched.page.evaluate(
    ([callName, callInput]) => (window as unknown as { taizhang: Bridge }).taizhang.call(callName as string, callInput),
    [name, input] as const,
  );

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'taizhang-shell-'));
  launched = await launchApp();
});

afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('window', () => {
  it('opens at its first size with its page', async () => {
    expect(launched.page.url()).toBe('app://taizhang/index.html');
    const size = await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
    expect(size).toEqual([1366, 768]);
  });

  it('leaves the marks of its start', async () => {
    const file = path.join(launched.userData, 'start-marks.json');
    await expect.poll(() => existsSync(file), { timeout: 15_000 }).toBe(true);
    const marks = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
    for (const step of ['main', 'ready', 'window', 'loaded']) expect(marks[step]).toBeGreaterThan(0);
  });
});

describe('isolation', () => {
  it('gives the page no Node and nothing but the bridge', async () => {
    const seen = await launched.page.evaluate(() => ({
      require: typeof (globalThis as Record<string, unknown>).require,
      process: typeof (globalThis as Record<string, unknown>).process,
      bridge: Object.keys((window as unknown as { taizhang: object }).taizhang).sort(),
    }));
    expect(seen).toEqual({ require: 'undefined', process: 'undefined', bridge: ['call', 'on', 'pathOf', 'platform'] });
  });

  it('runs every window in a sandbox', async () => {
    const preferences = await launched.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity };
    });
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
  });

  it('allows no eval and no foreign source', async () => {
    const policy = await launched.page.evaluate(
      async () => (await fetch('app://taizhang/index.html')).headers.get('content-security-policy') ?? '',
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).not.toMatch(/https?:|\*/);
    const evaluated = await launched.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.head.append(script);
      return (globalThis as Record<string, unknown>).inlineRan === true;
    });
    expect(evaluated).toBe(false);
  });

  it('serves nothing outside its folder', async () => {
    const statuses = await launched.page.evaluate(async () => {
      const places = ['%2e%2e/main/main.cjs', '..%2f..%2fpackage.json', 'absent.js'];
      return Promise.all(places.map(async (place) => (await fetch(`app://taizhang/${place}`)).status));
    });
    expect(statuses).toEqual([404, 404, 404]);
  });
});

describe('network', () => {
  it('refuses requests of the page', async () => {
    const outcome = await launched.page.evaluate(() =>
      Promise.any([fetch('http://example.invalid/'), fetch('file:///etc/hosts')]).then(
        () => 'came',
        () => 'refused',
      ),
    );
    expect(outcome).toBe('refused');
  });

  it('refuses requests of the session itself, without the policy of a page', async () => {
    const outcomes = await launched.app.evaluate(async ({ session }) => {
      const addresses = ['http://example.invalid/', 'https://127.0.0.1:9/', 'ws://127.0.0.1:9/'];
      const fetched = addresses.map((address) => session.defaultSession.fetch(address).then(() => 'came', String));
      return Promise.all(fetched);
    });
    expect(outcomes[0]).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(outcomes[1]).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(outcomes[2]).not.toBe('came');
  });

  it('opens no window', async () => {
    expect(await launched.page.evaluate(() => window.open('https://example.invalid/') === null)).toBe(true);
    expect(launched.app.windows()).toHaveLength(1);
  });

  it('grants no permission but writing text to the clipboard', async () => {
    const states = await launched.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'];
      const all = names.map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then((p) => p.state),
      );
      return Promise.all(all);
    });
    expect(new Set(states)).toEqual(new Set(['denied']));
  });
});

describe('calls', () => {
  it('answers an unknown call with an envelope', async () => {
    const result = await call('nothing.there', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'CALL_UNKNOWN' } });
  });

  it('refuses a frame that is not the page itself', async () => {
    const preload = path.join(root, 'out', 'preload', 'preload.cjs');
    const code = await launched.app.evaluate(async ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      });
      await stranger.loadURL('data:text/html,<p>stranger</p>');
      const result = await stranger.webContents.executeJavaScript("window.taizhang.call('workspace.state', {})");
      stranger.destroy();
      return (result as { error?: { code: string } }).error?.code;
    }, preload);
    expect(code).toBe('SENDER_REFUSED');
  });

  it('refuses wrong input of a host call', async () => {
    expect(await call('host.pick-folder', { title: 7 })).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } });
  });

  it('picks files and places through the system dialogs', async () => {
    await stubDialog(launched.app, 'showOpenDialog', { filePaths: ['/tmp/甲.xlsx', '/tmp/乙.xlsx'], canceled: false });
    expect(await call('host.pick-files', { title: '选择表格', multiple: true })).toEqual({
      ok: true,
      value: { paths: ['/tmp/甲.xlsx', '/tmp/乙.xlsx'] },
    });
    await stubDialog(launched.app, 'showSaveDialog', { filePath: '', canceled: true });
    expect(await call('host.pick-save', { title: '保存', suggestedName: '封面.pdf' })).toEqual({
      ok: true,
      value: { path: null },
    });
  });

  it('prints a page to a PDF that no script of it can touch', async () => {
    const target = path.join(folder, '封面.pdf');
    const html =
      '<!doctype html><html lang="zh-CN"><title>封面</title><h1>报送封面</h1><script>document.body.remove()</script>';
    expect(await call('host.print-pdf', { html, path: target })).toEqual({ ok: true, value: { path: target } });
    const content = readFileSync(target);
    expect(content.subarray(0, 5).toString()).toBe('%PDF-');
    expect(content.includes('/StructTreeRoot')).toBe(true);
    expect(existsSync(`${target}.part`)).toBe(false);
    const nowhere = await call('host.print-pdf', { html, path: path.join(folder, '没有', '封面.pdf') });
    expect(nowhere).toMatchObject({ ok: false, error: { code: 'FILE_WRITE_FAILED' } });
  });

  it('opens documents only', async () => {
    expect(await call('host.open-file', { path: path.join(folder, '没有.pdf') })).toMatchObject({
      error: { code: 'FILE_MISSING' },
    });
    expect(await call('host.open-file', { path: process.execPath })).toMatchObject({
      error: { code: 'FILE_UNREADABLE' },
    });
  });
});

describe('menu', () => {
  it('tells the page which item was chosen, undo among them', async () => {
    await launched.page.evaluate(() => {
      const seen: string[] = [];
      (globalThis as Record<string, unknown>).seen = seen;
      (window as unknown as { taizhang: Bridge }).taizhang.on((name, payload) => seen.push(`${name} ${payload.id}`));
    });
    for (const id of ['about', 'undo']) await clickMenuItemById(launched.app, id);
    await expect
      .poll(() => launched.page.evaluate(() => (globalThis as Record<string, unknown>).seen))
      .toEqual(expect.arrayContaining(['menu about', 'menu undo']));
  });

  it('leaves Ctrl+Z to a text field', async () => {
    await launched.page.evaluate(() => {
      const field = document.createElement('input');
      field.id = 'field-of-test';
      document.body.append(field);
      field.focus();
    });
    const field = launched.page.locator('#field-of-test');
    await field.pressSequentially('山东');
    await launched.page.keyboard.press('Control+z');
    await expect.poll(() => field.inputValue()).not.toBe('山东');
    await field.evaluate((element) => element.remove());
  });
});

// Last: the driver takes a refused navigation for one that never ends.
describe('navigation', () => {
  it('leaves the page for nothing', async () => {
    const url = await launched.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents;
      await contents.executeJavaScript("location.href = 'https://example.invalid/'; undefined");
      await new Promise((resolve) => setTimeout(resolve, 300));
      return contents.getURL();
    });
    expect(url).toBe('app://taizhang/index.html');
  });
});
