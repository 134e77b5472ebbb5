import { expect, test } from 'vitest';
import { dueText } from '../../../renderer/features/home/due-text.ts';
import { filingSentence, homeHeading } from '../../../renderer/features/home/home-heading.ts';
import type { Todo } from '../../../renderer/features/home/todo-target.ts';

const item = (kind: Todo['kind'], count = 1): Todo => ({ kind, count, title: '', detail: '', parts: [] });
const filed = { sequence: 2, at: '2020-07-04T01:00:00Z' };

test('the heading says how the period stands', () => {
  const todo = [item('returned'), item('error', 3), item('backup')];
  const beforeLedger = false;
  expect(homeHeading('第 2 季度', { todo, filed: null, daysLeft: 6, beforeLedger })).toBe('第 2 季度还差两步');
  expect(homeHeading('上半年', { todo, filed: null, daysLeft: -1, beforeLedger })).toBe('上半年已逾期，还差两步');
  expect(homeHeading('2020 年度', { todo: [], filed: null, daysLeft: 0, beforeLedger })).toBe('2020 年度可以报送');
  expect(homeHeading('第 2 季度', { todo: [], filed, daysLeft: -9, beforeLedger })).toBe('第 2 季度已经报送');
});

test('after the filing the heading counts what is listed below it', () => {
  const todo = [item('returned'), item('error', 3), item('backup')];
  expect(homeHeading('第 2 季度', { todo, filed, daysLeft: 3, beforeLedger: false })).toBe(
    '第 2 季度已报送，还有三件事',
  );
});

test('a period that had ended before the ledger was begun is not called late', () => {
  const home = { todo: [item('error')], filed: null, daysLeft: -1800, beforeLedger: true };
  expect(homeHeading('第 4 季度', home)).toBe('第 4 季度还差一步');
  expect(dueText('2022-01-10', -1800, true)).toBe(
    '报送截止 2022 年 1 月 10 日，在建台账以前，不算逾期，需要时可以补报',
  );
  expect(dueText('2022-01-10', -1800)).toBe('报送截止 2022 年 1 月 10 日，早已过期');
  expect(dueText('2022-01-10', -3)).toBe('报送截止 1 月 10 日，已过 3 天');
});

test('the filing says what stands in its way', () => {
  expect(filingSentence([item('error', 3), item('warning', 8)])).toBe('改正 3 处错误、说明 8 处警示后即可传出');
  expect(filingSentence([item('baseline'), item('error')])).toBe('装入下发包后才能传出');
  expect(filingSentence([item('narrative', 5)])).toBe('没有错误，警示均已说明，可以传出');
});
