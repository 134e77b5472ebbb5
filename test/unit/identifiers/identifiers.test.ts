import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkIdentifier,
  checkIpNumber,
  foldIdentifier,
  normaliseIdentifier,
} from '../../../shared/identifiers/identifier.ts';
import { organisationCheckCharacter } from '../../../shared/identifiers/organisation-code.ts';
import { patentCheckCharacter, patentKind } from '../../../shared/identifiers/patent-number.ts';
import { usccCheckCharacter } from '../../../shared/identifiers/uscc.ts';
import type { IdentifierKind } from '../../../shared/registers/register.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const usccStem = fc.array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 }).map((list) => list.join(''));

describe('统一社会信用代码', () => {
  it('agrees with the worked example of the standard', () => {
    expect(usccCheckCharacter('91350100M000100Y4')).toBe('3');
    expect(organisationCheckCharacter('M000100Y')).toBe('4');
    expect(checkIdentifier('uscc', '91350100M000100Y43')).toBeUndefined();
    expect(checkIdentifier('uscc', '91350100M000100Y4Z')?.message).toContain('第 18 位“Z”');
  });

  it.each([
    ['91350100M000100Y44', 'error', '末位应为“3”，现为“4”'],
    ['91350100M000100Y4', 'error', '现为 17 位'],
    ['9135O100M000100Y43', 'error', '第 5 位“O”不会出现在统一社会信用代码中，可能是数字 0'],
    ['370200123456789000', 'error', '末三位是 000'],
    ['无', 'warning', '请说明原因'],
  ])('explains what is wrong with %s', (code, severity, sentence) => {
    const fault = checkIdentifier('uscc', code);
    expect(fault?.severity).toBe(severity);
    expect(fault?.message).toContain(sentence);
  });

  it('takes any stem with its own check character and no other', () => {
    fc.assert(
      fc.property(usccStem, fc.integer({ min: 1, max: 30 }), (stem, shift) => {
        const check = usccCheckCharacter(stem)!;
        expect(checkIdentifier('uscc', stem + check)?.severity).not.toBe('error');
        const other = ALPHABET[(ALPHABET.indexOf(check) + shift) % 31]!;
        expect(checkIdentifier('uscc', stem + other)?.severity).toBe('error');
      }),
    );
  });

  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(usccStem, fc.nat(16), fc.integer({ min: 1, max: 30 }), (stem, place, shift) => {
        const code = stem + usccCheckCharacter(stem)!;
        const wrong = ALPHABET[(ALPHABET.indexOf(code[place]!) + shift) % 31]!;
        const spoilt = code.slice(0, place) + wrong + code.slice(place + 1);
        expect(checkIdentifier('uscc', spoilt)?.severity).toBe('error');
      }),
    );
  });
});

describe('patent numbers', () => {
  it.each([
    ['201710601862', '3'],
    ['202410057472', '4'],
    ['201410234381', 'X'],
    ['95115608', 'X'],
    ['97101765', '4'],
  ])('%s ends in %s', (digits, check) => {
    expect(patentCheckCharacter(digits)).toBe(check);
    for (const prefix of ['', 'ZL', 'CN'])
      expect(checkIpNumber('invention', `${prefix}${digits}.${check}`)).toBeUndefined();
  });

  it.each([
    ['ＺＬ ２０１７１０６０１８６２．３', 'ZL201710601862.3'],
    ['zl2017106018623', 'ZL201710601862.3'],
    ['专利号：201410234381x', '201410234381.X'],
    ['2019sr0012345', '2019SR0012345'],
  ])('%s is stored as %s', (text, stored) => {
    expect(normaliseIdentifier('ip-number', text)).toBe(stored);
  });

  it.each([
    ['ZL201710601862.4', 'error', '应为“3”，现为“4”'],
    ['ZL201710601862', 'warning', '201710601862.3'],
    ['CN117573154A', 'error', '公开（公告）号'],
    ['US1234567', 'warning', '通常为 12 位数字'],
    [`20175060186${2}.${patentCheckCharacter('201750601862')}`, 'warning', '表示种类的一位'],
  ])('says of %s', (number, severity, sentence) => {
    const fault = checkIpNumber('invention', number);
    expect(fault?.severity).toBe(severity);
    expect(fault?.message).toContain(sentence);
  });

  it.each([
    ['ZL201710601862.3', 'invention'],
    ['201920601862', 'utility'],
    ['97301765', 'design'],
    ['2019SR0012345', undefined],
  ])('%s claims to be %s', (number, kind) => {
    expect(patentKind(number)).toBe(kind);
  });

  it('are one item with and without prefix and check character', () => {
    const spellings = ['ZL201710601862.3', '201710601862.3', 'CN201710601862', '201710601862'];
    expect(new Set(spellings.map((text) => foldIdentifier('ip-number', text))).size).toBe(1);
    expect(foldIdentifier('project-number', '20-3-4-jch')).toBe('2034JCH');
  });
});

