import { describe, expect, it } from 'vitest';
import { duplicateKey, naturalKeys } from '../../../shared/check/duplicate-key.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import type { RecordValues } from '../../../shared/values/field-value.ts';

describe('the key of an item across offices', () => {
  it.each<[string, RecordValues, string | undefined]>([
    ['project', { number: '2019JZZY010129', name: '甲' }, 'number:2019JZZY010129'],
    ['project', { name: '５Ｇ 基站（一期）', leadUnit: '青岛示例公司' }, 'name+leadUnit:5g基站(一期)|青岛示例公司'],
    ['project', { name: '甲' }, undefined],
    ['ip', { number: 'ZL201710601862.3' }, 'number:201710601862'],
    ['ip', { applicationNumber: '201710601862.3', name: '甲' }, 'applicationNumber:201710601862'],
    ['enterprise', { creditCode: '无', name: '示例公司' }, 'name:示例公司'],
    ['enterprise', { creditCode: '91350100M000100Y43', name: '示例公司' }, 'creditCode:91350100M000100Y43'],
    ['platform', { name: '中心', hostUnit: '  ' }, undefined],
  ])('%s %j is %s', (register, values, key) => {
    expect(duplicateKey(registerById(register)!, values)).toBe(key);
  });

  it('comes with the weaker ones, for imports', () => {
    expect(naturalKeys(registerById('project')!, { number: '2019JZZY010129', name: '甲', leadUnit: '乙' })).toEqual([
      'number:2019JZZY010129',
      'name+leadUnit:甲|乙',
    ]);
  });
});
