import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { missingParts, missingText } from '../../../shared/exchange/package-part.ts';
import { removeLog } from '../database/database.ts';
import { type OpenedPackage, openPackage } from '../package/package-reader.ts';
import { openSession } from '../session.ts';
import { closeWorkspace, createWorkspace, DATABASE_FILE, type OpenOptions } from '../workspace/open-workspace.ts';
import { examinePackage } from './examine.ts';
import type { FullContent } from './full-package.ts';
import { receiveStaged } from './receive.ts';
import { readFullContent, readFullKeys } from './receive-full.ts';
import { stagingFolderOf } from './waiting-packages.ts';

export interface FullRestoring {
  readonly file: string;
  readonly folder: string;
  readonly passphrase: string;
}

/**
 * Makes a workspace in a folder from a full package under a passphrase, with everything it holds and the office's keys. Whole or not
 * at all; of one in parts all of them. Errors: `WORKSPACE_EXISTS`, `PASSPHRASE_WRONG`, `BACKUP_INVALID`, `PACKAGE_REFUSED`, `PLAN_UNKNOWN`, `FILE_MISSING`.
 */
export async function restoreFull({ file, folder, passphrase }: FullRestoring, options: OpenOptions): Promise<void> {
  if (existsSync(path.join(folder, DATABASE_FILE)))
    throw new AppError('WORKSPACE_EXISTS', '这个文件夹里已有台账，不会覆盖它。请恢复到另一个空文件夹。');
  const isNew = !existsSync(folder);
  const staging = stagingFolderOf(folder);
  mkdirSync(staging, { recursive: true });
  try {
    const opened = await openSealed(file, staging, passphrase);
    let content: FullContent;
    let keys: { sealed: string; plain: string };
    const { manifest } = opened;
    try {
      keys = await readFullKeys(opened, passphrase);
      content = await readFullContent(opened);
    } finally {
      await opened.close();
    }
    const files = allParts(file, manifest);
    const { office } = content;
    const { baseline, plan_content: planContent, offices } = office.settings;
    const workspace = await createWorkspace(
      {
        folder,
        office: manifest.from,
        officer: manifest.officer,
        plan: manifest.plan,
        moved: {
          planContent: baseline
            ? JSON.stringify((JSON.parse(baseline) as { plan: unknown }).plan)
            : (planContent ?? null),
          ownKeys: office.ownKeys,
          keyFile: office.keysSealed ? keys.sealed : keys.plain,
          offices: offices ? JSON.parse(offices) : [],
        },
      },
      options,
    );
    try {
      if (office.keysSealed) await workspace.keys.unlock(passphrase);
      const session = openSession(workspace);
      const [first, ...others] = files;
      const examine = async (one: string): Promise<string> => {
        const desk = await examinePackage(session, one, { passphrase });
        if (desk.outcome !== 'pending') throw refused(desk.problems[0]?.message);
        return desk.stage;
      };
      const stages: [string, ...string[]] = [await examine(first)];
      for (const one of others) stages.push(await examine(one));
      await receiveStaged(session, stages, { confirmKey: false });
    } finally {
      closeWorkspace(workspace);
    }
  } catch (error) {
    rmSync(path.join(folder, DATABASE_FILE), { force: true });
    removeLog(path.join(folder, DATABASE_FILE));
    if (isNew) rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The files of a full package in parts, which lie beside the one that was chosen under the names they were written with. */
function allParts(file: string, { part }: PackageManifest): readonly [string, ...string[]] {
  if (!part) return [file];
  const nameOf = (number: number) =>
    path.join(path.dirname(file), path.basename(file).replace(/_part\d+of/, `_part${number}of`));
  const others = missingParts(part.of, [part.number]);
  const missing = others.filter((number) => !existsSync(nameOf(number)));
  if (missing.length > 0 || nameOf(part.number) !== file)
    throw new AppError(
      'FILE_MISSING',
      `${missingText(part.of, missing.length > 0 ? missing : others)}。请把各部分放进同一个文件夹，文件名不要改，再选其中任意一个。`,
    );
  return [file, ...others.map(nameOf)];
}

async function openSealed(file: string, tempDir: string, passphrase: string): Promise<OpenedPackage> {
  const result = await openPackage(file, { identities: [], passphrase, tempDir });
  if (result.ok) return result.package;
  if (result.problems.some((problem) => problem.code === 'ENCRYPTION_NOT_FOR_US'))
    throw new AppError('PASSPHRASE_WRONG', '口令不对，或这个包没有设口令。请检查大小写和输入法后再输一次，次数不限。');
  throw refused(result.problems[0]?.message);
}

function refused(message: string | undefined): AppError {
  return new AppError('PACKAGE_REFUSED', message ?? '这个全量包不能使用，没有恢复任何内容。请重新传出一份。');
}
