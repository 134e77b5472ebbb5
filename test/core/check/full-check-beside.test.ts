import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { recheckAll } from '../../../electron/core/check/recheck.ts';
import { openSession } from '../../../electron/core/session.ts';
import { closeWorkspace, createWorkspace } from '../../../electron/core/workspace/open-workspace.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { projectValues, TestEnvironment, temporaryFolder } from '../../support/office.ts';

const MIGRATIONS = path.join(import.meta.dirname, '..', '..', '..', 'electron', 'core', 'database', 'migrations');
/** So few records that a thread is asked for the groups at fault of every rule. */
const BESIDE = 1;

async function withDuplicates() {
  const base = temporaryFolder();
  const options = {
    environment: new TestEnvironment(path.join(base, 'user'), '2020-07-02T01:00:00Z', 3),
    migrationsDir: MIGRATIONS,
    onChanged: () => {},
  };
  const made = { folder: path.join(base, 'w'), office: '370200', officer: '经办', plan: 'sd-it-2019-2021' };
  const session = openSession(await createWorkspace(made, options));
  onTestFinished(() => closeWorkspace(session.workspace));
  session.workspace.work({ label: '新增', action: 'edit' }, (work) => {
    const rows = [1, 2, 3].map((number) => ({ values: projectValues(number, { number: '2020CXGC010001' }) }));
    session.writer.createMany(work, registerById('project')!, rows);
  });
  const { database } = session.workspace;
  const read = () => ({
    marks: database.prepare('SELECT * FROM set_problem ORDER BY rule, owner, group_key, record').all(),
    rows: database.prepare('SELECT id, errors, warnings, problems FROM project ORDER BY id').all(),
  });
  return { session, database, read };
}

describe('a full check whose questions over all records are answered in a thread', () => {
  it('finds what was found record by record, and mends what is wrong', async () => {
    const { session, database, read } = await withDuplicates();
    const right = read();
    expect(right.marks.length).toBeGreaterThan(0);
    database.exec('DELETE FROM set_problem; UPDATE project SET errors = 0, warnings = 0, problems = NULL');
    const told: number[] = [];
    await recheckAll(session, { signal: new AbortController().signal, report: (done) => void told.push(done) }, BESIDE);
    expect(read()).toEqual(right);
    expect(told.at(-1)).toBe(3);
  });

  it('stops while a thread is asked, and what was marked stays', async () => {
    const { session, read } = await withDuplicates();
    const right = read();
    const asking = new AbortController();
    const report = () => queueMicrotask(() => asking.abort());
    await expect(recheckAll(session, { signal: asking.signal, report }, BESIDE)).rejects.toThrow();
    expect(read()).toEqual(right);
  });
});
