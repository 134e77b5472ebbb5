import { describe, expect, it } from 'vitest';
import { CITY_OFFICES, cityOf, OFFICES, PROVINCE_OFFICE } from '../../../shared/office/offices.ts';

const codes = (offices: readonly { readonly code: string }[]) => offices.map((office) => office.code);

describe('the shipped tree', () => {
  it('has the province, sixteen cities, 136 counties and the development zones with a code', () => {
    const kinds = (kind: string) => OFFICES.offices.filter((office) => office.kind === kind).length;
    expect([kinds('province'), kinds('city'), kinds('county')]).toEqual([1, 16, 136 + 15]);
    expect(new Set(codes(OFFICES.offices)).size).toBe(OFFICES.offices.length);
    const tiles = CITY_OFFICES.map((office) => `${office.tile?.column},${office.tile?.row}`);
    expect(new Set(tiles).size).toBe(16);
    expect(tiles).not.toContain('undefined,undefined');
    expect(OFFICES.find('370200')).toEqual({
      code: '370200',
      kind: 'city',
      name: '青岛市科学技术局',
      short: '青岛',
      superior: '370000',
      tile: { column: 4, row: 1 },
    });
  });

  it('names offices as on their seals, and two of one name by their cities in short', () => {
    expect(OFFICES.nameOf('370000')).toBe('山东省科学技术厅');
    expect(OFFICES.nameOf('370202')).toBe('青岛市市南区科学技术局');
    expect(OFFICES.nameOf('370281')).toBe('胶州市科学技术局');
    expect(OFFICES.nameOf('370176')).toBe('济南高新技术产业开发区管理委员会');
    expect([OFFICES.shortOf('370103'), OFFICES.shortOf('370402')]).toEqual(['济南市中区', '枣庄市中区']);
    expect(OFFICES.shortOf('999999')).toBe('999999');
  });

  it('says who files to whom', () => {
    expect(OFFICES.superiorOf('370202')?.code).toBe('370200');
    expect(OFFICES.superiorOf('370200')?.code).toBe(PROVINCE_OFFICE);
    expect(OFFICES.superiorOf(PROVINCE_OFFICE)).toBeUndefined();
    expect(codes(OFFICES.subordinatesOf(PROVINCE_OFFICE))).toEqual(codes(CITY_OFFICES));
    expect(codes(OFFICES.subordinatesOf('371000'))).toEqual([
      '371002',
      '371003',
      '371071',
      '371072',
      '371073',
      '371082',
      '371083',
    ]);
    expect(codes(OFFICES.superiorsOf('371071'))).toEqual(['371000', PROVINCE_OFFICE]);
  });

  it('puts every office within itself, those above it, and no other', () => {
    for (const office of OFFICES.offices) {
      const above = [office.code, ...codes(OFFICES.superiorsOf(office.code))];
      for (const other of OFFICES.offices)
        expect(OFFICES.isWithin(office.code, other.code)).toBe(above.includes(other.code));
    }
    expect(OFFICES.within(PROVINCE_OFFICE)).toHaveLength(OFFICES.offices.length);
    expect(OFFICES.within('370202')).toEqual(['370202']);
    expect(OFFICES.isWithin('999999', PROVINCE_OFFICE)).toBe(false);
  });

  it('says through whom an office reports, and in which city it lies', () => {
    expect(OFFICES.branchOf('370202', PROVINCE_OFFICE)).toBe('370200');
    expect(OFFICES.branchOf('370202', '370200')).toBe('370202');
    expect(OFFICES.branchOf('370200', '370200')).toBe('370200');
    expect([cityOf('370202'), cityOf('370200'), cityOf(PROVINCE_OFFICE), cityOf('370299'), cityOf('999999')]).toEqual([
      '370200',
      '370200',
      undefined,
      '370200',
      undefined,
    ]);
  });
});

describe('a tree with what data says', () => {
  it('adds zones and units directly under the province, and names offices anew', () => {
    const tree = OFFICES.with([
      { code: '370299', name: '青岛高新区管委会', superior: '370200' },
      { code: '370001', name: '省属单位', superior: PROVINCE_OFFICE },
      { code: '370202', name: '市南区科技和工业信息化局', superior: '370300' },
    ]);
    expect([tree.find('370299')?.kind, tree.find('370001')?.kind]).toEqual(['county', 'city']);
    expect(tree.isWithin('370299', '370200')).toBe(true);
    expect(tree.nameOf('370202')).toBe('市南区科技和工业信息化局');
    // A known office keeps its place: records and keys hang on it.
    expect(tree.superiorOf('370202')?.code).toBe('370200');
    expect(OFFICES.find('370299')).toBeUndefined();
  });

  it('leaves out what has no place: under nobody, under a stranger, under a county', () => {
    const tree = OFFICES.with([
      { code: '379001', name: '无上级' },
      { code: '379002', name: '上级不明', superior: '379999' },
      { code: '379003', name: '县以下', superior: '370202' },
      { code: '379004', name: '自己的上级', superior: '379004' },
    ]);
    expect(tree.offices).toHaveLength(OFFICES.offices.length);
  });
});
