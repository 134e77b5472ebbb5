import { describe, expect, test } from 'vitest';
import { packagesOnDesk, packageToShow } from '../../../renderer/features/receive/desk-packages.ts';
import { differenceLines } from '../../../renderer/features/receive/difference-lines.ts';
import {
  changeCount,
  mayTake,
  packageTitle,
  takenSentence,
  verdictChips,
} from '../../../renderer/features/receive/package-verdict.ts';
import { deskSentence } from '../../../renderer/features/receive/receive-state.ts';
import { cellState, type YearCell } from '../../../renderer/features/receive/year-cell.ts';
import { boardState } from '../../../renderer/parts/board-state.ts';
import type { DeskPackage, Difference } from '../../../shared/contract/receive-calls.ts';

const pack = (changes: Partial<DeskPackage> = {}): DeskPackage => ({
  stage: 'a1',
  file: '/usb/370200_2020Q2_0006.tzb',
  from: '370200',
  fromName: '青岛市科学技术局',
  kind: 'submission',
  period: '2020Q2',
  sequence: 6,
  fingerprint: 'f'.repeat(64),
  createdAt: '2020-07-02T09:00:00Z',
  officer: '经办人',
  outcome: 'pending',
  genuine: true,
  complete: true,
  keyState: 'confirmed',
  keyFingerprint: 'e'.repeat(64),
  classes: { new: 11, same: 2735, changed: 26, parallel: 0, conflict: 1, deletedButEdited: 0 },
  withdrawn: 1,
  duplicates: 2,
  evidence: { files: 0, bytes: 0 },
  warnings: { total: 0, explained: 0 },
  problems: [],
  receivedAt: null,
  decision: null,
  leftOut: 0,
  registers: [],
  jumps: 0,
  errors: 0,
  evidenceMissing: 0,
  takesBack: [],
  supplement: false,
  declined: [],
  takenBack: null,
  part: null,
  parts: null,
  ...changes,
});
const texts = (one: DeskPackage) => verdictChips(one).map((chip) => chip.text);
const city = {
  office: '370200',
  name: '青岛',
  state: 'missing' as const,
  toReview: 0,
  returned: 0,
  receivedAt: null,
  late: false,
  sequence: null,
  partsMissing: null,
  takenBack: null,
  replyDue: false,
};

describe('verdict', () => {
  test('a good package in turn', () => {
    expect(packageTitle(pack())).toBe('青岛市 第 2 季度 第 6 号包');
    expect(texts(pack())).toEqual(['签名属实', '完整', '接续第 5 号']);
    expect(changeCount(pack())).toBe(38);
    expect(mayTake(pack())).toBe(true);
  });
  test('an unknown key waits until it was compared', () => {
    const unknown = pack({ sequence: 1, keyState: 'unconfirmed' });
    expect(texts(unknown)).toEqual(['签名属实', '完整', '首个包', '密钥待确认']);
    expect(mayTake(unknown)).toBe(false);
    expect(mayTake(unknown, true)).toBe(true);
  });
  test('a gap is named; a changed key is not taken even when compared, for its package was refused', () => {
    expect(texts(pack({ problems: [{ code: 'CHAIN_GAP', message: '' }] }))).toContain('第 6 号，前后不连续');
    expect(texts(pack({ problems: [{ code: 'CHAIN_REPLAY', message: '' }] }))).toContain('装过，没有新内容');
    const changed = pack({ outcome: 'refused', keyState: 'changed', genuine: false });
    expect(texts(changed)).toContain('密钥已变');
    expect(mayTake(changed, true)).toBe(false);
  });
  test('a file that could not be read goes by its name', () => {
    const broken = pack({
      file: 'E:\\报送\\断开的.tzb',
      from: null,
      fromName: null,
      sequence: null,
      fingerprint: null,
      outcome: 'refused',
    });
    expect(packageTitle(broken)).toBe('断开的.tzb');
    expect(texts(broken)).toEqual(['不能收下']);
  });
});

