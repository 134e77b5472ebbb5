import { createCipheriv, createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isMainThread } from 'node:worker_threads';
import { createDeflateRaw, createInflateRaw } from 'node:zlib';
import { keepSetIndexes } from '../../electron/core/check/set-indexes.ts';
import { openDatabase } from '../../electron/core/database/database.ts';
import { migrate, readMigrations } from '../../electron/core/database/migrate.ts';
import { ageRecipientOf, decryptAge, encryptAge, generateAgeIdentity } from '../../electron/core/package/age.ts';
import { openSession } from '../../electron/core/session.ts';
import { closeWorkspace, openWorkspace } from '../../electron/core/workspace/open-workspace.ts';
import { benchOffice } from './bench-office.ts';
import { benchEnvironment, fillProjects, indexForSearch, MIGRATIONS } from './large-ledger.ts';
import { tellRun } from './own-process.ts';

/** One measured piece of an exchange, alone in its process, so that its memory is its own. */
// A thread of the core starts from this bundle too, and is given none of them.
const [task = '', folder = '', given = '0'] = process.argv.slice(2);
const count = Number(given);
const PERIOD = '2020Q2';
/** How many of the city's records an incremental package brings. */
const CHANGED = 1000;
const PAGE = 500;
const PIECE = 64 * 1024;
const MEGABYTE = 1_000_000;
const EVIDENCE_FILES = 200;
const FILES_EACH = 10;
/** Programmes of which a unit may have any number, so that no warning asks for a reason. */
const UNLIMITED = ['municipal', 'nsf-general'];
const STICK = path.join(folder, 'stick');
const CITY = path.join(folder, 'city');
const PROVINCE = path.join(folder, 'province');
const BARE = path.join(folder, 'bare.bin');
const BARE_KEY = path.join(folder, 'bare.key');

function office(workspace: string) {
  return benchOffice(benchEnvironment(workspace));
}

async function opened(workspace: string) {
  const { application, call } = office(workspace);
  await call('workspace.open', { path: workspace });
  // A large database is checked beside while it is opened; commands wait for that.
  await call('workspace.set-period', { period: PERIOD });
  return { application, call };
}

/** Writes a filing and remembers where it lies, for the tasks that take it. */
async function file(as: string, full: boolean): Promise<() => Promise<unknown>> {
  const { application, call } = await opened(CITY);
  return async () => {
    const { file } = await call('filing.write', { period: PERIOD, folder: STICK, full });
    application.close();
    renameSync(file, path.join(STICK, as));
  };
}

async function take(name: string): Promise<() => Promise<unknown>> {
  const { application, call } = await opened(PROVINCE);
  return async () => {
    const { packages } = await call('receive.examine', { paths: [path.join(STICK, name)] });
    const [desk] = packages;
    if (!desk || desk.outcome === 'refused') throw new Error(JSON.stringify(desk?.problems));
    if (desk.outcome === 'pending') await call('receive.apply', { stages: [desk.stage] });
    application.close();
  };
}

/** A province, and a city that has taken its baseline and holds so many projects that nothing stands against. */
async function prepare(projects: number): Promise<() => Promise<void>> {
  const plan = 'sd-it-2019-2021';
  const province = office(PROVINCE);
  await province.call('workspace.create', { path: PROVINCE, office: '370000', officer: '示例', plan });
  mkdirSync(STICK, { recursive: true });
  const baseline = await province.call('baseline.write', { folder: STICK });
  province.application.close();
  const city = office(CITY);
  await city.call('workspace.create', { path: CITY, office: '370200', officer: '示例', plan });
  const { packages } = await city.call('receive.examine', { paths: [baseline.file] });
  await city.call('receive.apply', { stages: [packages[0]!.stage] });
  city.application.close();
  const options = { environment: benchEnvironment(CITY), migrationsDir: MIGRATIONS, onChanged: () => {} };
  const session = openSession(await openWorkspace(CITY, options));
  fillProjects(session, projects, UNLIMITED);
  await indexForSearch(session);
  closeWorkspace(session.workspace);
  // An officer has long been at work in the period that he files; every record was checked in it.
  const { application, call } = await opened(CITY);
  await call('check.start', {});
  application.close();
  return async () => {};
}

