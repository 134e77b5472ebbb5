import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';

/** Whether LibreOffice is at hand; where it is not, its tests have nothing to ask. */
export const hasLibreOffice = ((): boolean => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Lets LibreOffice open a file and save it in another format, and gives the new file's path. */
export function saveAs(path: string, format: string): string {
  const profile = mkdtempSync(join(tmpdir(), 'taizhang-office-'));
  const folder = mkdtempSync(join(dirname(path), 'saved-'));
  try {
    execFileSync(
      'soffice',
      [`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', format, '--outdir', folder, path],
      { stdio: 'ignore', timeout: 120_000 },
    );
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  const [extension = format] = format.split(':');
  const target = join(dirname(path), `${basename(path, extname(path))}-${basename(folder)}.${extension}`);
  renameSync(join(folder, `${basename(path, extname(path))}.${extension}`), target);
  return target;
}
