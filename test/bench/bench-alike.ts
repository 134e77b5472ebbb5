import path from 'node:path';
import { openDatabase } from '../../electron/core/database/database.ts';
import { DATABASE_FILE } from '../../electron/core/workspace/open-workspace.ts';
import { columnName } from '../../shared/registers/column-name.ts';
import { findField } from '../../shared/registers/register.ts';
import { registerById } from '../../shared/registers/registers.ts';
import { similarFields } from '../../shared/similar/similar-keys.ts';
import { benchOffice } from './bench-office.ts';
import { benchEnvironment } from './large-ledger.ts';
import { type Measured, median, timed } from './measure.ts';

const RUNS = 5;

/**
 * Finding likely-same records in a ledger of `count` projects, merging two of them, and carrying all into an empty ledger, each beside
 * what the database alone takes for the same rows; `inserted` is what a bare insert of them took.
 */
export async function benchAlike(
  folder: string,
  ledger: string,
  count: number,
  inserted: number,
): Promise<readonly Measured[]> {
  const { application, call } = benchOffice(benchEnvironment(folder));
  await call('workspace.open', { path: ledger });
  const register = registerById('project')!;
  const database = openDatabase(path.join(ledger, DATABASE_FILE), { readonly: true });
  const fields = similarFields(register).map((key) => columnName(findField(register, key)!));
  const compared = database.prepare(`SELECT id, owner, ${fields.join(', ')} FROM project WHERE live = 1 ORDER BY id`);
  const scan = await timed(() => call('similar.list', { register: 'project' }));
  const scanFloor = await timed(() => compared.all());

  const { ids } = await call('record.ids', { register: 'project', at: 0, count: 2 * (RUNS + 1) });
  let at = 0;
  const merge = await median(RUNS, () => {
    at += 2;
    return call('record.merge', { survivor: ids[at - 2]!, other: ids[at - 1]! });
  });
  const edit = await median(RUNS, () =>
    call('record.edit', { id: ids[0]!, changes: [{ field: 'remark', value: String(Math.random()) }] }),
  );
  database.close();

  await call('workspace.create', {
    path: path.join(folder, 'carried'),
    office: '370200',
    officer: '示例',
    plan: 'sd-it-2019-2021',
  });
  const { stage, registers } = await call('carry.stage', { path: ledger });
  const items = registers.find((one) => one.register === 'project')!.total;
  const carry = await timed(() =>
    call('carry.apply', { stage, registers: ['project'], ongoingOnly: false, year: 2021 }),
  );
  application.close();
  return [
    { name: `查找重复 ${count} 条 / 只读要比的列`, ours: scan, floor: scanFloor },
    { name: `${count} 条中合并两条 / 改一条`, ours: merge, floor: edit },
    { name: `结转 ${items} 条 / 裸插入`, ours: carry, floor: (inserted * items) / count },
  ];
}
