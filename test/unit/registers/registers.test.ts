import { describe, expect, it } from 'vitest';
import { CODE_TABLE_IDS } from '../../../shared/codes/code-table.ts';
import { childTableName, columnName } from '../../../shared/registers/column-name.ts';
import { cityFields, type Field, findField } from '../../../shared/registers/register.ts';
import { ALL_REGISTERS, REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { foldText } from '../../../shared/values/text.ts';

const RESERVED = new Set([
  'index',
  'group',
  'order',
  'references',
  'check',
  'table',
  'values',
  'default',
  'primary',
  'to',
  'from',
]);

function duplicates(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

describe.each(ALL_REGISTERS.map((register) => [register.id, register] as const))('register %s', (id, register) => {
  const fieldSets: readonly (readonly [string, readonly Field[]])[] = [
    [id, register.fields],
    ...register.tables.map((table) => [`${id}.${table.key}`, table.fields] as const),
  ];

  it.each(fieldSets)('%s has fields that can be columns', (_name, fields) => {
    expect(duplicates(fields.map((field) => field.key))).toEqual([]);
    expect(fields.filter((field) => RESERVED.has(columnName(field)))).toEqual([]);
    expect(fields.filter((field) => !/^[a-z][A-Za-z0-9]*$/.test(field.key))).toEqual([]);
  });

  it.each(fieldSets)('%s has fields whose type says all it must', (_name, fields) => {
    for (const field of fields) {
      const coded = field.type === 'code' || field.type === 'codes';
      expect([field.key, field.codeTable !== undefined]).toEqual([field.key, coded]);
      if (coded) expect(CODE_TABLE_IDS).toContain(field.codeTable);
      expect([field.key, field.identifier !== undefined]).toEqual([field.key, field.type === 'identifier']);
      expect([field.key, field.scale !== undefined]).toEqual([field.key, field.type === 'decimal']);
      if (field.type === 'money') expect([field.key, field.unit]).toEqual([field.key, '万元']);
      if (field.type === 'text' || field.type === 'long-text') expect(field.maxLength).toBeGreaterThan(0);
      expect(register.sections.map((section) => section.id)).toContain(field.section);
    }
  });

  it.each(fieldSets)('%s has no heading that two fields answer to', (_name, fields) => {
    const headings = fields.flatMap((field) => [field.label, ...(field.synonyms ?? [])].map(foldText));
    expect(duplicates(headings)).toEqual([]);
  });

  it('names fields that exist', () => {
    const keys = [register.titleField, register.yearField, ...register.naturalKeys.flat()];
    expect(keys.filter((key) => !findField(register, key))).toEqual([]);
    for (const field of register.fields) {
      if (field.within && field.within !== 'owner') expect(findField(register, field.within)).toBeDefined();
      if (field.required && field.required !== 'always')
        expect(findField(register, field.required.field)).toBeDefined();
    }
  });

  it('is found by its id', () => {
    expect(registerById(id)).toBe(register);
  });
});

describe('the registers people see', () => {
  it('are five, each with the fields of the field', () => {
    expect(REGISTERS.map((register) => register.label)).toEqual(['项目', '平台', '成果', '知识产权', '企业']);
    for (const register of REGISTERS) expect(register.fields.length).toBeGreaterThanOrEqual(30);
  });

  it.each(REGISTERS.map((register) => [register.id, register] as const))(
    '%s has the common fields and tables',
    (_id, register) => {
      for (const key of ['county', 'techField', 'planTask', 'secrecy', 'remark'])
        expect(findField(register, key)).toBeDefined();
      expect(register.tables.map((table) => table.key)).toEqual(expect.arrayContaining(['evidence', 'reasons']));
      const province = register.fields.filter((field) => field.authority === 'province').map((field) => field.key);
      expect(province).toEqual(['provincialNumber', 'provincialNote']);
      expect(cityFields(register)).toHaveLength(register.fields.length - province.length);
      expect(findField(register, 'secrecy')?.initial).toBe('none');
    },
  );

  it('lets the project register take the headings units use', () => {
    const project = registerById('project')!;
    const keys: Record<string, string> = {
      项目编号: 'number',
      项目名称: 'name',
      计划类别: 'programme',
      承担单位: 'leadUnit',
      统一社会信用代码: 'leadUnitCode',
      项目负责人: 'leader',
      开始日期: 'startDate',
      结束日期: 'endDate',
      总经费: 'totalFunds',
      省拨经费: 'provincialFunds',
      自筹经费: 'selfFunds',
      技术领域: 'techField',
      对应任务: 'planTask',
    };
    for (const [label, key] of Object.entries(keys)) expect(findField(project, key)?.label).toBe(label);
  });
});

describe('column names', () => {
  it('are the snake case of keys', () => {
    expect(columnName({ key: 'leadUnitCode' })).toBe('lead_unit_code');
    expect(childTableName({ id: 'project' }, { key: 'yearlyFunds' })).toBe('project_yearly_funds');
  });
});
