import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enterprise } from '../../../shared/registers/enterprise.ts';
import { project } from '../../../shared/registers/project.ts';
import { similarKeys } from '../../../shared/similar/similar-keys.ts';
import { bareName, likeness, shapeOf, tellingNumbers } from '../../../shared/similar/similar-name.ts';
import { type SimilarPair, similarPairs } from '../../../shared/similar/similar-pairs.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';

function pairsOf(register: typeof project, records: readonly RecordValues[]): SimilarPair[] {
  const keys = records.map((values, index) => similarKeys(register, `${register.id}-${index}`, values));
  return [...similarPairs(keys)].filter((pair) => pair !== undefined);
}

const reasons = (pairs: readonly SimilarPair[]) => pairs.map((pair) => pair.reason);

describe('a bare name', () => {
  it.each([
    ['海右示例智造有限公司', '海右示例智造'],
    ['海右示例智造股份有限公司', '海右示例智造'],
    ['海右示例智造集团有限公司', '海右示例智造'],
    ['海右（示例）智造  有限责任公司', '海右示例智造'],
    ['《５Ｇ》—高新视频·平台', '5g高新视频平台'],
    ['公司', '公司'],
  ])('%s → %s', (given, bare) => expect(bareName(given)).toBe(bare));

  it('says which number tells items apart', () => {
    expect(tellingNumbers(bareName('视觉检测研究（二期）'))).toBe('二');
    expect(tellingNumbers(bareName('一种视觉检测方法'))).toBe('');
    expect(tellingNumbers(bareName('2020年第3批'))).toBe('2020 3');
  });
});

describe('likeness', () => {
  it('is the same both ways, 1 for the same, and never says 0 where the whole count says enough', () => {
    const letters = fc.array(fc.constantFrom(...'智能装配线视觉检测关键技术研究与应用'), {
      minLength: 2,
      maxLength: 24,
    });
    fc.assert(
      fc.property(letters, letters, (one, other) => {
        const [left, right] = [shapeOf(one.join('')), shapeOf(other.join(''))];
        const whole = likeness(left, right, 0);
        expect(likeness(right, left, 0)).toBeCloseTo(whole);
        expect(likeness(left, left)).toBe(1);
        if (whole >= 0.75) expect(likeness(left, right)).toBeCloseTo(whole);
      }),
      { numRuns: 500 },
    );
  });
});

describe('similar records', () => {
  const base = { number: '2020CXGC010001', name: '智能装配线视觉检测关键技术研究', leadUnit: '海右示例智造有限公司' };

  it('are found by number, whatever its dashes and case', () => {
    expect(
      reasons(
        pairsOf(project, [base, { ...base, number: '2020cxgc-010001', name: '另一个名称完全不同', leadUnit: '甲' }]),
      ),
    ).toEqual(['number']);
  });

  it('are found by name without brackets, width and punctuation', () => {
    expect(
      reasons(pairsOf(project, [base, { name: '智能装配线“视觉检测”（关键技术）研究', leadUnit: '别的单位' }])),
    ).toEqual(['name']);
  });

  it('are found by unit and a name nearly the same', () => {
    const pairs = pairsOf(project, [
      { name: base.name, leadUnit: '海右示例智造有限公司' },
      { name: '智能装配线视觉检测关键技术研发', leadUnit: '海右示例智造股份有限公司' },
    ]);
    expect(reasons(pairs)).toEqual(['unit-and-name']);
    expect(pairs[0]?.likeness).toBeGreaterThan(0.8);
  });

  it('are not those of another unit, of another phase, or with another number', () => {
    const near = '智能装配线视觉检测关键技术研发';
    expect(pairsOf(project, [base, { name: near, leadUnit: '别的单位' }])).toEqual([]);
    expect(pairsOf(project, [base, { ...base, number: '2020CXGC010002', name: near }])).toEqual([]);
    expect(
      pairsOf(project, [
        { name: '视觉检测平台一期', leadUnit: '甲' },
        { name: '视觉检测平台二期', leadUnit: '甲' },
      ]),
    ).toEqual([]);
  });

  it('say so when one name has two numbers', () => {
    const [pair] = pairsOf(project, [base, { ...base, number: '2020CXGC010002' }]);
    expect(pair).toMatchObject({ reason: 'name', numbersDiffer: true });
  });

  it('are found among enterprises by code, and by name without the kind of company', () => {
    const one = { creditCode: '91370200MA3N1B2C0X', name: '海右示例智造有限公司' };
    expect(reasons(pairsOf(enterprise, [one, { ...one, name: '海右科技' }]))).toEqual(['number']);
    expect(reasons(pairsOf(enterprise, [one, { name: '海右示例智造股份有限公司' }]))).toEqual(['name']);
    expect(pairsOf(enterprise, [one, { name: '海右' }, { name: '海右' }])).toEqual([]);
  });

  it('are found once each, in groups too large to compare whole, and in bounded time', () => {
    const records = Array.from({ length: 3000 }, (_, index) => ({
      name: `${String.fromCodePoint(0x4e00 + (index % 400))}${String.fromCodePoint(0x5000 + index)}路视觉检测与识别关键技术研究`,
      leadUnit: '海右大学',
    }));
    records.push({ name: '智能装配线视觉检测关键技术研究', leadUnit: '海右大学' });
    records.push({ name: '智能装配线视觉检测关键技术研发', leadUnit: '海右大学' });
    const started = performance.now();
    const pairs = pairsOf(project, records);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(pairs.some((pair) => pair.one === 'project-3000' && pair.other === 'project-3001')).toBe(true);
    expect(new Set(pairs.map((pair) => `${pair.one} ${pair.other}`)).size).toBe(pairs.length);
  });
});
