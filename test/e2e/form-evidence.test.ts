import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stubDialog } from 'electron-playwright-helpers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FormWindow, openForm, pngOf } from './support/form-window.ts';
import { picture, seriousFaults, showTheme } from './support/window.ts';

const PAGES = Array.from(
  { length: 12 },
  (_, index) =>
    `<section style="break-after:page"><h1>任务书第 ${index + 1} 部分</h1><p>考核指标与经费预算</p></section>`,
).join('');

let form: FormWindow;
let image: string;
let pdf: string;

beforeAll(async () => {
  form = await openForm();
  image = path.join(form.folder, '现场照片.png');
  writeFileSync(image, pngOf(1600, 900, [29, 79, 140]));
  pdf = path.join(form.folder, '任务书.pdf');
  await form.call('host.print-pdf', {
    html: `<!doctype html><html lang="zh-CN"><title>任务书</title>${PAGES}`,
    path: pdf,
  });
});

afterAll(() => form?.close());

/** What comes about in time, on a machine that has other work too. */
const eventually = <T>(find: () => Promise<T>) => expect.poll(find, { timeout: 15_000 });

const rows = async () => {
  const view = (await form.call('record.get', { id: form.record })) as {
    tables: { evidence?: { rowId: string; values: Record<string, unknown> }[] };
  };
  return view.tables.evidence ?? [];
};

/** What an address answers the window with: the status, or that it was refused before. */
const answerOf = (address: string) =>
  form.page.evaluate(
    (wanted) =>
      fetch(wanted).then(
        async (response) => `${response.status} ${(await response.arrayBuffer()).byteLength}`,
        () => 'refused',
      ),
    address,
  );

