import { AppError } from '../../../shared/errors.ts';
import type { Settings } from '../workspace/settings.ts';

/**
 * 报送机: of the machines of one office one alone files, so that its packages have one row of numbers. Who files is handed over by a
 * full package; where two file all the same, the receiver sees the fork.
 */
export function filesHere(settings: Settings): boolean {
  return settings.get('files_here') !== '0';
}

/** `FILED_ELSEWHERE` where another machine of this office files. */
export function requireFilesHere(settings: Settings): void {
  if (!filesHere(settings))
    throw new AppError(
      'FILED_ELSEWHERE',
      '本单位由另一台机器报送，本机不能传出。请把本机的全量包交给那台机器传出；改由本机报送的，请那台机器传出“移交报送”的全量包，那台机器已不能用时可在设置中改定。',
    );
}
