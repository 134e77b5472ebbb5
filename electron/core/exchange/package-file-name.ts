import { filingSequence } from '../../../shared/exchange/package-part.ts';
import type { SentPackage } from './sent-packages.ts';

/** Where the cover sheet of a package lies: beside its file, one for all its parts. */
export function coverFileOf(file: string): string {
  return file.replace(/(_part\d+of\d+)?\.tzb$/, '_cover.html');
}

/** `370200_2020Q2_0006.tzb`, `370200_2020Q2_0006_part1of3.tzb`: plain letters, so that every medium and program takes it. */
export function packageFileName(sent: SentPackage): string {
  const { from, part } = sent.manifest;
  const number = String(filingSequence(sent.manifest)).padStart(4, '0');
  const sequence = part ? `${number}_part${part.number}of${part.of}` : number;
  if (sent.kind === 'full') return `${from}_full_${sent.manifest.full?.replica ?? ''}_${sequence}.tzb`;
  if (sent.kind === 'baseline') return `${from}_baseline_${sequence}.tzb`;
  if (sent.kind === 'withdrawal') return `${from}_${sent.period ?? 'all'}_withdrawal_${sequence}.tzb`;
  if (sent.kind === 'reply') return `${from}_${sent.to}_reply_${sequence}.tzb`;
  return `${from}_${sent.period ?? 'all'}_${sequence}.tzb`;
}
