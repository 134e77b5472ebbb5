import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { OpenedPackage } from '../package/package-reader.ts';
import { PackageRefusal } from '../package/package-refusal.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { openKeyFile, readKeyFile, signerFor } from '../workspace/key-file.ts';
import { GOVERNING, type GoverningSetting } from '../workspace/settings.ts';
import {
  CARRIED_SETTINGS,
  type FullContent,
  fullOfficeSchema,
  fullReceivedSchema,
  fullSentSchema,
  KEYS_FILE,
  OFFICE_FILE,
  RECEIVED_FILE,
  SENT_FILE,
} from './full-package.ts';
import { OfficeKeys } from './office-keys.ts';
import { ReceivedPackages } from './received-packages.ts';
import { SentPackages } from './sent-packages.ts';

/**
 * Takes over what a full package of another machine of this office tells besides records and facts: its registers of packages, the
 * keys it knows, and, from the machine that files, what governs the ledger.
 */
export function takeFull(session: Session, work: UnitOfWork, manifest: PackageManifest, content: FullContent): void {
  const { workspace } = session;
  const { database, settings } = workspace;
  const fresh =
    database.prepare('SELECT 1 FROM sent_package UNION ALL SELECT 1 FROM received_package').get() === undefined;
  const sent = new SentPackages(database);
  for (const one of content.sent) sent.keepElsewhere(one);
  const received = new ReceivedPackages(database);
  for (const one of content.received) received.keepElsewhere(one);
  const keys = new OfficeKeys(database);
  for (const key of content.office.officeKeys) keys.unite(key);
  const files = manifest.full?.files === true;
  if (files || fresh) takeSettings(session, work, content.office.settings);
  if (manifest.full?.handsOver) settings.set('files_here', 1);
  else if (fresh && files) settings.set('files_here', 0);
  work.tell('keys');
  work.tell('workspace');
}

function takeSettings(session: Session, work: UnitOfWork, given: Readonly<Record<string, string | null>>): void {
  const { settings } = session.workspace;
  for (const name of GOVERNING) if (given[name] !== undefined) work.govern(name, given[name]);
  for (const name of CARRIED_SETTINGS) {
    const value = given[name];
    if (!isGoverning(name) && value !== undefined && value !== null) settings.set(name, value);
  }
  session.ledger.checks.reload();
}

function isGoverning(name: (typeof CARRIED_SETTINGS)[number]): name is GoverningSetting {
  return (GOVERNING as readonly string[]).includes(name);
}

/** Reads what a full package tells besides records and facts. Throws FORMAT_INVALID. */
export async function readFullContent(opened: OpenedPackage): Promise<FullContent> {
  const parsed = async <T>(path: string, schema: { parse: (given: unknown) => T }): Promise<T[]> => {
    const found: T[] = [];
    if (opened.has(`data/${path}`))
      for await (const line of opened.readLines(`data/${path}`)) found.push(schema.parse(line));
    return found;
  };
  try {
    const [office] = await parsed(OFFICE_FILE, fullOfficeSchema);
    if (!office) throw new PackageRefusal('FORMAT_INVALID', OFFICE_FILE);
    return {
      office,
      sent: await parsed(SENT_FILE, fullSentSchema),
      received: await parsed(RECEIVED_FILE, fullReceivedSchema),
    };
  } catch (error) {
    if (error instanceof z.ZodError)
      throw new PackageRefusal('FORMAT_INVALID', `${OFFICE_FILE} ${error.issues[0]?.path.join('.') ?? ''}`.trim());
    throw error;
  }
}

/**
 * The private keys in a full package, opened by its passphrase. Errors: `BACKUP_INVALID` where it holds none, `PASSPHRASE_WRONG`.
 */
export async function readFullKeys(
  opened: OpenedPackage,
  passphrase: string,
): Promise<{ sealed: string; plain: string }> {
  if (opened.manifest.kind !== 'full' || !opened.has(`data/${KEYS_FILE}`))
    throw new AppError(
      'BACKUP_INVALID',
      '这个文件不是设有口令的全量包，不能恢复到新机器。请在原来的机器上选“搬到新机器”重新传出。',
    );
  const chunks: Buffer[] = [];
  for await (const chunk of opened.openEntry(`data/${KEYS_FILE}`)) chunks.push(chunk as Buffer);
  const sealed = Buffer.concat(chunks).toString('utf8');
  const plain = await openKeyFile(sealed, passphrase);
  const signs = plain !== null && signerFor(readKeyFile(plain), opened.manifest.keys.minisignPublicKey) !== undefined;
  if (!signs) throw new AppError('BACKUP_INVALID', '全量包里的密钥与包的签名不符，没有恢复任何内容。请重新传出一份。');
  return { sealed, plain };
}
