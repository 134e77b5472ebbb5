import { expect, test } from 'vitest';
import { recordsQuestion, recordsTitle } from '../../../renderer/features/indicator/selection.ts';

const row = {
  key: 'T2.a.2020',
  indicator: { id: 'T2.a', name: '重大科技创新工程', unit: '项' } as never,
  year: 2020,
  label: 'T2.a 重大科技创新工程 2020',
  counts: { accepted: 31, submitted: 44, reported: 49 },
  target: 50,
};

test('a number asks for the very records it counts', () => {
  expect(recordsQuestion(row, 'accepted', null)).toEqual({ indicator: 'T2.a', count: 'accepted', year: 2020 });
  expect(recordsQuestion(row, 'reported', { by: 'year', key: '2019', label: '2019 年' })).toMatchObject({ year: 2019 });
  expect(recordsQuestion(row, 'accepted', null, '2020Q2')).toMatchObject({ year: 2020, asOf: '2020Q2' });
  // The map and the fields are drawn over all years, so their lists are too.
  const city = { by: 'city' as const, key: '370200', label: '青岛市' };
  expect(recordsQuestion(row, 'accepted', city)).toEqual({ indicator: 'T2.a', count: 'accepted', owner: '370200' });
  expect(recordsTitle(row, city, 24)).toBe('青岛市的 24 项');
  expect(recordsTitle(row, null, 31)).toBe('T2.a 重大科技创新工程 2020，31 项');
});
