import { BUILTIN_TABLES, evidenceSection } from './builtin-tables.ts';
import {
  closingFields,
  contactFields,
  otherSection,
  ownUnit,
  ownUnitFields,
  planFields,
  planSection,
  provinceSection,
  sourceProject,
} from './common-fields.ts';
import { code, count, date, flag, longText, money, onlyWhen, text } from './field-kinds.ts';
import { inSection } from './in-section.ts';
import type { Register } from './register.ts';

/** 标准: international to enterprise standards that units of the area drafted (plan task T3.1; domain §3.6). */
export const standard: Register = {
  id: 'standard',
  label: '标准',
  measure: '项',
  titleField: 'name',
  naturalKeys: [['number'], ['planNumber'], ['name', 'leadUnit']],
  yearField: 'publishDate',
  units: [ownUnit('leadUnit')],
  ongoing: { field: 'state', in: ['planned', 'drafting', 'soliciting', 'reviewing', 'approving', 'revising'] },
  sections: [
    { id: 'basic', label: '基本信息' },
    { id: 'dates', label: '制定与发布' },
    { id: 'unit', label: '起草单位' },
    planSection,
    { id: 'content', label: '技术内容' },
    { id: 'use', label: '实施应用' },
    evidenceSection,
    otherSection,
    provinceSection,
  ],
  fields: [
    ...inSection('basic', [
      {
        key: 'number',
        label: '标准编号',
        type: 'identifier',
        identifier: 'standard-number',
        searchable: true,
        listColumn: 160,
        synonyms: ['标准号', '标准代号', '发布标准号'],
        help: '例如 GB/T 39909-2021、DB37/T 4000-2020、T/SDSF 001-2020；未发布的不填。',
      },
      text('name', '标准名称', 200, {
        required: 'always',
        searchable: true,
        listColumn: 280,
        synonyms: ['名称', '中文名称', '标准中文名称'],
      }),
      text('englishName', '英文名称', 300, { synonyms: ['标准英文名称'] }),
      code('level', '标准类型', 'standard-level', {
        required: 'always',
        listColumn: 90,
        synonyms: ['标准级别', '标准层级', '标准类别'],
      }),
      code('nature', '标准性质', 'standard-nature', { synonyms: ['性质'] }),
      code('state', '标准状态', 'standard-state', {
        required: 'always',
        listColumn: 90,
        synonyms: ['状态', '制定阶段', '阶段'],
      }),
      code('role', '参与方式', 'drafting-role', {
        listColumn: 90,
        synonyms: ['制修订方式', '参与类型', '主持或参与'],
        help: '本市单位在标准制修订中的作用。',
      }),
      text('icsClass', 'ICS 分类号', 40, { synonyms: ['国际标准分类号', 'ICS'] }),
      text('ccsClass', '中国标准分类号', 40, { synonyms: ['CCS分类号', 'CCS'] }),
    ]),
    ...inSection('dates', [
      text('planNumber', '计划编号', 60, {
        searchable: true,
        synonyms: ['立项计划号', '标准计划号', '计划项目编号'],
        help: '制修订计划下达的编号，例如 20201234-T-469。',
      }),
      date('initiatedDate', '立项日期', { synonyms: ['立项时间', '计划下达日期', '计划下达时间'] }),
      date('publishDate', '发布日期', {
        listColumn: 100,
        synonyms: ['发布时间', '批准发布日期', '批准日期'],
        help: '可以只填到年或月；年度统计以此为准，未发布的不填。',
      }),
      date('effectiveDate', '实施日期', { synonyms: ['实施时间', '生效日期'] }),
      ...onlyWhen({ field: 'state', in: ['abolished'] }, [
        date('abolishedDate', '废止日期', { synonyms: ['废止时间'] }),
      ]),
      text('publisher', '发布机构', 120, { synonyms: ['发布单位', '批准发布部门', '发布部门'] }),
      text('committee', '归口单位', 120, { synonyms: ['标准化技术委员会', '技术归口单位', '归口部门', '提出单位'] }),
      text('replaces', '代替标准', 120, { synonyms: ['代替标准号', '替代标准'] }),
      text('adopts', '采用国际标准', 120, { synonyms: ['采标情况', '采用国际标准编号'] }),
    ]),
    ...inSection('unit', [
      ...ownUnitFields('leadUnit', '起草单位', ['第一起草单位', '主要起草单位', '牵头单位', '制定单位']),
      count('draftingRank', '起草单位排名', '位', { min: 1, max: 200, synonyms: ['排名', '单位排名', '起草排序'] }),
      longText('partnerUnits', '其他起草单位', 1000, {
        searchable: true,
        synonyms: ['参与起草单位', '参编单位', '合作单位'],
        help: '多个单位用顿号分开。',
      }),
      longText('drafters', '主要起草人', 500, { searchable: true, synonyms: ['起草人', '起草人员'] }),
      ...contactFields,
    ]),
    ...planFields,
    ...inSection(planSection.id, [
      sourceProject,
      text('sourcePlatform', '依托平台', 200, {
        refersTo: { register: 'platform', field: 'name' },
        searchable: true,
        synonyms: ['依托平台名称', '所在平台'],
        help: '标准由哪个创新平台牵头形成，填平台名称。',
      }),
    ]),
    ...inSection('content', [
      longText('scope', '主要技术内容', 2000, { synonyms: ['范围', '适用范围', '技术内容', '标准简介', '简介'] }),
      flag('essentialPatents', '是否含必要专利', { synonyms: ['标准必要专利', '是否涉及必要专利'] }),
      text('patents', '涉及专利', 500, { synonyms: ['涉及专利号', '相关专利'], help: '多个专利号用顿号分开。' }),
    ]),
    ...inSection('use', [
      count('implementingUnits', '实施单位数', '家', { synonyms: ['采用单位数', '实施企业数'] }),
      money('newSales', '新增销售收入', { synonyms: ['实施标准新增收入', '新增产值'] }),
      money('subsidy', '标准奖补资金', { synonyms: ['奖补资金', '资助经费', '标准化资助'] }),
      text('awards', '获奖情况', 300, { synonyms: ['奖励情况'] }),
      longText('effect', '实施效果', 2000, { synonyms: ['实施情况', '应用情况', '推广应用情况'] }),
    ]),
    ...closingFields,
  ],
  tables: BUILTIN_TABLES,
};
