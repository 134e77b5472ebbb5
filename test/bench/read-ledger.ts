import path from 'node:path';
import { conditionSql } from '../../electron/core/counting/condition-sql.ts';
import { registerOf } from '../../electron/core/counting/indicator-query.ts';
import { openDatabase } from '../../electron/core/database/database.ts';
import type { Environment } from '../../electron/core/environment.ts';
import { DATABASE_FILE } from '../../electron/core/workspace/open-workspace.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { benchOffice } from './bench-office.ts';
import { type Measured, median } from './measure.ts';

const RUNS = 15;

/** Reading a large register through the contract, each beside the plain SELECT that any such answer needs. */
export async function readLedger(environment: Environment, folder: string, plan: Plan): Promise<Measured[]> {
  const { application, call } = benchOffice(environment);
  await call('workspace.open', { path: folder });
  // The floor's own connection beside the one that the application holds.
  const database = openDatabase(path.join(folder, DATABASE_FILE), { readonly: true });
  const page = database.prepare('SELECT * FROM project WHERE live = 1 ORDER BY id LIMIT 101');
  const sorted = database.prepare('SELECT * FROM project WHERE live = 1 ORDER BY start_date NULLS LAST, id LIMIT 101');
  const searched = database.prepare(
    "SELECT * FROM project WHERE live = 1 AND search LIKE '%数字孪生%' ORDER BY id LIMIT 101",
  );
  const counted = plan.indicators.map((indicator) => {
    const conditions = indicator.filter.map((condition) => conditionSql(registerOf(indicator), condition));
    const where = ['live = 1', ...conditions.map((condition) => condition.sql)].join(' AND ');
    const bare = database.prepare(`SELECT owner, count(*) FROM ${indicator.register} WHERE ${where} GROUP BY owner`);
    return () => bare.all(...conditions.flatMap((condition) => condition.parameters));
  });
  const measured: Measured[] = [
    {
      name: '首屏 100 行：record.list / 裸 SELECT',
      ours: await median(RUNS, () => call('record.list', { register: 'project', limit: 100 })),
      floor: await median(RUNS, () => page.all()),
    },
    {
      name: '按开始日期排序的首屏',
      ours: await median(RUNS, () =>
        call('record.list', { register: 'project', limit: 100, sort: { field: 'startDate' } }),
      ),
      floor: await median(RUNS, () => sorted.all()),
    },
    {
      name: '按两个以上汉字搜索的首屏',
      ours: await median(RUNS, () =>
        call('record.list', { register: 'project', limit: 100, filter: { search: '数字孪生' } }),
      ),
      floor: await median(RUNS, () => searched.all()),
    },
    {
      name: '全部指标：三数、去重、分市分年 / 逐项裸 count',
      ours: await median(3, () => call('indicator.table', {})),
      floor: await median(3, () => counted.map((count) => count())),
    },
  ];
  database.close();
  application.close();
  return measured;
}
