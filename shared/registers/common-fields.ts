import { code, type FieldDraft, text, year } from './field-kinds.ts';
import { inSection } from './in-section.ts';
import type { Field, Section, UnitFields } from './register.ts';

export const planSection: Section = { id: 'plan', label: '对应行动计划' };
export const provinceSection: Section = { id: 'province', label: '省厅填写' };
export const otherSection: Section = { id: 'other', label: '其他' };

/** Where the item lies within the owner office's area. */
export const placeFields: readonly FieldDraft[] = [
  {
    key: 'county',
    label: '所在县（市、区）',
    type: 'code',
    codeTable: 'county',
    within: 'owner',
    synonyms: ['县区', '所在县区', '区县', '县（市、区）', '所在区县', '所属县区'],
    help: '选本市的县（市、区）；2019 年以前的旧名称、旧代码也能识别。',
  },
  {
    key: 'highTechZone',
    label: '所在国家高新区',
    type: 'code',
    codeTable: 'high-tech-zone',
    within: 'owner',
    synonyms: ['国家高新区', '高新区', '所在高新区'],
    help: '不在国家高新区内的不填。',
  },
];

/** The register's own unit, as {@link ownUnitFields} declare it. */
export function ownUnit(key: string): UnitFields {
  return { name: key, code: `${key}Code`, nature: 'unitNature', county: 'county', highTechZone: 'highTechZone' };
}

/** The unit that answers for an item: name, code, nature and place. The label is its part in the item: 承担单位. */
export function ownUnitFields(key: string, label: string, synonyms: readonly string[]): readonly FieldDraft[] {
  return [
    text(key, label, 120, { required: 'always', searchable: true, listColumn: 200, synonyms }),
    {
      key: `${key}Code`,
      label: '统一社会信用代码',
      type: 'identifier',
      identifier: 'uscc',
      searchable: true,
      synonyms: [`${label}统一社会信用代码`, '信用代码', '社会信用代码', '单位代码'],
    },
    code('unitNature', '单位性质', 'unit-nature', { synonyms: ['单位类型', `${label}性质`] }),
    ...placeFields,
  ];
}

/** Whom to ask about an item. */
export const contactFields: readonly FieldDraft[] = [
  text('contact', '联系人', 60, { synonyms: ['联系人姓名'] }),
  {
    key: 'contactPhone',
    label: '联系电话',
    type: 'identifier',
    identifier: 'phone',
    synonyms: ['联系人电话', '联系方式', '电话', '手机'],
  },
];

/** The project an item came out of. */
export const sourceProject: FieldDraft = {
  key: 'sourceProject',
  label: '来源项目编号',
  type: 'identifier',
  identifier: 'project-number',
  refersTo: { register: 'project', field: 'number' },
  searchable: true,
  synonyms: ['项目编号', '依托项目编号', '来源项目', '课题来源'],
};

/** The yearly appraisal of an item and what came of it. */
export const evaluationFields: readonly FieldDraft[] = [
  year('evaluationYear', '绩效评价年度', { synonyms: ['评价年度', '评估年度', '考核年度'] }),
  code('evaluationGrade', '绩效评价等级', 'evaluation-grade', {
    yearly: true,
    synonyms: ['评价等级', '评估结果', '绩效评价结果', '考核结果'],
  }),
];

/** What ties an item to the plan: its technology fields and the one task it serves. */
export const planFields: readonly Field[] = inSection(planSection.id, [
  {
    key: 'techField',
    label: '技术领域',
    type: 'codes',
    codeTable: 'tech-field',
    required: 'always',
    synonyms: ['领域', '所属技术领域', '所属领域', '研究领域', '技术方向'],
    help: '可多选，最主要的放在最前；表格中用顿号分开。',
    listColumn: 140,
  },
  {
    key: 'planTask',
    label: '对应任务',
    type: 'code',
    codeTable: 'plan-task',
    synonyms: ['计划任务', '行动计划任务', '对应行动计划任务', '任务编号', '所属任务'],
    help: '填行动计划中最直接对应的一项任务。',
    listColumn: 130,
  },
]);

/** The last fields of every register: secrecy, remark, and what the province adds. */
export const closingFields: readonly Field[] = [
  ...inSection(otherSection.id, [
    {
      key: 'secrecy',
      label: '密级',
      type: 'code',
      codeTable: 'secrecy',
      initial: 'none',
      synonyms: ['是否涉密', '密级情况'],
      help: '涉密信息不得录入本软件。',
    },
    { key: 'remark', label: '备注', type: 'long-text', maxLength: 1000, synonyms: ['说明', '其他说明'] },
  ]),
  ...inSection(provinceSection.id, [
    {
      key: 'provincialNumber',
      label: '省级编号',
      type: 'text',
      maxLength: 40,
      authority: 'province',
      searchable: true,
      help: '由省厅编写，市里只读。',
    },
    {
      key: 'provincialNote',
      label: '省厅备注',
      type: 'long-text',
      maxLength: 500,
      authority: 'province',
      help: '由省厅填写，市里只读。',
    },
  ]),
];
