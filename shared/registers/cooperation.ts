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
import { area, code, count, date, longText, money, onlyWhen, text } from './field-kinds.ts';
import { inSection } from './in-section.ts';
import type { Register } from './register.ts';

/** 国际合作: cooperation with foreign partners and offshore innovation bases (plan safeguard S3). */
export const cooperation: Register = {
  id: 'cooperation',
  label: '国际合作',
  measure: '项',
  titleField: 'name',
  naturalKeys: [['number'], ['name', 'domesticUnit']],
  yearField: 'signedDate',
  units: [ownUnit('domesticUnit')],
  ongoing: { field: 'state', in: ['talking', 'signed', 'running'] },
  sections: [
    { id: 'basic', label: '基本信息' },
    { id: 'unit', label: '中方单位' },
    { id: 'partner', label: '外方' },
    planSection,
    { id: 'content', label: '合作内容' },
    { id: 'funds', label: '投入' },
    { id: 'result', label: '成效' },
    evidenceSection,
    otherSection,
    provinceSection,
  ],
  fields: [
    ...inSection('basic', [
      text('number', '协议（项目）编号', 60, {
        searchable: true,
        synonyms: ['协议编号', '合同编号', '合作编号', '编号'],
      }),
      text('name', '合作事项名称', 200, {
        required: 'always',
        searchable: true,
        listColumn: 280,
        synonyms: ['名称', '合作项目名称', '项目名称', '事项名称', '基地名称'],
      }),
      code('kind', '合作方式', 'cooperation-kind', {
        required: 'always',
        listColumn: 140,
        synonyms: ['类别', '合作类别', '合作类型', '合作形式'],
      }),
      code('state', '合作状态', 'cooperation-state', { listColumn: 80, synonyms: ['状态', '进展状态', '执行状态'] }),
      date('signedDate', '签约（启动）日期', {
        required: 'always',
        listColumn: 110,
        synonyms: ['签约日期', '签约时间', '启动日期', '启动时间', '协议签订时间', '设立时间'],
        help: '可以只填到年或月；年度统计以此为准。',
      }),
      date('startDate', '合作开始日期', { synonyms: ['开始日期', '合作开始时间', '起始日期'] }),
      date('endDate', '合作结束日期', { synonyms: ['结束日期', '合作结束时间', '终止日期'] }),
      text('approvalDocument', '批准（备案）文号', 60, { synonyms: ['批准文号', '备案文号'] }),
      code('openingZone', '依托开放平台', 'opening-zone', {
        synonyms: ['开放平台', '所在开放区域', '依托区域'],
        help: '依托自由贸易试验区、上合示范区等开展的填写。',
      }),
    ]),
    ...inSection('unit', [
      ...ownUnitFields('domesticUnit', '中方单位', ['承担单位', '中方合作单位', '牵头单位', '国内单位', '依托单位']),
      text('partnerUnits', '中方参与单位', 300, {
        synonyms: ['参与单位', '其他中方单位'],
        help: '多个单位用顿号分开。',
      }),
      text('leader', '中方负责人', 60, { searchable: true, synonyms: ['负责人', '项目负责人'] }),
      ...contactFields,
    ]),
    ...inSection('partner', [
      code('country', '合作国家（地区）', 'country', {
        required: 'always',
        listColumn: 110,
        synonyms: ['国家', '国家（地区）', '国别', '合作国别', '所在国家'],
      }),
      text('foreignUnit', '外方机构', 200, {
        required: 'always',
        searchable: true,
        listColumn: 180,
        synonyms: ['外方单位', '合作机构', '国外合作单位', '外方合作单位'],
      }),
      text('foreignName', '外方机构外文名', 200, {
        searchable: true,
        synonyms: ['外文名称', '外方机构英文名称', '英文名称'],
      }),
      code('foreignNature', '外方机构性质', 'foreign-unit-nature', { synonyms: ['外方性质', '外方机构类型'] }),
      text('foreignLeader', '外方负责人', 100, { synonyms: ['外方专家', '外方联系人'] }),
    ]),
    ...planFields,
    ...inSection(planSection.id, [sourceProject]),
    ...inSection('content', [
      text('direction', '合作方向', 200, { searchable: true, synonyms: ['合作领域', '研究方向'] }),
      longText('content', '合作内容', 2000, { synonyms: ['主要内容', '合作任务', '简介'] }),
      longText('progress', '进展情况', 2000, { synonyms: ['合作进展', '工作进展', '执行情况'] }),
      ...onlyWhen({ field: 'kind', in: ['offshore-base', 'joint-institution'] }, [
        text('baseAddress', '基地（机构）地址', 200, { synonyms: ['基地地址', '机构地址'] }),
        area('baseArea', '场地面积', { synonyms: ['面积', '基地面积'] }),
        count('residentProjects', '入驻（在孵）项目数', '项', { synonyms: ['入驻项目数', '在孵项目数'] }),
        count('returnedProjects', '转化落地项目数', '项', { synonyms: ['落地项目数', '回国落地项目数'] }),
      ]),
    ]),
    ...inSection('funds', [
      money('totalFunds', '总投入', {
        synonyms: ['总经费', '合作经费', '总投资'],
        help: '外币按签约时汇率折算为人民币。',
      }),
      money('domesticFunds', '中方投入', { synonyms: ['中方经费', '国内投入'] }),
      money('foreignFunds', '外方投入', { synonyms: ['外方经费', '国外投入'] }),
      money('fiscalFunds', '其中财政资金', { synonyms: ['财政资金', '财政支持经费'] }),
    ]),
    ...inSection('result', [
      count('technologies', '引进（输出）技术数', '项', { synonyms: ['引进技术数', '输出技术数', '技术数'] }),
      money('contractTurnover', '技术合同额', { synonyms: ['技术合同成交额', '合同金额'] }),
      count('experts', '引进专家数', '人', { synonyms: ['引进人才数', '外国专家数'] }),
      count('visitsOut', '出访人次', '人次', { synonyms: ['派出人次', '出国人次'] }),
      count('visitsIn', '来访人次', '人次', { synonyms: ['来华人次', '接待来访人次'] }),
      count('patentCount', '联合专利数', '件', { synonyms: ['专利数', '共有专利数'] }),
      count('paperCount', '联合论文数', '篇', { synonyms: ['论文数', '合作论文数'] }),
    ]),
    ...closingFields,
  ],
  tables: BUILTIN_TABLES,
};
