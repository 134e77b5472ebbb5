import { describe, expect, test } from 'vitest';
import { countingRecord, sideBySide } from '../../../renderer/features/duplicate/side-by-side.ts';
import { replyDue } from '../../../renderer/features/reply/reply-due.ts';
import { fileIn } from '../../../renderer/features/report/file-in.ts';
import { fromLines, readySentences, toLines } from '../../../renderer/features/review/comment-templates.ts';
import { type QueueRow, rowAfter } from '../../../renderer/features/review/use-review-queue.ts';
import { registerById } from '../../../shared/registers/registers.ts';

const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id }) as QueueRow);

describe('the record after a verdict', () => {
  test('is the next undecided one, at the end the one before, then none', () => {
    expect(rowAfter(rows, 'b', new Set(['b']))).toBe('c');
    expect(rowAfter(rows, 'b', new Set(['b', 'c']))).toBe('d');
    expect(rowAfter(rows, 'd', new Set(['d']))).toBe('c');
    expect(rowAfter(rows, 'a', new Set(['a', 'b', 'c', 'd']))).toBeNull();
  });
});

describe('ready sentences', () => {
  test('name the field they hang on', () => {
    const templates = { field: ['「{field}」不清楚。'], record: ['缺少材料。'] };
    expect(readySentences(templates, '总经费')).toEqual(['「总经费」不清楚。']);
    expect(readySentences(templates, null)).toEqual(['缺少材料。']);
    expect(toLines(templates.field)).toBe('「〔字段名〕」不清楚。');
    expect(fromLines(' 「〔字段名〕」不清楚。 \n\n又一句')).toEqual(['「{field}」不清楚。', '又一句']);
  });
});

describe('duplicates side by side', () => {
  test('fields empty everywhere are left out, differing ones marked, money in 万元', () => {
    const register = registerById('project');
    if (!register) throw new Error('no register');
    const lines = sideBySide(register, [
      { values: { name: '示例项目', totalFunds: 150_000_000 } },
      { values: { name: '示例项目', totalFunds: 120_000_000 } },
    ]);
    expect(lines.find((line) => line.field === 'name')?.differs).toBe(false);
    const money = lines.find((line) => line.unit === '万元');
    expect(money).toMatchObject({ values: ['150.00', '120.00'], differs: true });
    expect(lines.some((line) => line.values.every((value) => value === ''))).toBe(false);
  });
  test('the first accepted one counts unless another was ruled to; none while none is accepted', () => {
    const record = (id: string, state: 'submitted' | 'accepted') => ({ id, state });
    expect(countingRecord([record('a', 'submitted'), record('b', 'accepted')], null)?.id).toBe('b');
    expect(countingRecord([record('a', 'accepted'), record('b', 'accepted')], 'b')?.id).toBe('b');
    expect(countingRecord([record('a', 'submitted'), record('b', 'accepted')], 'a')?.id).toBe('b');
    expect(countingRecord([record('a', 'submitted')], 'a')).toBeNull();
  });
});

describe('replies', () => {
  const counts = { accepted: 0, returned: 0, comments: 0, corrected: 0, ruled: 0 };
  const city = { name: '', ...counts, lastReplyAt: null, keyKnown: true };
  test('are due where something waits and the key is known', () => {
    const due = replyDue([
      { ...city, office: '370100', accepted: 3 },
      { ...city, office: '370200' },
      { ...city, office: '370300', returned: 1, keyKnown: false },
    ]);
    expect([...due]).toEqual(['370100']);
  });
});

describe('paths', () => {
  test('use the separator of their folder', () => {
    expect(fileIn('D:\\报告\\', 'a.pdf')).toBe('D:\\报告\\a.pdf');
    expect(fileIn('/home/x', 'a.pdf')).toBe('/home/x/a.pdf');
  });
});
