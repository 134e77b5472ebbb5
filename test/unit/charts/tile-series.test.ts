import { describe, expect, test } from 'vitest';
import { shadeLevel, tileSeries, walkTiles } from '../../../renderer/charts/tile-series.ts';

const places = [
  { code: '371400', short: '德州', column: 1, row: 0 },
  { code: '371000', short: '威海', column: 5, row: 0 },
  { code: '371500', short: '聊城', column: 0, row: 1 },
  { code: '370100', short: '济南', column: 1, row: 1 },
  { code: '370300', short: '淄博', column: 2, row: 1 },
  { code: '370900', short: '泰安', column: 1, row: 2 },
  { code: '371300', short: '临沂', column: 3, row: 2 },
  { code: '371700', short: '菏泽', column: 0, row: 3 },
];
const at = (short: string) => places.find((place) => place.short === short)!;
const walk = (short: string, arrow: 'left' | 'right' | 'up' | 'down') => walkTiles(places, at(short), arrow)?.short;

describe('tiles', () => {
  test('are shaded by the share of the largest; nothing stays unshaded', () => {
    const byCity = {
      '370100': { accepted: 28, submitted: 28, reported: 28 },
      '371400': { accepted: 3, submitted: 9, reported: 9 },
    };
    const tiles = tileSeries({ byCity }, places, 'accepted');
    expect(tiles.find((tile) => tile.short === '济南')).toMatchObject({ value: 28, level: 5 });
    expect(tiles.find((tile) => tile.short === '德州')).toMatchObject({ value: 3, level: 1 });
    expect(tiles.find((tile) => tile.short === '威海')).toMatchObject({ value: 0, level: 0 });
  });
  test('levels rise with the value and never leave 0–5', () => {
    expect([0, 1, 20, 21, 60, 99, 100].map((value) => shadeLevel(value, 100))).toEqual([0, 1, 1, 2, 3, 5, 5]);
    expect(shadeLevel(5, 0)).toBe(0);
  });
  test('arrows walk to the neighbour and over gaps, and stop at the edge', () => {
    expect(walk('聊城', 'right')).toBe('济南');
    expect(walk('德州', 'right')).toBe('威海');
    expect(walk('泰安', 'right')).toBe('临沂');
    expect(walk('济南', 'up')).toBe('德州');
    expect(walk('聊城', 'down')).toBe('菏泽');
    expect(walk('威海', 'right')).toBeUndefined();
  });
});
