import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { closeWorkspace, DATABASE_FILE } from '../../electron/core/workspace/open-workspace.ts';
import { benchAlike } from './bench-alike.ts';
import { benchEvidence, benchExchange } from './bench-exchange.ts';
import { benchPaste } from './bench-paste.ts';
import { benchSheets } from './bench-sheets.ts';
import { bareInsert, benchEnvironment, fillLedger, indexForSearch } from './large-ledger.ts';
import { readLarge } from './large-reads.ts';
import { type Measured, measuredLine, type Timed, timedTable } from './measure.ts';
import { readLedger } from './read-ledger.ts';
import { startWindow } from './start-window.ts';

// Ratios against floors measured in the same run on the same machine; --records, --rows (of the workbook) and
// --no-window make it smaller. --million 1000000
// adds a register of so many records, with times against targets; --keep DIR leaves that workspace there,
// or takes the one that is there. --evidence 2000 files and receives so many megabytes of evidence besides. What was measured is written to out/bench.json and out/bench.md too.
const { values } = parseArgs({
  options: {
    records: { type: 'string' },
    rows: { type: 'string' },
    window: { type: 'boolean' },
    million: { type: 'string' },
    keep: { type: 'string' },
    evidence: { type: 'string' },
  },
  allowNegative: true,
});
const count = Number(values.records ?? 100_000);
const measured: Measured[] = [];
const timings: Timed[] = [];
function tell(one: Measured): void {
  measured.push(one);
  console.log(measuredLine(one));
}

const folder = mkdtempSync(path.join(tmpdir(), 'taizhang-bench-'));
try {
  const { session, ours } = await fillLedger(folder, count);
  const inserted = bareInsert(folder, session, ours, count);
  tell(inserted);
  const { folder: ledger, plan } = session.workspace;
  closeWorkspace(session.workspace);
  for (const measured of await readLedger(benchEnvironment(folder), ledger, plan)) tell(measured);
  for (const measured of await benchAlike(folder, ledger, count, inserted.floor)) tell(measured);
  const sheets = await benchSheets(path.join(folder, 'sheets'), Number(values.rows ?? 50_000));
  for (const measured of sheets.measured) tell(measured);
  const { memory } = sheets;
  console.log(
    `导入、导出的常驻内存峰值: ${memory.import.toFixed(0)} MB, ${memory.export.toFixed(0)} MB（要求导入不超过 400 MB）`,
  );
  for (const measured of await benchPaste(path.join(folder, 'paste'))) tell(measured);
  const exchange = await benchExchange(path.join(folder, 'exchange'), count);
  for (const measured of exchange.measured) tell(measured);
  for (const [records, peak] of exchange.memory)
    console.log(`传出、装入 ${records} 条的常驻内存峰值: ${peak.toFixed(0)} MB（要求不超过 300 MB）`);
  if (values.evidence !== undefined) {
    const peak = await benchEvidence(path.join(folder, 'evidence'), Number(values.evidence || 2000));
    console.log(`传出、装入 ${values.evidence} MB 佐证材料的常驻内存峰值: ${peak.toFixed(0)} MB（要求不超过 300 MB）`);
  }
  if (values.window !== false) {
    mkdirSync(path.join(folder, 'empty'));
    const start = await startWindow(path.join(folder, 'empty')).catch((error: Error) => error);
    if (start instanceof Error) {
      console.error(`启动：窗口没有打开，未测量。${start.message.split('\n')[0]}`);
      process.exitCode = 1;
    } else if (start) tell(start);
    else console.log('启动：没有 Electron 运行时，未测量');
  }
  if (values.million !== undefined) {
    const large = values.keep ?? path.join(folder, 'million');
    if (!existsSync(path.join(large, DATABASE_FILE))) {
      const made = await fillLedger(large, Number(values.million || 1_000_000), '.');
      await indexForSearch(made.session);
      closeWorkspace(made.session.workspace);
    }
    timings.push(...(await readLarge(benchEnvironment(folder), large)));
    console.log(timedTable(timings));
  }
  const out = path.join(import.meta.dirname, '..', '..', 'out');
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, 'bench.json'), JSON.stringify({ measured, timings }, null, 2));
  writeFileSync(
    path.join(out, 'bench.md'),
    `${measured.map((one) => `- ${measuredLine(one)}`).join('\n')}\n\n${timedTable(timings)}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
