import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CallInput, CallName, CallOutput } from '../../../shared/contract/contract.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { type LaunchedApp, launchApp } from './launch.ts';
import { railEntry } from './window.ts';

interface Bridge {
  call(name: string, input: unknown): Promise<{ ok: boolean; value: unknown; error?: { message: string } }>;
}

/** The clipboard of the runtime that the tests run in. */
interface SystemClipboard {
  write(data: { text: string; html: string }): void;
  readText(): string;
  readHTML(): string;
}

const OFFICER = '表格经办';

/** A window of one city on a workspace of its own, for walking lists. */
export class GridWindow {
  readonly launched: LaunchedApp;
  readonly page: Page;
  readonly keyboard: CDPSession;
  private readonly folder: string;

  private constructor(launched: LaunchedApp, keyboard: CDPSession, folder: string) {
    this.launched = launched;
    this.page = launched.page;
    this.keyboard = keyboard;
    this.folder = folder;
  }

  static async open(): Promise<GridWindow> {
    const folder = mkdtempSync(path.join(tmpdir(), 'taizhang-grid-'));
    const launched = await launchApp();
    const keyboard = await launched.page.context().newCDPSession(launched.page);
    const window = new GridWindow(launched, keyboard, folder);
    await window.call('workspace.create', { path: folder, office: '370200', officer: OFFICER });
    await railEntry(launched.page, '首页').waitFor();
    return window;
  }

  async close(): Promise<void> {
    await this.launched.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const result = await this.page.evaluate(
      ([wanted, given]) => (window as unknown as { taizhang: Bridge }).taizhang.call(wanted as string, given),
      [name, input] as const,
    );
    if (!result.ok) throw new Error(`${name}: ${result.error?.message}`);
    return result.value as CallOutput<N>;
  }

  /** Opens the list of a register with these fields as its columns, the cursor in the first cell. */
  async openList(register: string, columns: readonly string[], pinned: readonly string[] = []): Promise<void> {
    const label = registerById(register)?.label ?? register;
    await railEntry(this.page, '首页').click();
    await this.page.evaluate(([key, layout]) => localStorage.setItem(key, layout), [
      `taizhang.layout/370200/${OFFICER}/${register}`,
      JSON.stringify({ columns, pinned, widths: {} }),
    ] as const);
    // Only a window that starts anew reads what was kept.
    await this.page.reload();
    await railEntry(this.page, label).click();
    await this.page.getByRole('grid', { name: `${label}台账` }).waitFor();
    await this.page.locator('[data-index="0"] [data-at="0"]').click();
    await expect.poll(() => this.cell().evaluate((box) => box === document.activeElement)).toBe(true);
  }

  /** The grid's one input. */
  cell(): Locator {
    return this.page.locator('[data-cell-input]');
  }

  /** What the input says of the cell it stands in. */
  async label(): Promise<string> {
    return (await this.cell().getAttribute('aria-label')) ?? '';
  }

  async state(): Promise<string | null> {
    return this.cell().getAttribute('data-cell-input');
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types a syllable that the input method still composes. */
  compose(text: string): Promise<unknown> {
    return this.keyboard.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }

  /** The key that picks a candidate: the page sees it while the composition stands. */
  async enterInComposition(): Promise<void> {
    const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
    await this.keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await this.keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    const process = { key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 };
    await this.keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...process });
  }

  /** What the input method puts in place of the composition. */
  choose(text: string): Promise<unknown> {
    return this.keyboard.send('Input.insertText', { text });
  }

  /** Pastes into the grid what a spreadsheet would have put on the clipboard. */
  async paste(text: string, html = ''): Promise<void> {
    await this.cell().evaluate(
      (box, [plain, table]) => {
        const data = new DataTransfer();
        data.setData('text/plain', plain);
        if (table) data.setData('text/html', table);
        box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      },
      [text, html] as const,
    );
  }

  /** Puts on the system's clipboard what a spreadsheet would. */
  toClipboard(text: string, html: string): Promise<void> {
    return this.launched.app.evaluate(({ clipboard }, data) => (clipboard as unknown as SystemClipboard).write(data), {
      text,
      html,
    });
  }

  /** What other programs find on the system's clipboard. */
  fromClipboard(): Promise<{ text: string; html: string }> {
    return this.launched.app.evaluate(({ clipboard }) => {
      const system = clipboard as unknown as SystemClipboard;
      return { text: system.readText(), html: system.readHTML() };
    });
  }

  /** The texts of a column in sight, top to bottom. */
  column(at: number): Promise<string[]> {
    return this.page.locator(`[data-index] [data-at="${at}"]`).allInnerTexts();
  }
}
