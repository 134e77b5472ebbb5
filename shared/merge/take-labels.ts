import type { ConflictTake } from '../contract/conflict-calls.ts';

/** What a rule for settling conflicts is called at an office: the province has cities before it, a city the province. */
export function takeLabel(take: ConflictTake, atProvince: boolean, other = atProvince ? '市局' : '省厅'): string {
  switch (take) {
    case 'ours':
      return atProvince ? '全部取省厅的值' : '全部取本单位的值';
    case 'theirs':
      return `全部取${other}的值`;
    case 'latest':
      return '全部取最近一次修改';
    case 'keep':
      return '撤回与修改并存的全部保留';
  }
}