/** A file of bytes that do not pack, the same in every run. */
function evidenceFile(number: number): string {
  const file = path.join(folder, `evidence-${number}.bin`);
  const random = createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16, number));
  const piece = Buffer.alloc(1 << 20);
  const size = Math.floor((count * MEGABYTE) / EVIDENCE_FILES);
  const descriptor = openSync(file, 'w');
  for (let left = size; left > 0; left -= piece.length)
    writeSync(descriptor, random.update(left < piece.length ? piece.subarray(0, left) : piece));
  closeSync(descriptor);
  return file;
}

/** What each task prepares, and the work that is timed. */
const TASKS: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
  prepare: () => prepare(count),
  /** The same with a few projects that bear so many megabytes of evidence. */
  async 'prepare-evidence'() {
    const work = await prepare(EVIDENCE_FILES / FILES_EACH);
    const { application, call } = await opened(CITY);
    const { rows } = await call('record.list', { register: 'project', limit: PAGE });
    for (const [index, { id }] of rows.entries()) {
      const paths = Array.from({ length: FILES_EACH }, (_, file) => evidenceFile(index * FILES_EACH + file));
      await call('evidence.attach', { id, paths });
      for (const path of paths) rmSync(path);
    }
    application.close();
    return work;
  },
  'file-first': () => file('first.tzb', false),
  'file-full': () => file('full.tzb', true),
  'file-changes': () => file('changes.tzb', false),
  'take-first': () => take('first.tzb'),
  'take-again': () => take('first.tzb'),
  'take-changes': () => take('changes.tzb'),
  /** The province answers, so that the next filing builds on the first; then a thousand records are edited. */
  async change() {
    const province = await opened(PROVINCE);
    const { packages } = await province.call('reply.write', { to: ['370200'], folder: STICK });
    province.application.close();
    const city = await opened(CITY);
    const desk = await city.call('receive.examine', { paths: [packages[0]!.file] });
    await city.call('receive.apply', { stages: [desk.packages[0]!.stage] });
    let after: string | undefined;
    for (let done = 0; done < CHANGED; done += PAGE) {
      const page = await city.call('record.list', { register: 'project', limit: PAGE, after });
      for (const { id } of page.rows)
        await city.call('record.edit', { id, changes: [{ field: 'summary', value: '按省厅要求补充的内容' }] });
      after = page.next ?? undefined;
    }
    city.application.close();
    return async () => {};
  },
  /** The bare way out: the rows as they lie there, as JSON, packed, digested, encrypted and flushed. */
  async 'bare-out'() {
    const identity = await generateAgeIdentity();
    writeFileSync(BARE_KEY, identity);
    const recipient = await ageRecipientOf(identity);
    const database = openDatabase(path.join(CITY, 'taizhang.db'));
    const select = database.prepare('SELECT * FROM project ORDER BY id');
    return async () => {
      const digest = createHash('sha256');
      function* lines() {
        let held = '';
        for (const row of select.iterate()) {
          held += `${JSON.stringify(row)}\n`;
          if (held.length < PIECE) continue;
          const piece = Buffer.from(held);
          digest.update(piece);
          yield piece;
          held = '';
        }
        yield Buffer.from(held);
      }
      const packed = Readable.from(lines()).pipe(createDeflateRaw({ level: 6 }));
      await pipeline(Readable.from(encryptAge(packed, [recipient])), createWriteStream(BARE, { flush: true }));
      return digest.digest('hex');
    };
  },
  /** The bare way in: decrypted, unpacked, digested, parsed, and inserted into the same table. */
  async 'bare-in'() {
    const identity = readFileSync(BARE_KEY, 'utf8');
    const database = openDatabase(path.join(folder, 'bare.db'), { create: true });
    migrate(database, readMigrations(MIGRATIONS), () => {});
    keepSetIndexes(database);
    const columns = database
      .prepare('SELECT * FROM project')
      .columns()
      .map(({ name }) => name);
    const insert = database.prepare(`INSERT INTO project VALUES (${columns.map(() => '?').join(', ')})`);
    return async () => {
      const digest = createHash('sha256');
      const unpacked = Readable.from(decryptAge(createReadStream(BARE), [identity])).pipe(createInflateRaw());
      const measured = async function* () {
        for await (const chunk of unpacked) {
          digest.update(chunk);
          yield chunk;
        }
      };
      database.exec('BEGIN');
      for await (const line of createInterface({ input: Readable.from(measured()) })) {
        if (line === '') continue;
        const row = JSON.parse(line) as Record<string, unknown>;
        insert.run(...columns.map((name) => row[name]));
      }
      database.exec('COMMIT');
      database.close();
    };
  },
};

if (isMainThread) {
  await tellRun(await TASKS[task]!());
}
