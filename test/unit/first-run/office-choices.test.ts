import { expect, test } from 'vitest';
import { loadOfficeReadings, officeChoices, officesLike } from '../../../renderer/features/first-run/office-choices.ts';

test('an office is found by its characters, its pinyin, their initials and its code', async () => {
  const readings = await loadOfficeReadings();
  const found = (typed: string) => officesLike(typed, readings).map((one) => one.value);
  for (const typed of ['青', 'qd', 'QD', 'qingdao', 'qing dao', '3702']) expect(found(typed)).toEqual(['370200']);
  expect(found('jn')).toEqual(['370100', '370800']);
  expect(found('jinan')).toEqual(['370100']);
  expect(found('sd')).toEqual(['370000']);
  expect(found('')).toHaveLength(17);
  expect(found('青岛市科学技术局')).toEqual(officeChoices.map((one) => one.value));
  expect(found('上海')).toEqual([]);
  expect(officesLike('青', new Map()).map((one) => one.value)).toEqual(['370200']);
});
