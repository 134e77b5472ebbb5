import type { RecordState } from '../contract/shapes.ts';

/** What officers call the states of a record. */
export const STATE_LABELS: Readonly<Record<RecordState, string>> = {
  draft: '草稿',
  submitted: '已报送',
  accepted: '已通过',
  returned: '已退回',
  withdrawn: '已撤回',
};
