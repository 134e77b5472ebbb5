import { daysBetween } from './partial-date.ts';

/** Backups older than this many days are told of. */
const BACKUP_DAYS = 7;

/** Whether the last backup, made on the ISO day `madeOn`, leaves more than a week's work on this one machine. */
export function isBackupOld(madeOn: string, today: string): boolean {
  return daysBetween(madeOn, today) > BACKUP_DAYS;
}
