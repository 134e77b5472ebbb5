import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectValues, TestOffice, temporaryFolder } from '../../support/office.ts';

async function replicaOf(office: TestOffice): Promise<string> {
  return (await office.call('workspace.state', {})).opened?.replica ?? '';
}

async function notice(office: TestOffice): Promise<string | null> {
  return (await office.call('workspace.state', {})).opened?.notice ?? null;
}

async function madeAndClosed(base: string): Promise<{ folder: string; replica: string }> {
  const office = await TestOffice.create(base, '370200');
  await office.call('record.create', { register: 'project', values: projectValues(1) });
  const replica = await replicaOf(office);
  office.close();
  return { folder: office.folder, replica };
}

test('a workspace reopened in its place goes on as the same replica, without a word', async () => {
  const { folder, replica } = await madeAndClosed(temporaryFolder());
  for (let time = 0; time < 3; time += 1) {
    const office = await TestOffice.open(folder, '370200');
    expect(await replicaOf(office)).toBe(replica);
    expect(await notice(office)).toBeNull();
    office.close();
  }
});

test('a workspace whose program was killed goes on as the same replica', async () => {
  const base = temporaryFolder();
  const office = await TestOffice.create(base, '370200');
  await office.call('record.create', { register: 'project', values: projectValues(1) });
  dropLock(office.folder);
  // What a kill leaves: the files as they stand, never closed.
  const again = await TestOffice.open(office.folder, '370200', { seed: 99 });
  expect(await replicaOf(again)).toBe(await replicaOf(office));
});

test.each([
  [
    'copied',
    (folder: string) => {
      cpSync(folder, `${folder}-copy`, { recursive: true });
      return `${folder}-copy`;
    },
  ],
  [
    'moved',
    (folder: string) => {
      renameSync(folder, `${folder}-moved`);
      return `${folder}-moved`;
    },
  ],
  [
    'copied over itself',
    (folder: string) => {
      cpSync(folder, `${folder}-copy`, { recursive: true });
      rmSync(folder, { recursive: true });
      renameSync(`${folder}-copy`, folder);
      return folder;
    },
  ],
])('a workspace %s goes on as a replica of its own and says so', async (_, change) => {
  const { folder, replica } = await madeAndClosed(temporaryFolder());
  const office = await TestOffice.open(change(folder), '370200');
  expect(await replicaOf(office)).not.toBe(replica);
  expect(await notice(office)).toContain('独立的副本');
  expect((await office.list('project')).length).toBe(1);
});

test('a database set back by hand in its place goes on as a replica of its own', async () => {
  const { folder, replica } = await madeAndClosed(temporaryFolder());
  const file = path.join(folder, 'taizhang.db');
  copyFileSync(file, `${file}.older`);
  const office = await TestOffice.open(folder, '370200');
  await office.call('record.create', { register: 'project', values: projectValues(2) });
  office.close();
  copyFileSync(`${file}.older`, file);
  const back = await TestOffice.open(folder, '370200', { seed: 3 });
  expect(await replicaOf(back)).not.toBe(replica);
});

test('a database set back to a copy made in the same sitting, after a kill, goes on as a replica of its own', async () => {
  const base = temporaryFolder();
  const office = await TestOffice.create(base, '370200');
  await office.call('record.create', { register: 'project', values: projectValues(1) });
  const copy = path.join(base, 'copy.db');
  const file = path.join(office.folder, 'taizhang.db');
  const witness = path.join(office.folder, 'taizhang.place');
  // Not the application's own backup: a plain copy that does not know what it is.
  const plain = new Sqlite(file);
  plain.prepare('VACUUM INTO ?').run(copy);
  plain.close();
  await office.call('record.create', { register: 'project', values: projectValues(2) });
  const replica = await replicaOf(office);
  const asKilled = readFileSync(witness);
  office.close();
  writeFileSync(witness, asKilled);
  copyFileSync(copy, file);
  const back = await TestOffice.open(office.folder, '370200', { seed: 5 });
  expect(await replicaOf(back)).not.toBe(replica);
});

