import { expect, test } from 'vitest';
import { loadOfficeReadings, officeChoices, officesLike } from '../../../renderer/features/first-run/office-choices.ts';

test('an office is found by its characters, its pinyin, their initials and its code', async () => {
  const readings = await loadOfficeReadings();
  const found = (typed: string) => officesLike(typed, readings).map((one) => one.value);
  for (const typed of ['青', 'qd', 'QD', 'qingdao', 'qing dao', '3702']) expect(found(typed)[0]).toBe('370200');
  // Counties and zones are found by their own names, their city's and their codes.
  for (const typed of ['市南区', 'snq', 'shinanqu', '370202']) expect(found(typed)).toContain('370202');
  expect(found('370202')).toEqual(['370202']);
  expect(found('jn').slice(0, 2)).toEqual(['370100', '370800']);
  expect(found('jinan')[0]).toBe('370100');
  expect(found('sd')[0]).toBe('370000');
  expect(found('')).toHaveLength(17);
  expect(found('青岛市科学技术局')).toEqual(officeChoices.map((one) => one.value));
  expect(found('上海')).toEqual([]);
  expect(officesLike('青', new Map()).map((one) => one.value)[0]).toBe('370200');
});