describe('desk', () => {
  test('a package looked at again goes before its earlier import; refused files stay until they wait', () => {
    const again = pack();
    const before = pack({ outcome: 'undone' });
    const refused = pack({ stage: 'refused-1', file: '/usb/x.tzb', from: null, outcome: 'refused' });
    const sitting = [{ file: '/usb/x.tzb', desk: refused, laidAside: false }];
    expect(packagesOnDesk([again, before], sitting).map((one) => one.outcome)).toEqual(['pending', 'refused']);
    expect(packagesOnDesk([pack({ file: '/usb/x.tzb' })], sitting)).toHaveLength(1);
  });
  test('shows the first waiting package of a city, else the last one taken', () => {
    const waiting = [pack({ stage: 'b', sequence: 7 }), pack({ stage: 'a', sequence: 6 })];
    expect(packageToShow(waiting, '370200')?.stage).toBe('a');
    const taken = [pack({ stage: 'a', outcome: 'received', sequence: 5 }), pack({ stage: 'b', outcome: 'received' })];
    expect(packageToShow(taken, '370200')?.stage).toBe('b');
    expect(packageToShow(taken, '370100')).toBeUndefined();
  });
  test('a city says what it waits for', () => {
    expect(boardState(city, []).text).toBe('未报');
    const takenBack = { reason: '报告期选错', at: '2020-07-03T01:00:00Z', officer: '经办人' };
    expect(boardState({ ...city, takenBack }, []).text).toBe('已撤回');
    expect(texts(pack({ takenBack }))).toContain('已撤回');
    expect(boardState({ ...city, state: 'incomplete', partsMissing: '缺第 2 部分' }, []).text).toBe('缺第 2 部分');
    expect(boardState(city, [pack()]).text).toBe('待装入');
    expect(boardState(city, [pack({ outcome: 'held' })]).text).toBe('暂存');
    expect(boardState(city, [pack({ outcome: 'declined' })]).text).toBe('已拒收');
    expect(boardState(city, [pack({ keyState: 'unconfirmed' })]).text).toBe('密钥待确认');
    expect(boardState({ ...city, state: 'reviewing', toReview: 126 }, []).text).toBe('待审 126');
    expect(boardState({ ...city, state: 'accepted', replyDue: true }, []).text).toBe('待批复');
  });
  test('a filing whose parts have not all come is not told as received in the year', () => {
    const cell: YearCell = {
      period: '2020Q2',
      state: 'incomplete',
      takenBack: false,
      toReview: 0,
      returned: 0,
      due: '2020-07-10',
      timeliness: { kind: 'onTime', days: 0 },
      supplements: 0,
      packages: 1,
      latest: null,
      figures: null,
    };
    expect(cellState(cell)).toEqual({ tone: 'amber', sign: '!', text: '未到齐' });
    expect(cellState({ ...cell, state: 'received' }).text).toBe('已收');
  });
  test('a withdrawal that was taken is not told as a reply', () => {
    expect(takenSentence(pack({ kind: 'reply' }))).toContain('退回的记录和意见');
    expect(takenSentence(pack({ kind: 'withdrawal' }))).toContain('撤回已记入台账');
    expect(takenSentence(pack({ kind: 'full' }))).toBe('这个包已写入台账。');
  });
  test('the line under the title counts cities, days and packages', () => {
    const desk = {
      receives: true,
      period: '2020Q2',
      cities: [city, { ...city, state: 'pending' as const, receivedAt: '2020-07-02T01:00:00Z' }],
      packages: [pack()],
    };
    expect(deskSentence({ ...desk, due: '2020-07-10', today: '2020-07-04' })).toBe(
      '第 2 季度，已收 1 / 2，截止还有 6 天，1 个包待装入',
    );
    expect(deskSentence({ ...desk, due: '2020-07-10', today: '2020-07-10' })).toContain('今天截止');
    expect(deskSentence({ ...desk, due: '2020-07-10', today: '2020-07-12' })).toContain('已过截止 2 天');
  });
});

describe('differences', () => {
  const base = { register: 'project', title: '示例项目', duplicateOf: null, leftOut: null };
  const field = (label: string, before: string, after: string) => ({ field: label, label, before, after });
  test('one line per field, the record named once, empty values said', () => {
    const changed: Difference = {
      ...base,
      id: 'r1',
      kind: 'changed',
      fields: [field('总经费', '', '1,500.00'), field('自筹', '1', '')],
    };
    expect(differenceLines([changed]).map(({ first, label, before, after }) => [first, label, before, after])).toEqual([
      [true, '总经费', '（空）', '1,500.00'],
      [false, '自筹', '1', '（空）'],
    ]);
  });
  test('a new or withdrawn record takes one line; a suspected duplicate is said', () => {
    const added: Difference = { ...base, id: 'r2', kind: 'new', fields: [], duplicateOf: '济南市的一条' };
    const gone: Difference = { ...base, id: 'r3', kind: 'withdrawn', fields: [] };
    const lines = differenceLines([added, gone]);
    expect(lines.map((line) => line.after)).toEqual(['新记录', '撤回']);
    expect(lines[0]?.note).toBe('疑似与 济南市的一条 重复');
  });
});
