import type { CallOutput } from '../../shared/contract/contract.ts';
import { REGISTERS } from '../../shared/registers/registers.ts';
import type { OfficeWords } from '../parts/office-words.ts';
import type { PageId, PageParams } from './navigation.ts';

export type Counts = CallOutput<'overview.counts'>;

export interface RailEntry {
  readonly page: PageId;
  readonly params?: PageParams;
  readonly label: string;
  readonly count?: string;
  /** The count wants action. */
  readonly urgent?: boolean;
}

export interface RailGroup {
  readonly label: string | null;
  readonly entries: readonly RailEntry[];
}

function waiting(count: number | undefined): Pick<RailEntry, 'count' | 'urgent'> {
  return count ? { count: count.toLocaleString('zh-CN'), urgent: true } : {};
}

function quiet(count: number | undefined): Pick<RailEntry, 'count'> {
  return count ? { count: count.toLocaleString('zh-CN') } : {};
}

function registerEntries(counts: Counts | undefined): RailEntry[] {
  return REGISTERS.map((register) => ({
    page: 'register',
    params: { register: register.id },
    label: register.label,
    ...quiet(counts?.registers[register.id]),
  }));
}

/** What a city does for the offices that file to it, where there are any. */
function belowEntries(counts: Counts | undefined): RailEntry[] {
  return [
    { page: 'receive', label: '收件', ...waiting(counts?.pendingPackages) },
    { page: 'review', label: '审核', ...waiting(counts?.toReview) },
    { page: 'duplicate', label: '跨单位重复', ...waiting(counts?.duplicates) },
    { page: 'reply', label: '批复下级', ...quiet(counts?.repliesDue) },
    { page: 'office-keys', label: '单位与密钥' },
  ];
}

function cityGroups(counts: Counts | undefined, receives: boolean): RailGroup[] {
  const inbox = counts ? counts.returned + counts.openComments : 0;
  return [
    { label: null, entries: [{ page: 'home', label: '首页' }] },
    {
      label: '台账',
      entries: [...registerEntries(counts), { page: 'similar', label: '查重合并' }, { page: 'carry', label: '结转' }],
    },
    {
      label: '报送',
      entries: [
        {
          page: 'narrative',
          label: '任务进展',
          ...(counts ? { count: `${counts.narrativesWritten}/${counts.narrativesDue}` } : {}),
        },
        { page: 'check', label: '校验', ...waiting(counts?.errors) },
        { page: 'filing', label: '报送', count: '本期' },
        { page: 'reply-inbox', label: '批复与意见', ...waiting(inbox) },
        ...(counts && counts.conflicts > 0
          ? [{ page: 'conflict' as const, label: '冲突', ...waiting(counts.conflicts) }]
          : []),
      ],
    },
    ...(receives ? [{ label: '下级填报', entries: belowEntries(counts) }] : []),
    {
      label: '查看',
      entries: [
        { page: 'indicator', label: '指标' },
        { page: 'settings', label: '设置' },
      ],
    },
  ];
}

function provinceGroups(counts: Counts | undefined): RailGroup[] {
  return [
    { label: null, entries: [{ page: 'home', label: '首页' }] },
    {
      label: '收与审',
      entries: [
        { page: 'receive', label: '收件', ...waiting(counts?.pendingPackages) },
        { page: 'review', label: '审核', ...waiting(counts?.toReview) },
        { page: 'conflict', label: '冲突', ...quiet(counts?.conflicts) },
        { page: 'duplicate', label: '跨市重复', ...waiting(counts?.duplicates) },
        { page: 'check', label: '校验' },
        { page: 'reply', label: '批复', ...quiet(counts?.repliesDue) },
      ],
    },
    { label: '台账', entries: registerEntries(counts) },
    {
      label: '汇总',
      entries: [
        { page: 'indicator', label: '指标' },
        { page: 'report', label: '报告' },
      ],
    },
    {
      label: '管理',
      entries: [
        { page: 'plan', label: '计划与目标' },
        { page: 'rule', label: '校验规则' },
        { page: 'office-keys', label: '单位与密钥' },
        { page: 'settings', label: '设置' },
      ],
    },
  ];
}

/** The rail of an office: by what its officers do. */
export function railGroups(
  { files, receives }: Pick<OfficeWords, 'files' | 'receives'>,
  counts: Counts | undefined,
): readonly RailGroup[] {
  return files ? cityGroups(counts, receives) : provinceGroups(counts);
}
