import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { closeWorkspace } from '../../electron/core/workspace/open-workspace.ts';
import { benchSheets } from './bench-sheets.ts';
import { bareInsert, benchEnvironment, fillLedger } from './large-ledger.ts';
import { measuredLine } from './measure.ts';
import { readLedger } from './read-ledger.ts';
import { startWindow } from './start-window.ts';

// Ratios against floors measured in the same run on the same machine; --records, --rows (of the workbook) and --no-window make it smaller.
const { values } = parseArgs({
  options: { records: { type: 'string' }, rows: { type: 'string' }, window: { type: 'boolean' } },
  allowNegative: true,
});
const count = Number(values.records ?? 100_000);
const folder = mkdtempSync(path.join(tmpdir(), 'taizhang-bench-'));
try {
  const { session, ours } = await fillLedger(folder, count);
  console.log(measuredLine(bareInsert(folder, session, ours, count)));
  const { folder: ledger, plan } = session.workspace;
  closeWorkspace(session.workspace);
  for (const measured of await readLedger(benchEnvironment(folder), ledger, plan)) console.log(measuredLine(measured));
  const sheets = await benchSheets(path.join(folder, 'sheets'), Number(values.rows ?? 50_000));
  for (const measured of sheets.measured) console.log(measuredLine(measured));
  const { memory } = sheets;
  console.log(
    `导入、导出的常驻内存峰值: ${memory.import.toFixed(0)} MB, ${memory.export.toFixed(0)} MB（要求导入不超过 400 MB）`,
  );
  if (values.window !== false) {
    mkdirSync(path.join(folder, 'empty'));
    const start = await startWindow(path.join(folder, 'empty')).catch((error: Error) => error);
    if (start instanceof Error) {
      console.error(`启动：窗口没有打开，未测量。${start.message.split('\n')[0]}`);
      process.exitCode = 1;
    } else console.log(start ? measuredLine(start) : '启动：没有 Electron 运行时，未测量');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
