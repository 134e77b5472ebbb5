import { inSection } from './in-section.ts';
import type { Field, Section } from './register.ts';

export const planSection: Section = { id: 'plan', label: '对应行动计划' };
export const provinceSection: Section = { id: 'province', label: '省厅填写' };
export const otherSection: Section = { id: 'other', label: '其他' };

/** Where the item lies within the owner office's area. */
export const placeFields: readonly Omit<Field, 'section'>[] = [
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
