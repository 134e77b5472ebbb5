import { expect, test } from 'vitest';
import type { Field } from '../../../shared/registers/register.ts';
import type { FieldValue } from '../../../shared/values/field-value.ts';
import { continued } from '../../../shared/values/series.ts';

function run(type: Field['type'], ...values: FieldValue[]): FieldValue[] {
  const at = continued({ key: 'any', label: '任意', type, section: 'basic' }, values);
  return Array.from({ length: values.length + 3 }, (_, index) => at(index)).slice(values.length);
}

test.each<[string, Field['type'], FieldValue[], FieldValue[]]>([
  ['numbers with one step', 'money', [100, 250], [400, 550, 700]],
  ['years', 'year', [2019, 2020], [2021, 2022, 2023]],
  ['numbers without one step repeat', 'integer', [1, 2, 4], [1, 2, 4]],
  ['days', 'date', ['2020-02-27', '2020-02-28'], ['2020-02-29', '2020-03-01', '2020-03-02']],
  ['backwards', 'date', ['2020-01-08', '2020-01-01'], ['2019-12-25', '2019-12-18', '2019-12-11']],
  ['the same day of each month', 'date', ['2020-01-10', '2020-02-10'], ['2020-03-10', '2020-04-10', '2020-05-10']],
  ['months', 'date', ['2020-11', '2020-12'], ['2021-01', '2021-02', '2021-03']],
  ['dates of unlike kinds repeat', 'date', ['2020', '2020-03'], ['2020', '2020-03', '2020']],
  ['numbered texts', 'text', ['示范点08', '示范点09'], ['示范点10', '示范点11', '示范点12']],
  ['texts', 'text', ['甲', '乙'], ['甲', '乙', '甲']],
  ['identifiers, whose last place is a check digit, repeat', 'identifier', ['A1', 'A2'], ['A1', 'A2', 'A1']],
  ['one value alone repeats', 'integer', [7], [7, 7, 7]],
  ['an empty cell among them', 'integer', [1, null], [1, null, 1]],
])('%s', (_case, type, given, expected) => {
  expect(run(type, ...given)).toEqual(expected);
});