/** The system drops a killed program's lock; here the program lives on, so its lock is taken from under it. */
function dropLock(folder: string): void {
  rmSync(path.join(folder, 'taizhang.lock'), { force: true });
}

interface Given {
  readonly dot: string;
  readonly at: string;
}

function dotsOf(folder: string): Given[] {
  const database = new Sqlite(path.join(folder, 'taizhang.db'), { readonly: true });
  const rows = database.prepare("SELECT counter || '@' || replica AS dot, at FROM edit").all() as Given[];
  database.close();
  return rows;
}

test('no dot is ever given twice, whatever is copied, moved, restored or set back', async () => {
  const step = fc.constantFrom(
    'edit',
    'edit',
    'edit',
    'reopen',
    'kill',
    'copy',
    'move',
    'backup',
    'restore',
    'keep',
    'set-back',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      const base = temporaryFolder();
      let second = 0;
      let made = 0;
      const clock = () => {
        second += 1;
        return new Date(Date.UTC(2020, 0, 1) + second * 1000).toISOString();
      };
      const nextName = (kind: string) => {
        made += 1;
        return path.join(base, `${kind}-${made}`);
      };
      const given = new Map<string, string>();
      const open: TestOffice[] = [];
      let office = await TestOffice.create(base, '370200', { at: clock(), seed: 1 });
      let backup: string | undefined;
      let kept: string | undefined;
      const reopen = async (folder: string) => {
        made += 1;
        office = await TestOffice.open(folder, '370200', { at: clock(), seed: made * 7919 });
        open.push(office);
      };
      const edit = async () => {
        office.environment.setClock(clock());
        await office.call('record.create', { register: 'project', values: projectValues(second) });
        for (const { dot, at } of dotsOf(office.folder)) {
          // A dot seen again must be the very edit it was.
          expect(given.get(dot) ?? at).toBe(at);
          given.set(dot, at);
        }
      };
      await edit();
      for (const name of [...steps, 'edit']) {
        const { folder } = office;
        const file = path.join(folder, 'taizhang.db');
        if (name === 'edit') await edit();
        if (name === 'kill') {
          dropLock(folder);
          await reopen(folder);
        }
        if (name === 'backup') {
          backup = nextName('backup');
          await office.call('workspace.backup', { path: backup });
        }
        if (name === 'restore' && backup) {
          office.close();
          const next = nextName('restored');
          const { restoreBackup } = await import('../../../electron/core/workspace/backup.ts');
          restoreBackup(backup, next, 'taizhang.db');
          await reopen(next);
        }
        if (name === 'reopen' || name === 'copy' || name === 'move' || name === 'keep' || name === 'set-back')
          office.close();
        if (name === 'reopen') await reopen(folder);
        if (name === 'copy') {
          const next = nextName('copy');
          cpSync(folder, next, { recursive: true });
          await reopen(made % 2 ? next : folder);
        }
        if (name === 'move') {
          const next = nextName('moved');
          renameSync(folder, next);
          await reopen(next);
        }
        if (name === 'keep') {
          kept = nextName('kept');
          copyFileSync(file, kept);
          await reopen(folder);
        }
        if (name === 'set-back') {
          if (kept) copyFileSync(kept, file);
          await reopen(folder);
        }
      }
      await edit();
      for (const one of open) one.close();
    }),
    { numRuns: 25, seed: 20200702 },
  );
});

test('a workspace in use is not opened a second time, and is free again once it is closed', async () => {
  const base = temporaryFolder();
  const office = await TestOffice.create(base, '370200');
  await expect(TestOffice.open(office.folder, '370200', { seed: 2 })).rejects.toThrow('WORKSPACE_BUSY');
  await office.call('record.create', { register: 'project', values: projectValues(1) });
  office.close();
  const again = await TestOffice.open(office.folder, '370200', { seed: 3 });
  expect(await again.list('project')).toHaveLength(1);
});
