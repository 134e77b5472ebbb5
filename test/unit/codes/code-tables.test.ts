import { describe, expect, it } from 'vitest';
import { CODE_TABLE_IDS } from '../../../shared/codes/code-table.ts';
import { codeChoices, codeItem, codeLabel, codeTable, resolveCode } from '../../../shared/codes/code-tables.ts';

describe.each(CODE_TABLE_IDS)('code table %s', (id) => {
  const table = codeTable(id);

  it('is whole', () => {
    expect(table.id).toBe(id);
    expect(table.label).not.toBe('');
    expect(table.source).not.toBe('');
    expect(new Set(table.items.map((item) => item.code)).size).toBe(table.items.length);
    for (const item of table.items) expect(item.label).not.toBe('');
  });

  it('is found by every code, label and other spelling', () => {
    for (const item of table.items) {
      for (const spelling of [item.code, item.label, ...(item.aliases ?? [])]) {
        expect([spelling, resolveCode(id, spelling, item.parent)]).toEqual([spelling, item.code]);
      }
    }
  });
});

describe('places', () => {
  it('are sixteen cities and 136 counties, each in its city', () => {
    expect(codeTable('city').items).toHaveLength(16);
    expect(codeTable('county').items).toHaveLength(136);
    for (const county of codeTable('county').items) {
      expect(codeItem('city', county.parent ?? '')).toBeDefined();
      expect(county.code.slice(0, 4)).toBe(county.parent?.slice(0, 4));
    }
  });

  it.each([
    ['city', '371200', '370100'],
    ['city', '莱芜市', '370100'],
    ['county', '371202', '370116'],
    ['county', '371203', '370117'],
    ['county', '370125', '370115'],
    ['county', '370181', '370114'],
    ['county', '370684', '370614'],
    ['county', '长岛县', '370614'],
    ['county', '371523', '371503'],
    ['county', '济南市市中区', '370103'],
    ['county', '枣庄市市中区', '370402'],
  ] as const)('%s %s is %s', (table, text, code) => {
    expect(resolveCode(table, text)).toBe(code);
  });

  it('do not guess which 市中区 is meant', () => {
    expect(resolveCode('county', '市中区')).toBeUndefined();
    expect(resolveCode('county', '市中区', '370400')).toBe('370402');
  });
});

describe('resolving', () => {
  it.each([
    ['tech-field', '５Ｇ', '5g'],
    ['tech-field', ' 人工 智能　', 'ai'],
    ['tech-field', '虚拟／增强现实', 'vr'],
    ['programme', '省重点研发计划(重大科技创新工程)', 'key-innovation'],
    ['programme', '重大科技创新工程', 'key-innovation'],
    ['plan-task', 't2.A', 'T2.a'],
    ['trl', 'TRL 7', '7'],
    ['ip-class', 'Ⅰ类', '1'],
  ] as const)('%s %s gives %s', (table, text, code) => {
    expect(resolveCode(table, text)).toBe(code);
  });

  it('gives nothing for what is not there', () => {
    expect(resolveCode('tech-field', '养殖')).toBeUndefined();
    expect(codeLabel('tech-field', 'gone')).toBe('gone');
    expect(codeLabel('tech-field', 'ai')).toBe('人工智能');
  });

  it('narrows choices by their parent', () => {
    expect(codeChoices('county', '371000').map((item) => item.label)).toEqual(['环翠区', '文登区', '荣成市', '乳山市']);
    expect(codeTable('plan-task').items).toHaveLength(19);
    expect(codeTable('tech-field').items).toHaveLength(14);
    expect(codeTable('high-tech-zone').items).toHaveLength(13);
  });
});
