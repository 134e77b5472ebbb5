import { describe, expect, it } from 'vitest';
import { CODE_TABLE_IDS } from '../../../shared/codes/code-table.ts';
import { codeTable } from '../../../shared/codes/code-tables.ts';
import { childTableName, columnName } from '../../../shared/registers/column-name.ts';
import { cityFields, type Field, findField, isShown } from '../../../shared/registers/register.ts';
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
    const yearly = register.fields.some((field) => field.yearly);
    expect(register.figuresYear !== undefined).toBe(yearly);
    if (register.figuresYear) expect(findField(register, register.figuresYear)?.type).toBe('year');
    if (register.ongoing) expect(findField(register, register.ongoing.field)?.type).toBe('code');
    for (const field of register.fields) {
      if (field.within && field.within !== 'owner') expect(findField(register, field.within)).toBeDefined();
      if (field.required && field.required !== 'always')
        expect(findField(register, field.required.field)).toBeDefined();
    }
  });

  it.each(fieldSets)('%s has conditions and references that can come true', (_name, fields) => {
    for (const field of fields) {
      for (const condition of [field.shownWhen, field.required]) {
        if (!condition || condition === 'always') continue;
        const other = fields.find((candidate) => candidate.key === condition.field);
        const values =
          other?.type === 'flag' ? ['0', '1'] : codeTable(other!.codeTable!).items.map((item) => item.code);
        expect([field.key, condition.in.filter((value) => !values.includes(value))]).toEqual([field.key, []]);
      }
      // What must be filled cannot be hidden.
      if (field.required === 'always') expect(field.shownWhen).toBeUndefined();
      if (!field.refersTo) continue;
      const target = registerById(field.refersTo.register)!;
      const named = findField(target, field.refersTo.field);
      expect([field.key, named?.identifier ?? named?.type]).toEqual([field.key, field.identifier ?? field.type]);
    }
  });

  it('names its units and the rows of its tables by fields that exist', () => {
    for (const unit of register.units) {
      expect(findField(register, unit.name, unit.table)?.type).toBe('text');
      expect(findField(register, unit.code, unit.table)?.identifier).toBe('uscc');
      for (const [key, table] of [
        [unit.nature, 'unit-nature'],
        [unit.county, 'county'],
        [unit.highTechZone, 'high-tech-zone'],
      ] as const) {
        if (key) expect(findField(register, key, unit.table)?.codeTable).toBe(table);
      }
    }
    for (const table of register.tables) {
      const keys = [...table.summaryFields, ...(table.rowKey ?? []), ...Object.values(table.pair ?? {})];
      expect(keys.filter((key) => !findField(register, key, table.key))).toEqual([]);
      expect(table.summaryFields.length).toBeGreaterThan(0);
    }
  });

  it('is found by its id', () => {
    expect(registerById(id)).toBe(register);
  });
});

describe('the registers people see', () => {
  it('are thirteen, each with the fields of the field', () => {
    expect(REGISTERS.map((register) => register.label).join(' ')).toBe(
      '项目 平台 联盟 成果 知识产权 标准 企业 人才 科技金融 活动 政策措施 试点示范 国际合作',
    );
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

describe('a field of some kinds of record', () => {
  const turnover = findField(registerById('platform')!, 'contractTurnover')!;

  it('is shown in those, and wherever something is filled in', () => {
    expect(isShown(turnover, { kind: 'transfer-centre' })).toBe(true);
    expect(isShown(turnover, { kind: 'incubator' })).toBe(false);
    expect(isShown(turnover, { kind: 'incubator', contractTurnover: 0 })).toBe(true);
    expect(isShown(turnover, {})).toBe(false);
    expect(isShown(findField(registerById('enterprise')!, 'poolYear')!, { inPool: 1 })).toBe(true);
  });
});

describe('column names', () => {
  it('are the snake case of keys', () => {
    expect(columnName({ key: 'leadUnitCode' })).toBe('lead_unit_code');
    expect(childTableName({ id: 'project' }, { key: 'yearlyFunds' })).toBe('project_yearly_funds');
  });
});
