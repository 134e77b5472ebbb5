import { expect, test } from 'vitest';
import { impliedValue } from '../../../renderer/parts/record-pane/implied-value.ts';
import { project } from '../../../shared/registers/project.ts';
import { findField } from '../../../shared/registers/register.ts';

test('an empty scheme of budget subjects says which one the approval asks for', () => {
  const field = findField(project, 'fundsScheme')!;
  expect(impliedValue(field, { approvalYear: 2020 })).toMatch(/^自动：十一项/);
  expect(impliedValue(field, { startDate: '2021-03' })).toMatch(/^自动：三项/);
  expect(impliedValue(field, {})).toBeUndefined();
  expect(impliedValue(findField(project, 'leader')!, { approvalYear: 2020 })).toBeUndefined();
});
