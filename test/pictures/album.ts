import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root } from '../../electron/dev/paths.mjs';
import { settled } from '../e2e/support/window.ts';

/** Where the guide's pictures lie, beside it. */
export const ALBUM = path.join(root, 'resources/manual/pictures');

/** Takes pictures of a window into the guide's folder; what could not be taken is told at the end, all at once. */
export class Album {
  readonly missed: string[] = [];
  private readonly only: ReadonlySet<string>;

  /** With names given, only those pictures are taken anew. */
  constructor(only: readonly string[]) {
    this.only = new Set(only);
    mkdirSync(ALBUM, { recursive: true });
  }

  /** Walks to a place and takes its picture. */
  async take(page: Page, name: string, walk: () => Promise<unknown>): Promise<void> {
    try {
      await walk();
      await settled(page);
      if (this.only.size > 0 && !this.only.has(name)) return;
      const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
      writeFileSync(path.join(ALBUM, `${name}.webp`), await asWebp(page, picture));
      console.log(name);
    } catch (error) {
      this.missed.push(`${name}: ${error instanceof Error ? error.message.split('\n', 3).join(' ') : error}`);
    }
  }
}

/** Packs a picture small, with its letters still sharp. */
async function asWebp(page: Page, picture: Uint8Array): Promise<Buffer> {
  const packed = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.82 });
    let text = '';
    for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
    return btoa(text);
  }, Buffer.from(picture).toString('base64'));
  return Buffer.from(packed, 'base64');
}

/** Waits for something and gives it. */
export async function shown(locator: Locator): Promise<Locator> {
  await locator.first().waitFor({ timeout: 15_000 });
  return locator.first();
}
