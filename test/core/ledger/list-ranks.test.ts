import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Checks } from '../../../electron/core/check/checks.ts';
import { Ledger } from '../../../electron/core/ledger/ledger.ts';
import { LIST_MEASURES } from '../../../electron/core/ledger/list-indexes.ts';
import { ListReader } from '../../../electron/core/ledger/list-reader.ts';
import { cursorOf, demandsOf, orderOf, placeOf } from '../../../electron/core/ledger/record-filter.ts';
import { RecordWriter } from '../../../electron/core/ledger/record-writer.ts';
import { SearchIndex } from '../../../electron/core/search/search-index.ts';
import { closeWorkspace, createWorkspace } from '../../../electron/core/workspace/open-workspace.ts';
import type { Condition, RecordFilter } from '../../../shared/contract/shapes.ts';
import type { FieldValues } from '../../../shared/merge/edit-record.ts';
import { project } from '../../../shared/registers/project.ts';
import { projectValues, TestEnvironment, temporaryFolder } from '../../support/office.ts';

const MIGRATIONS = path.join(import.meta.dirname, '..', '..', '..', 'electron', 'core', 'database', 'migrations');
const CONDITIONS: readonly Condition[] = [
  { field: 'totalFunds', operator: 'atMost', value: 700_000_000 },
  { field: 'stage', operator: 'in', value: ['running', 'concluded'] },
  { field: 'name', operator: 'contains', value: '1' },
];
const SORTS = ['name', 'totalFunds', 'endDate', '$updated', '$id'];

test('a jump in a filtered, sorted list is exact after every edit, addition, deletion and refusal', async () => {
  const base = temporaryFolder();
  const workspace = await createWorkspace(
    { folder: path.join(base, 'w'), office: '370200', officer: '经办', plan: 'sd-it-2019-2021' },
    {
      environment: new TestEnvironment(path.join(base, 'user'), '2020-07-02T01:00:00Z', 3),
      migrationsDir: MIGRATIONS,
      onChanged: () => {},
    },
  );
  onTestFinished(() => closeWorkspace(workspace));
  // Every list takes the way of a far jump in a large register.
  const measures = { ...LIST_MEASURES, large: 5, few: 0, patience: 1, window: 1 };
  const ledger = new Ledger(
    workspace.database,
    new Checks(workspace),
    () => ({ tree: workspace.offices, own: workspace.office.code }),
    measures,
  );
  const writer = new RecordWriter(ledger);
  const { lists } = ledger.store('project');
  const plain = new ListReader(workspace.database, 'project', new SearchIndex(workspace.database, 'project'), {
    ...LIST_MEASURES,
    large: Number.MAX_SAFE_INTEGER,
  });
  const work = <T>(body: Parameters<typeof workspace.work<T>>[1]) =>
    workspace.work({ label: '写', action: 'edit' }, body);
  const add = (number: number) =>
    work((unit) => writer.create(unit, { register: project, values: projectValues(number) as FieldValues }));
  const ids = Array.from({ length: 60 }, (_, number) => add(number));

  const rowOf = workspace.database.prepare('SELECT rowid FROM project WHERE id = ?').pluck();
  let counted = 0;
  const compare = () => {
    for (const [index, condition] of CONDITIONS.entries()) {
      const filter: RecordFilter = { conditions: [condition, CONDITIONS[(index + 1) % CONDITIONS.length]!] };
      for (const field of SORTS) {
        const order = orderOf(project, { field, descending: counted % 2 === 1 });
        const columns = [...new Set(['id', order.column])].join(', ');
        const demands = demandsOf(project, filter);
        const all = plain.rows(columns, { demands, order, limit: 1000 });
        for (const at of [1, 7, all.length - 2])
          expect(lists.rows(columns, { demands, order, at, limit: 5 })).toEqual(all.slice(at, at + 5));
        for (const [at, row] of all.entries()) {
          if (at % 5 !== 0 && at !== all.length - 1) continue;
          const place = placeOf(cursorOf(order, row));
          expect(lists.position(demands, order, rowOf.get(row.id) as number, place)).toBe(at);
        }
        counted += 1;
      }
    }
  };
  compare();
  for (let round = 0; round < 24; round += 1) {
    const id = ids[(round * 7) % ids.length]!;
    if (round % 4 === 0) ids.push(add(100 + round));
    else if (round % 4 === 3) work((unit) => writer.edit(unit, id, { live: false }));
    else {
      const fields = {
        name: `改 ${round}`,
        totalFunds: round * 50_000_000,
        endDate: round % 3 ? `2021-0${(round % 9) + 1}` : null,
      };
      work((unit) => writer.edit(unit, id, { fields: { ...fields, stage: round % 2 ? 'running' : 'terminated' } }));
    }
    if (round % 5 === 0)
      expect(() =>
        work((unit) => {
          writer.edit(unit, ids[1]!, { fields: { name: '没有写成' } });
          compare();
          throw new Error('refused');
        }),
      ).toThrow('refused');
    compare();
  }
  // More at once than are sorted in by themselves.
  work((unit) => {
    for (let number = 0; number < 220; number += 1)
      writer.create(unit, { register: project, values: projectValues(500 + number) as FieldValues });
  });
  compare();
});
