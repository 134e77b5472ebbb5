import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { filingSequence, missingText } from '../../../shared/exchange/package-part.ts';
import { periodShort } from '../../../shared/period/period.ts';
import { officeName } from '../../parts/office-name.ts';
import type { Tone } from '../../parts/tone.ts';

export interface VerdictChip {
  readonly tone: Tone;
  readonly sign: string;
  readonly text: string;
}

const KINDS = { submission: '报送', withdrawal: '撤回', reply: '批复', baseline: '下发', full: '全量' } as const;

/** Who sent a package, as officers say it: 青岛市, 省科技厅; null where the file could not be read. */
export function senderName(pack: DeskPackage): string | null {
  if (pack.from === null) return pack.fromName;
  if (pack.from.endsWith('0000')) return '省科技厅';
  const name = officeName(pack.from);
  return name === pack.from ? pack.fromName : name;
}

/** What a package is called on the desk: 「青岛市 第 2 季度 第 6 号包」; the file's name where it could not be read. */
export function packageTitle(pack: DeskPackage | Pick<DeskPackage, 'file'>): string {
  if (!('stage' in pack)) return fileName(pack.file);
  const sender = senderName(pack);
  if (!sender || pack.sequence === null) return fileName(pack.file);
  const period = pack.period ? ` ${periodShort(pack.period)}` : '';
  const kind = pack.kind && pack.kind !== 'submission' ? ` ${KINDS[pack.kind]}` : '';
  const number = filingSequence({ sequence: pack.sequence, part: pack.parts ? null : pack.part });
  const part = pack.part && !pack.parts ? `第 ${pack.part.number} 部分` : '';
  return `${sender}${period}${kind} 第 ${number} 号包${part}`;
}

/** The last part of a path, Windows or not. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** What was found out about a package, in the order in which it is looked at: genuine, complete, in turn, key. */
export function verdictChips(pack: DeskPackage): readonly VerdictChip[] {
  if (pack.outcome === 'refused' && pack.fingerprint === null) return [{ tone: 'red', sign: '✕', text: '不能收下' }];
  const chips: VerdictChip[] = [
    pack.genuine && pack.keyState === 'changed'
      ? { tone: 'amber', sign: '?', text: '签名的密钥不明' }
      : pack.genuine
        ? { tone: 'green', sign: '✓', text: '签名属实' }
        : { tone: 'red', sign: '✕', text: '签名不符' },
    pack.complete ? { tone: 'green', sign: '✓', text: '完整' } : { tone: 'red', sign: '✕', text: '不完整' },
  ];
  if (pack.takenBack) chips.push({ tone: 'amber', sign: '↩', text: '已撤回' });
  const turn = turnChip(pack);
  if (turn) chips.push(turn);
  const { parts } = pack;
  if (parts && parts.missing.length > 0)
    chips.push({ tone: 'amber', sign: '!', text: missingText(parts.of, parts.missing) });
  else if (parts) chips.push({ tone: 'green', sign: '✓', text: `${parts.of} 部分齐全` });
  if (pack.supplement) chips.push({ tone: 'grey', sign: '+', text: '补报' });
  if (pack.keyState === 'unconfirmed') chips.push({ tone: 'amber', sign: '?', text: '密钥待确认' });
  if (pack.keyState === 'succeeded') chips.push({ tone: 'amber', sign: '?', text: '密钥已更换，由旧密钥签名' });
  if (pack.keyState === 'changed') chips.push({ tone: 'red', sign: '✕', text: '密钥已变' });
  return chips;
}

function turnChip(pack: DeskPackage): VerdictChip | null {
  if (pack.outcome === 'undone') return { tone: 'grey', sign: '↩', text: '装入已撤销' };
  if (pack.outcome === 'unchanged') return { tone: 'grey', sign: '=', text: '装过，没有新内容' };
  if (pack.outcome === 'declined') return { tone: 'red', sign: '↩', text: '已拒收' };
  if (pack.outcome === 'received') return { tone: 'green', sign: '✓', text: '已装入' };
  if (pack.sequence === null || pack.outcome === 'refused') return null;
  if (pack.problems.some((problem) => problem.code === 'CHAIN_REPLAY')) {
    return { tone: 'grey', sign: '=', text: '装过，没有新内容' };
  }
  const warning = pack.problems.find(({ code }) => code.startsWith('CHAIN_') && code !== 'CHAIN_PART_MISSING');
  if (warning) return { tone: 'amber', sign: '!', text: `第 ${pack.sequence} 号，前后不连续` };
  if (pack.sequence === 1) return { tone: 'green', sign: '✓', text: '首个包' };
  return { tone: 'green', sign: '✓', text: `接续第 ${pack.sequence - 1} 号` };
}

/** How many records taking the package would touch. */
export function changeCount(pack: DeskPackage): number {
  const { new: added, changed, parallel, conflict, deletedButEdited } = pack.classes;
  return added + changed + parallel + conflict + deletedButEdited;
}

/** What became of a package that was taken into the ledger, by its kind. */
export function takenSentence({ kind }: Pick<DeskPackage, 'kind'>): string {
  if (kind === 'submission') return '这个包的变化已写入台账，逐条的前后对照在审核里。';
  if (kind === 'withdrawal') return '撤回已记入台账：还没有审核的各条不再等着审核，审核过的不变。';
  if (kind === 'reply') return '这个包已写入台账，退回的记录和意见已放到对应字段。';
  return '这个包已写入台账。';
}

/** Whether an officer can still decide of the package: take, hold or decline it. */
export function canWait({ outcome }: DeskPackage): boolean {
  return outcome === 'pending' || outcome === 'held' || outcome === 'declined';
}

/** Whether the package may be taken as it stands; `confirmed` says that its key was compared with the cover sheet. */
export function mayTake(pack: DeskPackage, confirmed = false): boolean {
  if (!canWait(pack) || !pack.genuine || !pack.complete) return false;
  return pack.keyState === 'confirmed' || pack.keyState === 'none' || confirmed;
}
