import type { Triple } from '../../shared/contract/indicator-calls.ts';

/** The three counts of DESIGN §7. */
export type Count = keyof Triple;

/** From the strictest count to the widest; the order of every legend and of every stacked bar. */
export const COUNTS: readonly Count[] = ['accepted', 'submitted', 'reported'];

export const COUNT_LABELS: Readonly<Record<Count, string>> = { accepted: '认定', submitted: '报送', reported: '填报' };

export const COUNT_HELP: Readonly<Record<Count, string>> = {
  accepted: '审核通过的记录，跨市重复的只计一次',
  submitted: '已报送和已通过的记录',
  reported: '在册的全部记录',
};

/** One bar of a chart: what it stands for, its three counts, and its target where there is one. */
export interface CountedRow {
  readonly key: string;
  readonly label: string;
  readonly counts: Triple;
  readonly target: number | null;
}

/**
 * The lengths of the three stacked pieces 认定, 报送 beyond 认定, 填报 beyond 报送. The counts nest, so no piece is negative;
 * should they not (a duplicate counted once), the piece is empty rather than the bar wrong.
 */
export function nestedPieces(counts: Triple): Triple {
  const submitted = Math.max(counts.submitted, counts.accepted);
  return {
    accepted: counts.accepted,
    submitted: submitted - counts.accepted,
    reported: Math.max(counts.reported - submitted, 0),
  };
}

/** 「认定 31，报送 44，填报 49」: the counts of a bar as a sentence, for tooltips and for screen readers. */
export function countSentence(counts: Triple, unit: string): string {
  return COUNTS.map((count) => `${COUNT_LABELS[count]} ${counts[count].toLocaleString('zh-CN')} ${unit}`).join('，');
}
