import type { SimilarReason } from './similar-pairs.ts';

const REASONS: Readonly<Record<SimilarReason, string>> = {
  number: '编号相同',
  name: '名称相同',
  'unit-and-name': '单位相同，名称相近',
};

/** Why two records are likely one, as people read it. */
export function reasonLabel(reason: SimilarReason): string {
  return REASONS[reason];
}
