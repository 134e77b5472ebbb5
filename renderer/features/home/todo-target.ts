import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { PageId, PageParams } from '../../app/navigation.ts';

export type Todo = CallOutput<'overview.home'>['todo'][number];
export type TodoTone = 'red' | 'amber' | 'grey' | 'violet' | 'blue';

interface TodoTarget {
  readonly action: string;
  readonly page: PageId;
  readonly params?: PageParams;
  readonly tone: TodoTone;
  /** Must be dealt with before the filing. */
  readonly pressing: boolean;
}

/** What each kind of thing to do leads to, and how urgent it is. */
export const TODO_TARGETS: Readonly<Record<Todo['kind'], TodoTarget>> = {
  returned: { action: '逐条处理', page: 'reply-inbox', tone: 'red', pressing: true },
  comment: { action: '去答复', page: 'reply-inbox', tone: 'red', pressing: true },
  conflict: { action: '去处理', page: 'conflict', tone: 'violet', pressing: true },
  error: { action: '查看', page: 'check', params: { severity: 'error' }, tone: 'red', pressing: true },
  warning: { action: '填写说明', page: 'check', params: { severity: 'warning' }, tone: 'amber', pressing: true },
  narrative: { action: '去填写', page: 'narrative', tone: 'grey', pressing: true },
  empty: { action: '导入表格', page: 'import', params: { register: 'project' }, tone: 'grey', pressing: false },
  baseline: {
    action: '装入下发文件',
    page: 'settings',
    params: { section: 'baseline' },
    tone: 'amber',
    pressing: true,
  },
  receive: { action: '去收件', page: 'receive', tone: 'blue', pressing: false },
  review: { action: '去审核', page: 'review', tone: 'red', pressing: true },
  objection: { action: '去处理', page: 'review', params: { mark: 'objected' }, tone: 'violet', pressing: false },
  reply: { action: '写批复', page: 'reply', tone: 'blue', pressing: false },
  duplicate: { action: '去核对', page: 'duplicate', tone: 'amber', pressing: false },
  backup: { action: '去备份', page: 'settings', params: { section: 'backup' }, tone: 'amber', pressing: false },
  unsent: { action: '去下发', page: 'office-keys', tone: 'blue', pressing: false },
  late: { action: '查看', page: 'receive', tone: 'amber', pressing: false },
};
