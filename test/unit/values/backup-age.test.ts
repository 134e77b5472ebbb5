import { expect, it } from 'vitest';
import { isBackupOld } from '../../../shared/values/backup-age.ts';

it('calls a backup old after a week', () => {
  expect(isBackupOld('2020-07-01', '2020-07-08')).toBe(false);
  expect(isBackupOld('2020-07-01', '2020-07-09')).toBe(true);
});
