import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CopyCheck } from '../../../shared/contract/filing-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import { filingSequence } from '../../../shared/exchange/package-part.ts';
import type { Database } from '../database/database.ts';
import type { Session } from '../session.ts';
import type { WorkProgress } from '../work/work-runner.ts';
import { type SentPackage, SentPackages } from './sent-packages.ts';

interface Copy {
  readonly sha256: string;
  readonly package: string;
  readonly bytes: number;
}

/** Remembers a package file that was written, flushed and read back. */
export function rememberCopy(
  database: Database,
  copy: {
    readonly package: string;
    readonly file: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly at: string;
  },
): void {
  database
    .prepare(
      'INSERT INTO written_copy (sha256, package, name, bytes, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    .run(copy.sha256, copy.package, path.basename(copy.file), copy.bytes, copy.at);
}

/** SHA-256 of the files that were written of a package, as they were read back. */
export function copiesOf(database: Database, id: string): readonly string[] {
  return database
    .prepare<[string], string>('SELECT sha256 FROM written_copy WHERE package = ?')
    .pluck()
    .all(id) as string[];
}

/**
 * Reads package files whole, wherever they lie now, and says of each whether it is one that this workspace wrote, byte for byte.
 * `target`: a file, or a folder or drive whose package files are all looked at. Errors: `FILE_MISSING`, `FILE_UNREADABLE`.
 */
export async function checkCopies(session: Session, target: string, progress: WorkProgress): Promise<CopyCheck[]> {
  const files = filesAt(target);
  const total = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const checked: CopyCheck[] = [];
  let done = 0;
  for (const file of files) {
    const digest = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024, signal: progress.signal })) {
        digest.update(chunk as Uint8Array);
        bytes += (chunk as Uint8Array).length;
        progress.report(done + bytes, total);
      }
    } catch (error) {
      if (progress.signal.aborted) throw error;
      throw new AppError(
        'FILE_UNREADABLE',
        `“${path.basename(file)}”读到一半读不下去了。请插好存储介质再核对；仍不行就换一个介质重新写出。`,
      );
    }
    done += bytes;
    checked.push(verdictOn(session, file, digest.digest('hex'), bytes));
  }
  return checked;
}

function filesAt(target: string): readonly string[] {
  const found = statSync(target, { throwIfNoEntry: false });
  if (!found) throw new AppError('FILE_MISSING', '这个位置读不到文件。请插好存放报送包的介质，再选一次。');
  if (!found.isDirectory()) return [target];
  const names = readdirSync(target).filter((name) => /\.tzb$/i.test(name));
  if (names.length === 0)
    throw new AppError('FILE_MISSING', '这里没有报送包（.tzb 文件）。请选存放报送包的介质或文件夹。');
  return names.toSorted().map((name) => path.join(target, name));
}

function verdictOn({ workspace }: Session, file: string, sha256: string, bytes: number): CopyCheck {
  const { database, offices } = workspace;
  const name = path.basename(file);
  const known = database.prepare<[string], Copy>('SELECT * FROM written_copy WHERE sha256 = ?').get(sha256);
  const named = database
    .prepare<[string], Copy>('SELECT * FROM written_copy WHERE name = ? ORDER BY at DESC LIMIT 1')
    .get(name);
  const copy = known ?? named;
  const sent = copy && new SentPackages(database).get(copy.package);
  if (!copy || !sent)
    return {
      file,
      name,
      bytes,
      verdict: 'unknown',
      message: '不是本机传出的包，或传出时没有留下核对记录。',
      ...NOBODY,
    };
  const told = tellOf(sent, sent.to === null ? '各下级单位' : offices.nameOf(sent.to));
  if (known) return { file, name, bytes, verdict: 'intact', message: '与传出时逐字节相同。', ...told };
  const message =
    bytes === copy.bytes
      ? '大小相同，内容与传出时不同，不能交出。请重新写出。'
      : `应为 ${copy.bytes} 字节，这里只读到 ${bytes} 字节，不能交出。请重新写出。`;
  return { file, name, bytes, verdict: 'damaged', message, ...told };
}

const NOBODY = { sequence: null, period: null, toName: null, fingerprint: null };

function tellOf(sent: SentPackage, toName: string) {
  return { sequence: filingSequence(sent.manifest), period: sent.period, toName, fingerprint: sent.fingerprint };
}
