import type { PackageManifest } from './package-manifest.ts';

/** Which of the packages of one filing that was split a package is. */
export type PackagePart = NonNullable<PackageManifest['part']>;

interface PartOfSequence {
  readonly kind: string;
  readonly from: string;
  readonly sequence: number;
  readonly part?: PackagePart | null | undefined;
}

/** The number of a filing: of one that was split that of its first part. */
export function filingSequence({ sequence, part }: Pick<PartOfSequence, 'sequence' | 'part'>): number {
  return part ? sequence - part.number + 1 : sequence;
}

/** What the parts of one filing, and no other package, have in common; null for a package that was not split. */
export function filingKey(one: PartOfSequence): string | null {
  const { kind, from, part } = one;
  return part ? `${from}/${kind}/${part.id}/${filingSequence(one)}/${part.of}` : null;
}

/** The numbers that are not among those given, of parts counted from 1. */
export function missingParts(of: number, here: Iterable<number>): number[] {
  const found = new Set(here);
  return Array.from({ length: of }, (_, index) => index + 1).filter((number) => !found.has(number));
}

/** Parts named in a line, 「第 1、3—5 部分」. */
export function partsText(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  const told = runs.flatMap(([from, to]) => (to === from + 1 ? [from, to] : [from === to ? from : `${from}—${to}`]));
  return `第 ${told.join('、')} 部分`;
}

/** 「缺第 2 部分（共 3 部分）」. */
export function missingText(of: number, missing: readonly number[]): string {
  return `缺${partsText(missing)}（共 ${of} 部分）`;
}
