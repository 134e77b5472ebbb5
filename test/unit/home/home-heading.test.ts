import { expect, test } from 'vitest';
import { filingSentence, homeHeading } from '../../../renderer/features/home/home-heading.ts';
import type { Todo } from '../../../renderer/features/home/todo-target.ts';

const item = (kind: Todo['kind'], count = 1): Todo => ({ kind, count, title: '', detail: '', parts: [] });
const filed = { sequence: 2, at: '2020-07-04T01:00:00Z' };

test('the heading says how the period stands', () => {
  const todo = [item('returned'), item('error', 3), item('backup')];
  expect(homeHeading('第 2 季度', { todo, filed: null, daysLeft: 6 })).toBe('第 2 季度还差两步');
  expect(homeHeading('上半年', { todo, filed: null, daysLeft: -1 })).toBe('上半年已逾期，还差两步');
  expect(homeHeading('2020 年度', { todo: [], filed: null, daysLeft: 0 })).toBe('2020 年度可以报送');
  expect(homeHeading('第 2 季度', { todo: [item('backup')], filed, daysLeft: -9 })).toBe('第 2 季度已经报送');
  expect(homeHeading('第 2 季度', { todo, filed, daysLeft: 3 })).toBe('第 2 季度已报送，还有两件事');
});

test('the filing says what stands in its way', () => {
  expect(filingSentence([item('error', 3), item('warning', 8)])).toBe('改正 3 处错误、说明 8 处警示后即可传出');
  expect(filingSentence([item('baseline'), item('error')])).toBe('装入省厅的下发包后才能传出');
  expect(filingSentence([item('narrative', 5)])).toBe('没有错误，警示均已说明，可以传出');
});
