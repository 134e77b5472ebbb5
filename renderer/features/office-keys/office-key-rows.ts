import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { Tone } from '../../parts/tone.ts';

type OfficeKey = CallOutput<'office-key.list'>['keys'][number];

export interface OfficeKeyRow {
  readonly office: string;
  readonly name: string;
  /** The one that waits to be confirmed in place of another, or else the one in use. */
  readonly key: OfficeKey | null;
  /** Those that the office gave up. */
  readonly former: readonly OfficeKey[];
}

function isClaimed(key: OfficeKey): boolean {
  return key.state === 'changed' || key.state === 'succeeded';
}

/** The offices that packages are exchanged with, each with its key where one is known; those that want a look first. */
export function officeKeyRows(
  keys: readonly OfficeKey[],
  offices: readonly { readonly code: string; readonly name: string }[],
): readonly OfficeKeyRow[] {
  const rows = offices.map(({ code, name }) => {
    const own = keys.filter((key) => key.office === code);
    return {
      office: code,
      name,
      key: own.find(isClaimed) ?? own.findLast((key) => key.endedAt === null) ?? null,
      former: own.filter((key) => key.endedAt !== null),
    };
  });
  return rows.sort((a, b) => urgency(a) - urgency(b) || a.office.localeCompare(b.office));
}

function urgency(row: OfficeKeyRow): number {
  if (row.key && isClaimed(row.key)) return 0;
  return row.key?.state === 'unconfirmed' ? 1 : 2;
}

export const KEY_STATES: Readonly<Record<OfficeKey['state'] | 'none', { tone: Tone; sign: string; text: string }>> = {
  confirmed: { tone: 'green', sign: '✓', text: '已确认' },
  unconfirmed: { tone: 'amber', sign: '?', text: '待确认' },
  succeeded: { tone: 'amber', sign: '?', text: '已更换，待确认' },
  changed: { tone: 'red', sign: '!', text: '已更换，待核实' },
  none: { tone: 'grey', sign: '', text: '还没有' },
};
