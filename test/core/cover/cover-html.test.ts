import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CoverData, coverCode, coverHtml } from '../../../electron/core/cover/cover-html.ts';
import { qrSvg } from '../../../electron/core/cover/qr-svg.ts';

const FINGERPRINT = '0123456789abcdef'.repeat(4);
const cover: CoverData = {
  kind: 'submission',
  planName: '行动计划',
  from: { code: '370200', name: '青岛市科学技术局' },
  to: { code: '370000', name: '山东省科学技术厅' },
  period: '2020Q2',
  periodLabel: '2020 年第 2 季度',
  sequence: 3,
  complete: false,
  counts: [{ label: '项目', measure: '项', total: 40, added: 10, changed: 2, withdrawn: 1 }],
  narratives: 18,
  evidence: { files: 42, bytes: 88_123_456 },
  remarks: ['成果台账零报告：本季度无新登记成果。'],
  files: [{ name: '370200_2020Q2_0003.tzb', fingerprint: FINGERPRINT }],
  officer: '王某某',
  date: '2020-07-08',
};

test('says everything that must be compared, signed and stamped', () => {
  const html = coverHtml(cover);
  for (const text of [
    '青岛市科学技术局（370200）',
    '山东省科学技术厅（370000）',
    '2020 年第 2 季度',
    '第 3 号',
    '18 条',
    '42 件，84.0 MB',
    '0123 4567 89AB CDEF 0123 4567 89AB CDEF',
    '零报告',
    '盖章',
    '王某某',
    '2020 年 7 月 8 日',
  ]) {
    expect(html).toContain(text);
  }
  expect(html).toContain(
    '<td class="number">40</td><td class="number">10</td><td class="number">2</td><td class="number">1</td>',
  );
  expect(coverHtml(cover)).toBe(html);
});

test('one sheet goes with all parts of a filing, and bears the fingerprint of each', () => {
  const other = 'fedcba9876543210'.repeat(4);
  const html = coverHtml({
    ...cover,
    files: [
      { name: '370200_2020Q2_0003_part1of2.tzb', fingerprint: FINGERPRINT },
      { name: '370200_2020Q2_0003_part2of2.tzb', fingerprint: other },
    ],
  });
  for (const text of [
    '共 2 个文件，缺一不可',
    '第 2 部分',
    '_part1of2.tzb',
    '0123 4567 89AB CDEF',
    'FEDC BA98 7654 3210',
  ])
    expect(html).toContain(text);
});

test('the code holds office, receiver, period, sequence and fingerprint', () => {
  expect(coverCode(cover)).toBe(`TZ1 370200 370000 2020Q2 3 ${FINGERPRINT}`);
  expect(coverCode({ ...cover, to: null, period: null })).toBe(`TZ1 370200 - - 3 ${FINGERPRINT}`);
  const svg = qrSvg(coverCode(cover), '码');
  expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 (\d+) \1"/);
  // The finder in the upper left corner, inside the quiet zone of four modules.
  for (let at = 4; at < 11; at += 1) expect(svg).toContain(`M${at} 4h1v1h-1z`);
  expect(svg).not.toContain('M3 4h1');
});

test('no text can break out of the page or reach outside', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '𠮷') }), (text) => {
      const html = coverHtml({
        ...cover,
        officer: text,
        planName: text,
        remarks: [text],
        files: [{ name: text, fingerprint: FINGERPRINT }],
      });
      expect(html.match(/<h1|<\/body/g)).toHaveLength(2);
      expect(html).not.toMatch(/<script|<a[ >]|src=|href=|url\(/i);
    }),
  );
});
