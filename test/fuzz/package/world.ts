import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ageRecipientOf, decryptAge, encryptAge, looksLikeAge } from '../../../electron/core/package/age.ts';
import type { MinisignKeyPair } from '../../../electron/core/package/minisign.ts';
import { openPackage } from '../../../electron/core/package/package-reader.ts';
import { openSession, type Session } from '../../../electron/core/session.ts';
import { closeWorkspace, openWorkspace } from '../../../electron/core/workspace/open-workspace.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { type RawEntry, unpackBag } from '../../exchange/package/crafted-bag.ts';
import { collect } from '../../exchange/package/package-fixture.ts';
import { addProjects, anotherCity, file } from '../../exchange/workspace/two-offices.ts';
import { TestEnvironment, TestOffice } from '../../support/office.ts';
import { secretKeysOf } from '../../support/secret-keys.ts';
import { tableDigests } from './table-digests.ts';

/** A real package and who may open it. */
export interface Sample {
  readonly name: string;
  readonly receiver: string;
  /** Bare and sealed. */
  readonly zip: Buffer;
  readonly sealed: Buffer;
  readonly entries: readonly RawEntry[];
  readonly payload: Readonly<Record<string, Buffer>>;
  readonly manifest: PackageManifest;
  readonly signer: MinisignKeyPair;
  readonly recipient: string;
}

export interface World {
  readonly samples: readonly Sample[];
  readonly folders: ReadonlyMap<string, string>;
  readonly scratch: string;
}

const MIGRATIONS = path.join(import.meta.dirname, '../../../electron/core/database/migrations');

/**
 * A province and a city in the middle of a round, with a package of each kind on its way: an incremental filing with evidence,
 * answers and a withdrawal, a reply with verdicts and corrections, a baseline.
 */
export async function makeWorld(base: string): Promise<World> {
  const province = await TestOffice.create(base, '370000');
  const city = await anotherCity(base, province, '370200');
  const scratch = path.join(base, 'scratch');
  mkdirSync(scratch, { recursive: true });
  const [first = '', second = '', third = ''] = await addProjects(city, 1, 2, 3);
  const row = { table: 'participants', rowId: 'p1' };
  await city.call('record.edit', {
    id: first,
    changes: [
      { ...row, live: true },
      { ...row, field: 'name', value: '示例人员' },
    ],
  });
  await province.receive(await file(city, base));
  await province.call('review.decide', { ids: [first], verdict: 'accept', fields: [] });
  await province.call('review.decide', {
    ids: [second],
    verdict: 'return',
    comment: '请补充',
    fields: [{ field: 'totalFunds', text: '核对' }],
  });
  const replied = (await province.call('reply.write', { to: ['370200'], folder: base })).packages[0]?.file ?? '';
  const scan = path.join(base, '批复.pdf');
  writeFileSync(scan, '%PDF-1.4 立项批复');
  await city.receive(replied);
  await city.call('evidence.attach', { id: second, paths: [scan] });
  await city.call('record.edit', { id: second, changes: [{ field: 'leader', value: '新负责人' }] });
  await city.call('record.delete', { ids: [third], reason: '终止' });
  const { comments } = await city.call('comment.list', { state: 'open' });
  for (const { thread } of comments) await city.call('comment.answer', { thread, text: '已补充。' });
  await addProjects(city, 4);
  const filing = await file(city, base);
  await province.call('record.edit', { id: second, changes: [{ field: 'leader', value: '省厅更正' }] });
  await province.call('review.decide', { ids: [third], verdict: 'accept', fields: [] });
  const reply = (await province.call('reply.write', { to: ['370200'], folder: base })).packages[0]?.file ?? '';
  const baseline = (await province.call('baseline.write', { folder: base })).file;
  province.close();
  city.close();
  const samples = [
    await readSample(scratch, '报送', filing, city, province),
    await readSample(scratch, '批复', reply, province, city),
    await readSample(scratch, '下发', baseline, province, city),
  ];
  return { samples, scratch, folders: new Map([province, city].map((office) => [office.code, office.folder])) };
}

async function readSample(
  scratch: string,
  name: string,
  file: string,
  from: TestOffice,
  to: TestOffice,
): Promise<Sample> {
  const [identity = ''] = secretKeysOf(to.folder).ageIdentities;
  const [signer] = secretKeysOf(from.folder).signers;
  if (!signer) throw new Error('no key');
  const opened = await openPackage(file, { identities: [identity], tempDir: scratch });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const { manifest } = opened.package;
  const payload: Record<string, Buffer> = {};
  for (const { path: entry } of opened.package.entries())
    payload[entry] = await collect(opened.package.openEntry(entry) as AsyncIterable<Uint8Array>);
  await opened.package.close();
  const recipient = await ageRecipientOf(identity);
  const { zip, sealed } = await bothForms(file, identity, recipient);
  const bare = path.join(scratch, 'bare.zip');
  writeFileSync(bare, zip);
  const entries = await unpackBag(bare);
  rmSync(bare);
  return { name, receiver: to.code, zip, sealed, entries, payload, manifest, signer, recipient };
}

async function bothForms(file: string, identity: string, recipient: string): Promise<{ zip: Buffer; sealed: Buffer }> {
  const bytes = readFileSync(file);
  const once = async function* (content: Buffer) {
    yield content;
  };
  if (looksLikeAge(bytes)) return { zip: await collect(decryptAge(once(bytes), [identity])), sealed: bytes };
  return { zip: bytes, sealed: await collect(encryptAge(once(bytes), [recipient])) };
}

/** One office's workspace as the core holds it. */
export class OpenOffice {
  readonly workspace: Session['workspace'];
  /** Of every table, before any case; each case is rolled back to it. */
  readonly digests: ReadonlyMap<string, string>;
  private current: Session;
  private mark: number;

  private constructor(workspace: Session['workspace']) {
    this.workspace = workspace;
    this.current = openSession(workspace);
    this.mark = this.totalChanges();
    this.digests = tableDigests(workspace.database);
  }

  static async open(world: World, code: string): Promise<OpenOffice> {
    const folder = world.folders.get(code) ?? '';
    const environment = new TestEnvironment(path.join(world.scratch, `user-${code}`), '2020-07-05T01:00:00Z', 5);
    const workspace = await openWorkspace(folder, { environment, migrationsDir: MIGRATIONS, onChanged: () => {} });
    return new OpenOffice(workspace);
  }

  /** The session for a case; a new one when the former wrote something that was rolled back, so that nothing of it is remembered. */
  session(): Session {
    if (this.writtenSince > 0) this.current = openSession(this.workspace);
    this.mark = this.totalChanges();
    return this.current;
  }

  /** How many rows were written since the session was given. */
  get writtenSince(): number {
    return this.totalChanges() - this.mark;
  }

  private totalChanges(): number {
    return this.workspace.database.prepare('SELECT total_changes()').pluck().get() as number;
  }

  close(): void {
    closeWorkspace(this.workspace);
  }
}
