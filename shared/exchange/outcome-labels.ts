/** What the receiving desk says of a package in a word, in the order in which a list of them is sorted. */
export const OUTCOME_LABELS = {
  received: '已装入',
  unchanged: '无新内容',
  pending: '待装入',
  held: '暂存',
  declined: '已拒收',
  refused: '不能收下',
  undone: '已撤销',
} as const;
