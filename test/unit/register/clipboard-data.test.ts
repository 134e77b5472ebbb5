import { expect, test } from 'vitest';
import { chosenClipboard } from '../../../renderer/features/register/clipboard-data.ts';

const html = '<table><tr><td>甲</td></tr></table>';

test('the text is read, unless the table says more', () => {
  expect(chosenClipboard('甲\t1\r\n', html)).toEqual({ text: '甲\t1\r\n' });
  expect(chosenClipboard('', html)).toEqual({ text: '', html });
  expect(chosenClipboard('甲\t9.13702E+17\r\n', html)).toEqual({ text: '', html });
  expect(chosenClipboard('甲\t####\r\n', html)).toEqual({ text: '', html });
  const merged = '<table><tr><td rowspan=3>甲</td></tr></table>';
  expect(chosenClipboard('甲\r\n', merged)).toEqual({ text: '', html: merged });
  expect(chosenClipboard('甲\t5E+3型\r\n', html)).toEqual({ text: '甲\t5E+3型\r\n' });
  expect(chosenClipboard('甲', '<td rowspan="1">甲</td>')).toEqual({ text: '甲' });
});