describe('standard numbers', () => {
  it.each([
    ['ＧＢ／Ｔ３９９０９—２０２１', 'GB/T 39909-2021'],
    ['gb18030-2022', 'GB 18030-2022'],
    ['DB37/T4000-2020', 'DB37/T 4000-2020'],
    ['DB3702/T 12-2020', 'DB3702/T 12-2020'],
    ['DB37 1234-2020', 'DB37 1234-2020'],
    ['T/SDSF 001—2020', 'T/SDSF 001-2020'],
    ['Q/370200ABC001-2020', 'Q/370200ABC001-2020'],
    ['拟立项', '拟立项'],
  ])('%s is stored as %s', (text, stored) => {
    expect(normaliseIdentifier('standard-number', text)).toBe(stored);
    expect(normaliseIdentifier('standard-number', stored)).toBe(stored);
  });

  it('are one whatever the blanks, and two when a dot differs', () => {
    expect(foldIdentifier('standard-number', 'GB/T 39909-2021')).toBe(
      foldIdentifier('standard-number', 'GB/T39909-2021'),
    );
    expect(foldIdentifier('standard-number', 'GB/T 1234.5-2020')).not.toBe(
      foldIdentifier('standard-number', 'GB/T 12345-2020'),
    );
  });
});

describe('numbers without a check character', () => {
  const attested: readonly (readonly [IdentifierKind, readonly string[]])[] = [
    [
      'project-number',
      [
        '2019JZZY010129',
        '2019JZZY020505',
        '2020CXGC010107',
        '2021ZLGX05',
        '2020ZLYS09',
        'ZR2019ZD03',
        'ZR2021QF129',
        'ZR2022LZH010',
        '2019YFE0103700',
        '2018YFJH0506',
        'U23A20273',
        '62172001',
        '2019JZY010103',
      ],
    ],
    ['software-registration', ['2014SR001852', '2019SR0012345']],
    [
      'standard-number',
      [
        'GB/T 39909-2021',
        'GB 18030-2022',
        'GB/T 1234.5-2020',
        'DB37/T 4000-2020',
        'T/SDSF 001-2020',
        'ISO/IEC 27001:2013',
      ],
    ],
    ['enterprise-certificate', ['GR201937000123', 'GF201837000001']],
    ['achievement-registration', ['3702020Y0123']],
    [
      'phone',
      ['13800000000', '0532-88888888', '053288888888', '88888888-801', '400-800-8888', '13800000000、0532-8888888'],
    ],
  ];

  it.each(attested)('%s takes what is attested', (kind, numbers) => {
    expect(numbers.filter((number) => checkIdentifier(kind, number))).toEqual([]);
  });

  it.each([
    ['project-number', '鲁科专201', 'warning'],
    ['project-number', 'JZZY1', 'warning'],
    ['software-registration', '软著登字第0671096号', 'warning'],
    ['software-registration', '2014SR1', 'warning'],
    ['enterprise-certificate', 'GR2019', 'warning'],
    ['achievement-registration', '2020123', 'warning'],
    ['phone', '12345', 'hint'],
  ] as const)('%s %s never blocks', (kind, number, severity) => {
    expect(checkIdentifier(kind, number)?.severity).toBe(severity);
  });

  it('tells a certificate number from a registration', () => {
    expect(checkIpNumber('software', '软著登字第0671096号')?.message).toContain('这是证书号');
    expect(checkIpNumber('layout', 'BS.195001234.5')).toBeUndefined();
    expect(checkIpNumber('layout', '19500')?.severity).toBe('hint');
    expect(checkIpNumber('new-variety', 'CNA20191234')).toBeUndefined();
  });
});
