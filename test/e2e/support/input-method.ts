import type { CDPSession, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Writes as a Chinese input method does, through the browser's own composition. */
export class InputMethod {
  private readonly keyboard: CDPSession;

  private constructor(keyboard: CDPSession) {
    this.keyboard = keyboard;
  }

  static async of(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page));
  }

  /**
   * Composes into a box, letter by letter, with Enter pressed while it composes, and settles it as `settled`. Fails when a
   * letter is lost, when that Enter leaves the box, or when something else than the text comes of it.
   */
  async write(target: Locator, settled = '我们'): Promise<void> {
    await target.focus();
    const before = await target.inputValue();
    const at = await target.evaluate((box) => (box as HTMLInputElement).selectionStart ?? 0);
    const end = await target.evaluate((box) => (box as HTMLInputElement).selectionEnd ?? 0);
    const whole = (text: string) => before.slice(0, at) + text + before.slice(end);
    for (const composed of ['w', 'wo', '我men']) {
      await this.compose(composed);
      expect(await target.inputValue()).toBe(whole(composed));
    }
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
    await this.keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
    await this.keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
    expect(await target.evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await target.inputValue()).toBe(whole('我men'));
    await this.keyboard.send('Input.insertText', { text: settled });
    expect(await target.inputValue()).toBe(whole(settled));
  }

  private compose(text: string): Promise<unknown> {
    const caret = text.length;
    return this.keyboard.send('Input.imeSetComposition', { text, selectionStart: caret, selectionEnd: caret });
  }
}
