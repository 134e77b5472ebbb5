import { describe, expect, it } from 'vitest';
import { rankedChoices } from '../../../renderer/parts/code-choices.ts';
import { weeksOf } from '../../../renderer/parts/record-pane/calendar.ts';
import { sourceText } from '../../../renderer/parts/record-pane/history-changes.ts';
import { missingFields } from '../../../renderer/parts/record-pane/missing-fields.ts';
import { progressOf, sumText } from '../../../renderer/parts/record-pane/row-figures.ts';
import { typedHint } from '../../../renderer/parts/record-pane/typed-hint.ts';
import type { ChildTable, Field } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { moveMonth } from '../../../shared/values/partial-date.ts';

const project = registerById('project')!;
const keysOf = (fields: readonly Field[]) => fields.map((field) => field.key);
const fieldOf = (key: string) => project.fields.find((field) => field.key === key)!;

describe('what is missing', () => {
  it('is what must be filled and is not, in the order of the form', () => {
    const missing = keysOf(missingFields(project, { programme: 'nsf', startDate: '' }, false));
    expect(missing).toContain('name');
    expect(missing).toContain('startDate');
    expect(missing).not.toContain('programme');
    expect(missing.indexOf('name')).toBeLessThan(missing.indexOf('leadUnit'));
  });

  it('leaves out what does not belong to this kind of record', () => {
    const platform = registerById('platform')!;
    const hidden = platform.fields.filter((field) => field.shownWhen && field.required === 'always');
    for (const field of hidden) expect(keysOf(missingFields(platform, {}, false))).not.toContain(field.key);
  });
});

describe('where a value came from', () => {
  it('names the office of a package, never its code, and leaves a file as it is called', () => {
    expect(sourceText('370000 第 3 号')).toBe('省厅第 3 号包');
    expect(sourceText('370200 第 12 号')).toBe('青岛市第 12 号包');
    expect(sourceText('项目填报表.csv')).toBe('项目填报表.csv');
  });
});

describe('choices', () => {
  const choices = [
    { code: 'ai', label: '人工智能', aliases: ['AI'] },
    { code: 'big-data', label: '大数据' },
    { code: 'vr', label: '虚拟/增强现实' },
    { code: 'ind', label: '工业人工智能' },
  ];

  it('are found by part of the name, the code, another spelling and pinyin initials', () => {
    const found = (typed: string) => rankedChoices(choices, typed).map((choice) => choice.code);
    expect(found('数')).toEqual(['big-data']);
    expect(found('vr')).toEqual(['vr']);
    expect(found('rgzn')).toEqual(['ai', 'ind']);
    expect(found('人工智能')).toEqual(['ai', 'ind']);
    expect(found('没有')).toEqual([]);
    expect(found('')).toHaveLength(4);
  });
});

describe('the calendar', () => {
  it('shows a month in six weeks from Monday', () => {
    const weeks = weeksOf(2020, 2);
    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.[0]).toBe('2020-01-27');
    expect(weeks.flat()).toContain('2020-02-29');
    expect(weeksOf(2023, 5)[0]?.[0]).toBe('2023-05-01');
  });

  it('moves by months and stays within the month', () => {
    expect(moveMonth('2020-01-31', 1)).toBe('2020-02-29');
    expect(moveMonth('2020-01-15', -1)).toBe('2019-12-15');
    expect(moveMonth('2020-12-01', 1)).toBe('2021-01-01');
    expect(moveMonth('2020-02-29', -12)).toBe('2019-02-28');
  });
});

describe('hints while typing', () => {
  it('read an amount, a date and a length', () => {
    expect(typedHint(fieldOf('totalFunds'), '120')?.text).toBe('壹佰贰拾万元整');
    expect(typedHint(fieldOf('totalFunds'), '约一百')).toBe(null);
    expect(typedHint(fieldOf('startDate'), '2020年3月')?.text).toBe('读作 2020-03');
    expect(typedHint(fieldOf('startDate'), '2020-03')).toBe(null);
    expect(typedHint(fieldOf('summary'), '𠮷')?.text).toBe('1 / 2000 字');
    expect(typedHint(fieldOf('leadUnitCode'), '91370200MA3XXXXX00')?.odd).toBe(true);
  });
});

describe('progress of a row', () => {
  const table = project.tables.find((one) => one.pair) as ChildTable;
  const share = (target: number | null, achieved: number | null) =>
    progressOf(table, { [table.pair!.target]: target, [table.pair!.achieved]: achieved });

  it('is known only where both are filled in and something is aimed at', () => {
    expect(share(1000, 750)).toBe(0.75);
    expect(share(0, 750)).toBe(null);
    expect(share(1000, null)).toBe(null);
    expect(share(null, 1)).toBe(null);
  });
});

describe('the sum in the foot', () => {
  it('is said only where there is an amount', () => {
    const rows = [
      { rowId: 'a', values: { x: 1_000_000, y: null } },
      { rowId: 'b', values: { x: 500_000, y: null } },
    ];
    expect(sumText(rows, 'x')).toBe('1.50');
    expect(sumText(rows, 'y')).toBe('');
  });
});
