import { expect, test } from 'vitest';
import { pinyinInitials } from '../../../shared/values/pinyin-initials.ts';

test.each([
  ['人工智能', 'rgzn'],
  ['5G专网', '5gzw'],
  ['重大科技创新工程', 'zdkjcxgc'],
  ['重庆（示例）', 'cqsl'],
  ['银行', 'yh'],
  ['AI+制造', 'aizz'],
  ['', ''],
])('%s is found by %s', (text, initials) => {
  expect(pinyinInitials(text)).toBe(initials);
});
