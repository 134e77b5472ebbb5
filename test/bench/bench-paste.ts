import path from 'node:path';
import { openDatabase } from '../../electron/core/database/database.ts';
import { inventProject } from '../../electron/core/demo/invented-project.ts';
import { inventUnits } from '../../electron/core/demo/invented-units.ts';
import { Random } from '../../electron/core/demo/random.ts';
import { toSql } from '../../electron/core/ledger/register-store.ts';
import { closeWorkspace, DATABASE_FILE } from '../../electron/core/workspace/open-workspace.ts';
import { columnName } from '../../shared/registers/column-name.ts';
import { type Field, findField } from '../../shared/registers/register.ts';
import { registerById } from '../../shared/registers/registers.ts';
import type { RecordValues } from '../../shared/values/field-value.ts';
import { formatValue } from '../../shared/values/format-value.ts';
import { benchOffice } from './bench-office.ts';
import { benchEnvironment, fillLedger } from './large-ledger.ts';
import { type Measured, timed } from './measure.ts';

const RECORDS = 20_000;
const CITY = '370200';
/** Twenty columns side by side, as an officer would bring them from a spreadsheet. */
const FIELDS = [
  'name',
  'kind',
  'stage',
  'approvalYear',
  'startDate',
  'endDate',
  'leadUnit',
  'leadUnitCode',
  'unitNature',
  'county',
  'leader',
  'leaderTitle',
  'contact',
  'contactPhone',
  'techField',
  'totalFunds',
  'provincialFunds',
  'selfFunds',
  'otherFunds',
  'receivedFunds',
];

/** Pasting a block of `rows` × 20 cells over records of a register, undoing and redoing it, beside a bare UPDATE of the same cells. */
export async function benchPaste(folder: string, rows = 5_000): Promise<readonly Measured[]> {
  const { session } = await fillLedger(folder, RECORDS);
  const { folder: ledger } = session.workspace;
  closeWorkspace(session.workspace);
  const register = registerById('project')!;
  const fields = FIELDS.map((key) => findField(register, key)!);
  const values = pasted(rows);
  const text = values.map((row) => fields.map((field) => formatValue(field, row[field.key])).join('\t')).join('\n');

  const { application, call } = benchOffice(benchEnvironment(folder));
  await call('workspace.open', { path: ledger });
  const { ids } = await call('record.ids', { register: 'project', at: 0, count: rows });
  const floor = await bareUpdate(
    path.join(ledger, DATABASE_FILE),
    path.join(folder, 'bare-paste.db'),
    ids,
    fields,
    values,
  );
  const paste = await timed(async () => {
    const { stage } = await call('clipboard.stage', { text, html: '' });
    const done = await call('cells.write', {
      register: 'project',
      ids: [...ids],
      fields: FIELDS,
      source: { stage },
      verb: '粘贴',
    });
    if (done.edited !== rows) throw new Error(`${done.edited} of ${rows} records pasted, ${done.badCount} bad cells`);
  });
  const undo = await timed(() => call('act.undo', {}));
  const redo = await timed(() => call('act.redo', {}));
  application.close();
  const block = `${rows} × ${FIELDS.length} 格`;
  return [
    { name: `粘贴 ${block} / 裸 UPDATE`, ours: paste, floor },
    { name: `撤销粘贴 ${block} / 裸 UPDATE`, ours: undo, floor },
    { name: `重做粘贴 ${block} / 裸 UPDATE`, ours: redo, floor },
  ];
}

function pasted(rows: number): readonly RecordValues[] {
  const random = new Random(2);
  const units = inventUnits(random, CITY, 0, 200);
  return Array.from({ length: rows }, (_, index) => {
    const seed = { programme: 'municipal', year: random.whole(2019, 2020), month: random.whole(1, 11) };
    return inventProject(random, seed, units, `${seed.year}DP${String(index).padStart(8, '0')}`);
  });
}

/** The same cells written by better-sqlite3 alone into a copy of the ledger, in one transaction. */
async function bareUpdate(
  from: string,
  file: string,
  ids: readonly string[],
  fields: readonly Field[],
  values: readonly RecordValues[],
): Promise<number> {
  const source = openDatabase(from, { readonly: true });
  await source.backup(file);
  source.close();
  const database = openDatabase(file);
  const update = database.prepare(
    `UPDATE project SET ${fields.map((field) => `${columnName(field)} = ?`).join(', ')} WHERE id = ?`,
  );
  const floor = await timed(() =>
    database.transaction(() => {
      for (const [index, id] of ids.entries())
        update.run(...fields.map((field) => toSql(values[index]![field.key] as never)), id);
    })(),
  );
  database.close();
  return floor;
}
