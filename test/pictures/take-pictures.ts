import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { stubDialog } from 'electron-playwright-helpers';
import type { Page } from 'playwright-core';
import { root } from '../../electron/dev/paths.mjs';
import { type LaunchedApp, launchApp } from '../e2e/support/launch.ts';
import { railEntry, showTheme, visit } from '../e2e/support/window.ts';
import { ALBUM, Album, shown } from './album.ts';

const CITY = '370200';
const folder = mkdtempSync(path.join(tmpdir(), 'taizhang-pictures-'));
const album = new Album(process.argv.slice(2));

function tz(...args: readonly string[]): string {
  return execFileSync(process.execPath, [path.join(root, 'electron/cli/main.ts'), ...args], { encoding: 'utf8' });
}

interface Bridge {
  call(name: string, input: unknown): Promise<{ readonly ok: boolean; readonly value: unknown }>;
}

async function call<T>(page: Page, name: string, input: unknown): Promise<T> {
  const answer = await page.evaluate(
    ([wanted, given]) => (window as unknown as { taizhang: Bridge }).taizhang.call(wanted as string, given),
    [name, input] as const,
  );
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer)}`);
  return answer.value as T;
}

/** A sheet as a unit sends it: a title above the heading, amounts in 万元, one bad cell. */
function unitsSheet(): string {
  const file = path.join(folder, '海右示例单位报送.csv');
  const lines = [
    '2020 年第 4 季度科技项目情况表',
    '项目编号,项目名称,计划类别,技术领域,承担单位,开始日期,结束日期,总经费（万元）,省拨经费（万元）,自筹经费（万元）',
    '2020CXGC010901,面向港口作业的边缘智能关键技术研发,省重点研发计划（重大科技创新工程）,人工智能,海右示例智造有限公司,2020-03,2022-12,1200,300,900',
    '2020CXGC010902,工业质检视觉大模型应用示范,省重点研发计划（重大科技创新工程）,人工智能,海右示例智造有限公司,2020年13月,2022-12,800,200,600',
    '2020CXGC010903,园区能耗云边协同调度平台,省重点研发计划（重大科技创新工程）,云计算,澄湖示例信息技术有限公司,2020-05,2023-04,650,150,500',
  ];
  writeFileSync(file, `\uFEFF${lines.join('\r\n')}\r\n`);
  return file;
}

async function inWindow(workspace: string | undefined, walk: (launched: LaunchedApp) => Promise<void>): Promise<void> {
  const launched = await launchApp(workspace === undefined ? {} : { workspace });
  try {
    await launched.page.getByRole('heading').first().waitFor();
    await showTheme(launched, 'light');
    await walk(launched);
  } finally {
    await launched.close();
  }
}

async function firstRun({ page }: LaunchedApp): Promise<void> {
  await album.take(page, 'first-run', () => shown(page.getByRole('heading', { name: '第一次使用' })));
}

async function city({ page, app }: LaunchedApp): Promise<void> {
  await album.take(page, 'home', () => visit(page, '首页'));
  await album.take(page, 'register', async () => {
    await visit(page, '项目');
    await shown(page.getByRole('row').nth(3));
  });
  await album.take(page, 'record', async () => {
    const { rows } = await call<{ rows: { id: string }[] }>(page, 'record.list', {
      register: 'project',
      filter: { states: ['returned'] },
      limit: 1,
    });
    const title = await titleOf(page, rows[0]?.id ?? (await firstRecord(page, 'project')));
    await openByPalette(page, title);
  });
  await album.take(page, 'history', async () => {
    await page
      .getByRole('region', { name: /^记录：/ })
      .getByRole('button', { name: '历史' })
      .click();
  });
  await album.take(page, 'palette', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '查找记录或命令' }).fill('智能');
    await shown(page.getByRole('option').nth(3));
  });
  await page.keyboard.press('Escape');
  await album.take(page, 'import', async () => {
    await visit(page, '项目');
    await stubDialog(app, 'showOpenDialog', { canceled: false, filePaths: [unitsSheet()] });
    await page.getByRole('button', { name: '导入表格' }).click();
    await (await shown(page.getByRole('button', { name: /^选择(表格|文件)/ }))).click();
    await shown(page.getByText(/海右示例单位报送/));
  });
  await album.take(page, 'similar', async () => {
    const id = await firstRecord(page, 'project');
    const { values } = await call<{ values: Record<string, unknown> }>(page, 'record.get', { id });
    const { name, number, leadUnit } = values;
    const twice = { number, name: `${name}（补报）`, leadUnit, leader: '示例负责人' };
    await call(page, 'record.create', { register: 'project', values: twice });
    await visit(page, '查重合并');
    await shown(page.getByRole('button', { name: '合并为一条' }));
  });
  await album.take(page, 'check', () => visit(page, '校验'));
  await album.take(page, 'narrative', () => visit(page, '任务进展'));
  await album.take(page, 'filing', () => visit(page, '报送'));
  await album.take(page, 'reply-inbox', () => visit(page, '批复与意见'));
  await album.take(page, 'settings', () => visit(page, '设置'));
}

async function newYear({ page, app }: LaunchedApp): Promise<void> {
  await album.take(page, 'carry', async () => {
    await visit(page, '结转');
    await stubDialog(app, 'showOpenDialog', { canceled: false, filePaths: [path.join(folder, CITY)] });
    await page.getByRole('button', { name: '选往年的工作区文件夹…' }).click();
    await shown(page.getByRole('button', { name: /^结转 \d/ }));
  });
}

async function province({ page, app }: LaunchedApp): Promise<void> {
  await album.take(page, 'province-home', () => visit(page, '首页'));
  await album.take(page, 'receive', async () => {
    await visit(page, '收件');
    const found = readdirSync(folder, { recursive: true }).map(String);
    const packages = found.filter((name) => /370[3-6]00_2020Q4_\d{4}\.tzb$/.test(name)).sort();
    await stubDialog(app, 'showOpenDialog', {
      canceled: false,
      filePaths: packages.map((name) => path.join(folder, name)),
    });
    await (await shown(page.getByRole('button', { name: /打开文件|选择文件/ }))).click();
    await page.waitForTimeout(3000);
  });
  for (const [name, label] of [
    ['review', '审核'],
    ['conflict', '冲突'],
    ['duplicate', '跨市重复'],
    ['reply', '批复'],
    ['indicator', '指标'],
    ['report', '报告'],
    ['plan', '计划与目标'],
    ['office-keys', '单位与密钥'],
  ] as const) {
    await album.take(page, name, async () => {
      await railEntry(page, label).waitFor();
      await visit(page, label);
      if (name === 'indicator' || name === 'report') await page.waitForTimeout(1500);
    });
  }
}

async function firstRecord(page: Page, register: string): Promise<string> {
  const { rows } = await call<{ rows: { id: string; locked: boolean }[] }>(page, 'record.list', {
    register,
    limit: 50,
  });
  return rows.find((row) => !row.locked)?.id ?? rows[0]?.id ?? '';
}

async function titleOf(page: Page, id: string): Promise<string> {
  return (await call<{ title: string }>(page, 'record.get', { id })).title;
}

async function openByPalette(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '查找记录或命令' }).fill(title);
  await (await shown(page.getByRole('option').filter({ hasText: title }))).click();
  await shown(page.getByRole('region', { name: /^记录：/ }));
}

try {
  tz('demo', '--out', folder, '--cities', '16', '--projects', '40', '--seed', '1');
  await inWindow(undefined, firstRun);
  await inWindow(path.join(folder, CITY), city);
  tz('init', '--office', CITY, '--workspace', path.join(folder, 'new-year'));
  await inWindow(path.join(folder, 'new-year'), newYear);
  await inWindow(path.join(folder, '370000'), province);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const bytes = readdirSync(ALBUM).reduce((sum, name) => sum + statSync(path.join(ALBUM, name)).size, 0);
console.log(`${readdirSync(ALBUM).length} pictures, ${(bytes / 1024 / 1024).toFixed(2)} MB`);
for (const missed of album.missed) console.error(`missed ${missed}`);
process.exit(album.missed.length > 0 ? 1 : 0);
