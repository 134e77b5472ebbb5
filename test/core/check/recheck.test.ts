import path from 'node:path';
import { expect, test } from 'vitest';
import { recheckAll } from '../../../electron/core/check/recheck.ts';
import { openSession } from '../../../electron/core/session.ts';
import { closeWorkspace, createWorkspace } from '../../../electron/core/workspace/open-workspace.ts';
import { TestEnvironment, temporaryFolder } from '../../support/office.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../../electron/core/database/migrations');

test('figures kept of a register are worked out anew after a full check, and after one that was stopped', async () => {
  const folder = temporaryFolder();
  const environment = new TestEnvironment(path.join(folder, 'user'), '2020-07-02T01:00:00Z', 5);
  const session = openSession(
    await createWorkspace(
      { folder: path.join(folder, 'ledger'), office: '370200', officer: '示例', plan: 'sd-it-2019-2021' },
      { environment, migrationsDir: MIGRATIONS, onChanged: () => {} },
    ),
  );
  const store = session.ledger.store('project');
  let known = store.generation;
  await recheckAll(session, { signal: new AbortController().signal, report: () => {} });
  expect(store.generation).not.toBe(known);

  known = store.generation;
  await expect(recheckAll(session, { signal: AbortSignal.abort(), report: () => {} })).rejects.toThrow();
  expect(store.generation).not.toBe(known);
  closeWorkspace(session.workspace);
});