describe('evidence', () => {
  it('is taken when files are dropped anywhere on the record', async () => {
    // A dropped file with a path of its own: the driver can only make one through an input.
    await form.page.evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.multiple = true;
      input.id = 'dropped';
      document.body.append(input);
    });
    await form.page.locator('#dropped').setInputFiles([image, pdf]);
    await form.page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#dropped')!;
      const transfer = new DataTransfer();
      for (const file of input.files ?? []) transfer.items.add(file);
      const target = document.querySelector('[data-field="name"] input')!;
      for (const type of ['dragenter', 'dragover', 'drop'])
        target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
      input.remove();
    });
    await form.page.getByText('已放入 2 份佐证材料').waitFor();
    expect((await rows()).map((row) => row.values.name)).toEqual(['现场照片.png', '任务书.pdf']);
  });

  it('says that a file is there already', async () => {
    await stubDialog(form.launched.app, 'showOpenDialog', { canceled: false, filePaths: [pdf] });
    await form.pane.getByRole('button', { name: '选择…' }).click();
    await form.page.getByText('这份材料已在这条记录里，没有重复放入').waitFor();
    expect(await rows()).toHaveLength(2);
  });

  it('takes a picture from the clipboard', async () => {
    await form.pane.locator('[data-field="name"] input').focus();
    await form.page.evaluate(
      async (bytes) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }));
        document.activeElement?.dispatchEvent(
          new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: transfer }),
        );
      },
      [...pngOf(40, 30, [200, 60, 60])],
    );
    await form.page.getByText('已放入 1 份佐证材料').waitFor();
    const pasted = (await rows()).find((row) => String(row.values.name).startsWith('剪贴板图片'));
    expect(pasted?.values.mediaType).toBe('image/png');
  });

  it('shows a picture over the window, zoomed and turned by keys', async () => {
    await form.pane.getByRole('button', { name: '现场照片.png', exact: true }).press('Space');
    const preview = form.page.getByRole('dialog', { name: '佐证材料：现场照片.png' });
    const shown = preview.getByRole('img', { name: '现场照片.png' });
    await eventually(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);
    await preview.getByRole('button', { name: '关闭预览' }).and(form.page.locator(':focus')).waitFor();
    const fitted = await shown.boundingBox();
    await form.page.keyboard.press('+');
    await eventually(async () => (await shown.boundingBox())?.width ?? 0).toBeGreaterThan(fitted?.width ?? 0);
    await form.page.keyboard.press('0');
    await form.page.keyboard.press('r');
    await eventually(async () => {
      const box = await shown.boundingBox();
      return (box?.height ?? 0) > (box?.width ?? 0);
    }).toBe(true);
    await picture(form.page, 'evidence-image-light');
    expect(await seriousFaults(form.page)).toEqual([]);
  });

  it('goes to the next file and shows a PDF, its pages drawn as they come near and its text to be copied', async () => {
    await form.page.keyboard.press('ArrowRight');
    const preview = form.page.getByRole('dialog', { name: '佐证材料：任务书.pdf' });
    await preview.getByText('页，共 12 页').waitFor();
    const textOf = async (page: number) =>
      (await preview.locator(`[data-page="${page}"] span`).allInnerTexts()).join('').replace(/\s/g, '');
    await eventually(() => textOf(1)).toContain('任务书第1部分');
    const inked = () =>
      preview.locator('[data-page="1"] canvas').evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        let dark = 0;
        for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 100 && (data[at + 3] ?? 0) > 0) dark += 1;
        return dark;
      });
    await eventually(inked).toBeGreaterThan(200);
    expect(await preview.locator('canvas').count()).toBeLessThan(12);
    await picture(form.page, 'evidence-pdf-light');
    await preview.getByLabel('页码').fill('9');
    await preview.getByLabel('页码').press('Enter');
    await eventually(() => textOf(9)).toContain('任务书第9部分');
    await showTheme(form.launched, 'dark');
    await picture(form.page, 'evidence-pdf-dark');
    expect(await seriousFaults(form.page)).toEqual([]);
    await showTheme(form.launched, 'light');
    await preview.getByRole('button', { name: '关闭预览' }).focus();
    await form.page.keyboard.press('Escape');
    await preview.waitFor({ state: 'detached' });
    expect(await form.pane.isVisible()).toBe(true);
    const opener = form.pane.getByRole('button', { name: '现场照片.png', exact: true });
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(form.launched.pageErrors).toEqual([]);
  });

  it('is given to the window by its row only, and nothing else with it', async () => {
    const [first] = await rows();
    const digest = createHash('sha256').update(readFileSync(image)).digest('hex');
    expect(first?.values.sha256).toBe(digest);
    const origin = 'app://evidence';
    expect(await answerOf(`${origin}/${form.record}/${first?.rowId}`)).toBe(`200 ${readFileSync(image).length}`);
    for (const wrong of [
      `/${form.record}/none`,
      `/${digest}`,
      `/${form.record}/${digest}`,
      `/${form.record}/..%2F..%2Ftaizhang.db`,
      `/..%2F..%2Ftaizhang.db/${first?.rowId}`,
      '/%2e%2e/taizhang.db',
      '/',
    ])
      expect.soft(await answerOf(origin + wrong), wrong).toMatch(/^404 /);
    expect(await answerOf('app://taizhang/../taizhang.db')).toMatch(/^404 /);
    expect(await answerOf('app://elsewhere/index.html')).toBe('refused');
  });

  it('does not run what it holds: a page in disguise is no picture, and its bytes no program', async () => {
    const page = path.join(form.folder, '伪装.png');
    writeFileSync(page, '<script>document.title = "run"</script>');
    await form.call('evidence.attach', { id: form.record, paths: [page] });
    const row = (await rows()).find((one) => one.values.name === '伪装.png');
    expect(await answerOf(`app://evidence/${form.record}/${row?.rowId}`)).toMatch(/^415 /);
  });

  it('marks a file that was altered from outside, and shows nothing of it', async () => {
    const row = (await rows()).find((one) => one.values.name === '任务书.pdf');
    writeFileSync(path.join(form.workspace, 'evidence', String(row?.values.sha256)), 'altered');
    expect(await answerOf(`app://evidence/${form.record}/${row?.rowId}`)).toMatch(/^409 /);
    await form.pane.getByRole('button', { name: '任务书.pdf', exact: true }).click();
    const preview = form.page.getByRole('dialog', { name: '佐证材料：任务书.pdf' });
    await preview.getByText('文件内容与登记的校验码不符').waitFor();
    await picture(form.page, 'evidence-altered');
    await form.page.keyboard.press('Escape');
  });
});
