import { BUILTIN_TABLES, evidenceSection } from './builtin-tables.ts';
import {
  closingFields,
  contactFields,
  evaluationFields,
  otherSection,
  ownUnit,
  ownUnitFields,
  planFields,
  planSection,
  provinceSection,
} from './common-fields.ts';
import { area, code, count, date, longText, money, text } from './field-kinds.ts';
import { inSection } from './in-section.ts';
import { platformKindFields, platformKindSections } from './platform-kind-fields.ts';
import type { Register } from './register.ts';

/** 平台: innovation, public service and incubation platforms (domain §3.12). */
export const platform: Register = {
  id: 'platform',
  label: '平台',
  measure: '家',
  titleField: 'name',
  naturalKeys: [['number'], ['name', 'hostUnit']],
  yearField: 'approvalDate',
  units: [ownUnit('hostUnit')],
  figuresYear: 'evaluationYear',
  ongoing: { field: 'state', in: ['building', 'running', 'rectifying'] },
  sections: [
    { id: 'basic', label: '基本信息' },
    { id: 'unit', label: '依托单位' },
    { id: 'people', label: '负责人与联系人' },
    planSection,
    { id: 'strength', label: '人员与条件' },
    { id: 'work', label: '运行成效' },
    ...platformKindSections,
    evidenceSection,
    otherSection,
    provinceSection,
  ],
  fields: [
    ...inSection('basic', [
      text('number', '平台编号', 40, {
        searchable: true,
        synonyms: ['认定编号', '备案编号', '批准编号', '证书编号'],
      }),
      text('name', '平台名称', 200, {
        required: 'always',
        searchable: true,
        listColumn: 280,
        synonyms: ['创新平台名称', '机构名称', '名称'],
      }),
      code('kind', '平台类别', 'platform-kind', {
        required: 'always',
        listColumn: 140,
        synonyms: ['平台类型', '类别'],
        help: '选定后出现这一类平台的专有内容。',
      }),
      code('level', '平台级别', 'platform-level', { listColumn: 80, synonyms: ['级别', '是否国家级'] }),
      code('state', '平台状态', 'platform-state', { listColumn: 80, synonyms: ['状态', '运行状态', '建设状态'] }),
      date('approvalDate', '批准日期', {
        listColumn: 100,
        synonyms: ['批准时间', '认定时间', '认定日期', '获批时间', '备案时间', '备案日期'],
        help: '可以只填到年或月；年度统计以此为准。',
      }),
      text('approvalDocument', '批准文号', 60, { synonyms: ['认定文号', '批复文号', '批准文件'] }),
      text('supervisor', '主管部门', 120, { synonyms: ['归口管理部门', '推荐单位'] }),
      date('buildStart', '建设开始日期', { synonyms: ['建设起始时间', '建设开始时间', '成立时间'] }),
      date('buildEnd', '建设结束日期', { synonyms: ['建设结束时间', '建设期满时间'] }),
    ]),
    ...inSection('unit', [
      ...ownUnitFields('hostUnit', '依托单位', ['承担单位', '牵头单位', '建设单位', '运营单位', '主办单位']),
      longText('partnerUnits', '共建单位', 1000, {
        searchable: true,
        synonyms: ['合作单位', '参与单位', '成员单位'],
        help: '多个单位用顿号分开。',
      }),
    ]),
    ...inSection('people', [
      text('leader', '平台负责人', 60, {
        searchable: true,
        listColumn: 90,
        synonyms: ['负责人', '主任', '负责人姓名'],
      }),
      {
        key: 'leaderPhone',
        label: '负责人电话',
        type: 'identifier',
        identifier: 'phone',
        synonyms: ['负责人联系电话', '负责人手机'],
      },
      ...contactFields,
    ]),
    ...planFields,
    ...inSection('strength', [
      longText('researchDirections', '主要研究方向', 1000, { synonyms: ['研究方向', '服务方向'] }),
      count('permanentStaff', '固定人员数', '人', { synonyms: ['固定人员', '人员总数'] }),
      count('seniorStaff', '高级职称人数', '人', { synonyms: ['高级职称'] }),
      count('doctorStaff', '博士人数', '人', { synonyms: ['博士'] }),
      area('floorArea', '场地面积', { synonyms: ['面积', '建筑面积', '使用面积', '孵化器使用总面积'] }),
      money('equipmentValue', '仪器设备原值', { synonyms: ['设备原值', '仪器设备价值'] }),
      money('researchSpending', '年度研发投入', { yearly: true, synonyms: ['研发投入', '研发经费'] }),
    ]),
    ...inSection('work', [
      count('projectCount', '承担项目数', '项', { synonyms: ['承担项目', '科研项目数'] }),
      count('ipCount', '知识产权数', '件', { synonyms: ['知识产权'] }),
      count('achievementCount', '成果数', '项', { synonyms: ['科技成果数'] }),
      count('standardCount', '形成标准数', '项', { synonyms: ['标准数', '行业标准数'] }),
      count('servedEnterprises', '服务企业数', '家', { synonyms: ['服务企业'] }),
      ...evaluationFields,
      longText('summary', '建设与运行情况', 2000, { synonyms: ['平台简介', '简介', '建设情况', '运行情况'] }),
    ]),
    ...platformKindFields,
    ...closingFields,
  ],
  tables: BUILTIN_TABLES,
};
