import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../shared/registers/register.ts';
import { findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { parseValue } from '../../../shared/values/parse-value.ts';

function field(path: string): Field {
  const [register = '', key = '', child] = path.split('.');
  return findField(registerById(register)!, child ?? key, child ? key : undefined)!;
}

describe('a value from a form or a sheet', () => {
  it.each([
    ['project.name', ' ５Ｇ基站（二期） ', '5G基站（二期）'],
    ['project.name', 12.5, '12.5'],
    ['project.name', 120, '120'],
    ['project.name', '——', null],
    ['project.name', '', null],
    ['project.name', null, null],
    ['project.summary', '一\r\n二', '一\n二'],
    ['project.number', ' 2019jzzy010129 ', '2019JZZY010129'],
    ['project.number', 62172001, '62172001'],
    ['project.leadUnitCode', '91350100ｍ000100y43', '91350100M000100Y43'],
    ['project.programme', '重大科技创新工程', 'key-innovation'],
    ['project.county', '即墨', '370215'],
    ['project.techField', '人工智能、大数据', ['ai', 'big-data']],
    ['project.techField', '虚拟/增强现实；5G', ['vr', '5g']],
    ['project.techField', '人工智能/区块链', ['ai', 'blockchain']],
    ['project.techField', '大数据 物联网，大数据', ['big-data', 'iot']],
    ['project.techField', '、', null],
    ['project.startDate', '2020年3月', '2020-03'],
    ['project.startDate', 43895, '2020-03-05'],
    ['ip.applicationDate', '2020.3.5', '2020-03-05'],
    ['project.approvalYear', '2019年度', 2019],
    ['platform.permanentStaff', '1,200人', 1200],
    ['platform.permanentStaff', '12.0', 12],
    ['platform.floorArea', '1,500.5㎡', 150050],
    ['platform.floorArea', 0.1 + 0.2, 30],
    ['project.totalFunds', '1,200', 1_200_000_000],
    ['project.totalFunds', '0', 0],
    ['ip.abroad', '否', 0],
    ['ip.abroad', '√', 1],
    ['project.indicators.target', '3', 300],
    ['project.contactPhone', '0532 8888 8888', '053288888888'],
  ])('%s %j is %j', (path, raw, value) => {
    expect(parseValue(field(path), raw, { owner: '370200' })).toEqual({ ok: true, value });
  });

  it.each([
    ['project.number', '9.1370200E+17', 'SCIENTIFIC_NOTATION', '科学计数法'],
    ['project.leadUnitCode', 913702001234567000, 'LOST_DIGITS', '第 15 位以后'],
    ['project.number', '20191234567890100', 'LOST_DIGITS', '表格丢掉的数字'],
    ['project.name', '字'.repeat(201), 'TEXT_TOO_LONG', '最多 200 字，现为 201 字'],
    ['project.programme', '星火计划', 'CODE_UNKNOWN', '没有“星火计划”这一项'],
    ['project.county', '市中区', 'CODE_AMBIGUOUS', '济南市、枣庄市都有'],
    ['project.techField', '人工智能、养殖', 'CODE_UNKNOWN', '养殖'],
    ['project.startDate', 2020.1, 'DATE_AMBIGUOUS', '2020-10'],
    ['project.startDate', '2020-02-30', 'NO_SUCH_DAY', '日历'],
    ['ip.applicationDate', '2020-03', 'DATE_INCOMPLETE', '填到日'],
    ['project.approvalYear', '19年', 'NOT_A_YEAR', '四位年份'],
    ['platform.permanentStaff', '12.5', 'NOT_A_WHOLE_NUMBER', '整数'],
    ['platform.permanentStaff', '若干', 'NOT_A_NUMBER', '若干'],
    ['platform.floorArea', '1.234', 'TOO_PRECISE', '2 位小数'],
    ['project.totalFunds', '约100', 'NOT_A_NUMBER', '约100'],
    ['project.totalFunds', '99999999999999', 'TOO_LARGE', '太大'],
    ['ip.abroad', '也许', 'NOT_A_FLAG', '“是”或“否”'],
  ])('%s %j is refused as %s', (path, raw, code, sentence) => {
    const parsed = parseValue(field(path), raw, { owner: '370200' });
    expect(parsed).toMatchObject({ ok: false, code });
    expect(parsed.ok ? '' : parsed.message).toContain(sentence);
  });

  it('reads amounts in the unit of the sheet', () => {
    expect(parseValue(field('project.totalFunds'), '350', { moneyUnit: '千元' })).toEqual({
      ok: true,
      value: 35_000_000,
    });
    expect(parseValue(field('project.totalFunds'), 350, { moneyUnit: '元' })).toEqual({ ok: true, value: 35_000 });
  });

  it('asks which county is meant only where the owner does not say', () => {
    expect(parseValue(field('project.county'), '市中区', { owner: '370400' })).toEqual({ ok: true, value: '370402' });
  });

  it.each([
    ['project.techField', ['ai', 'vr'], '人工智能、虚拟/增强现实'],
    ['project.programme', 'key-innovation', '省重点研发计划（重大科技创新工程）'],
    ['project.totalFunds', 1_234_500_000, '1,234.50'],
    ['platform.floorArea', 150050, '1,500.5'],
    ['platform.permanentStaff', 1200, '1,200'],
    ['project.approvalYear', 2019, '2019'],
    ['ip.abroad', 0, '否'],
    ['project.startDate', '2020-03', '2020-03'],
    ['project.name', null, ''],
  ])('%s %j reads %s, and that means the same', (path, value, text) => {
    expect(formatValue(field(path), value)).toBe(text);
    expect(parseValue(field(path), text)).toEqual({ ok: true, value });
  });

  it('makes the round for any scaled number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (value) => {
        const area = { ...field('platform.floorArea') };
        expect(parseValue(area, formatValue(area, value))).toEqual({ ok: true, value });
      }),
    );
  });
});
