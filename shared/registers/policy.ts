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
} from './common-fields.ts';
import { code, count, date, flag, longText, money, onlyWhen, text } from './field-kinds.ts';
import { inSection } from './in-section.ts';
import type { Register } from './register.ts';

const THINK_TANK = { field: 'kind', in: ['think-tank'] };

/** 政策措施: support policies, organisation and think tanks of the cities (plan safeguard S1). */
export const policy: Register = {
  id: 'policy',
  label: '政策措施',
  measure: '项',
  titleField: 'name',
  naturalKeys: [['documentNumber'], ['name', 'issuer']],
  yearField: 'issueDate',
  units: [ownUnit('issuer')],
  ongoing: { field: 'state', in: ['drafting', 'soliciting', 'issued', 'revised'] },
  sections: [
    { id: 'basic', label: '基本信息' },
    { id: 'unit', label: '制定单位' },
    planSection,
    { id: 'content', label: '主要内容' },
    { id: 'funds', label: '资金与兑现' },
    { id: 'think-tank', label: '智库建设' },
    { id: 'progress', label: '落实情况' },
    evidenceSection,
    otherSection,
    provinceSection,
  ],
  fields: [
    ...inSection('basic', [
      text('name', '文件（措施）名称', 200, {
        required: 'always',
        searchable: true,
        listColumn: 300,
        synonyms: ['名称', '政策名称', '文件名称', '措施名称', '文件标题'],
      }),
      text('documentNumber', '文号', 60, {
        searchable: true,
        listColumn: 150,
        synonyms: ['发文字号', '发文文号', '文件号', '文件编号'],
        help: '例如 青科规〔2020〕2号；未成文的措施不填。',
      }),
      code('kind', '措施类别', 'policy-kind', {
        required: 'always',
        listColumn: 140,
        synonyms: ['类别', '政策类别', '政策类型', '类型'],
      }),
      code('level', '制定层级', 'policy-level', { listColumn: 90, synonyms: ['级别', '层级', '政策层级'] }),
      code('state', '政策状态', 'policy-state', { listColumn: 80, synonyms: ['状态', '时效状态', '效力状态'] }),
      date('issueDate', '印发（出台）日期', {
        required: 'always',
        listColumn: 110,
        synonyms: ['印发日期', '印发时间', '出台时间', '出台日期', '发布日期', '发布时间', '成文日期'],
        help: '可以只填到年或月；年度统计以此为准。',
      }),
      date('effectiveDate', '施行日期', { synonyms: ['生效日期', '实施日期', '施行时间'] }),
      date('expiryDate', '有效期至', { synonyms: ['失效日期', '有效期', '截止日期'] }),
      code('publicity', '公开属性', 'publicity', { synonyms: ['公开方式', '是否公开'] }),
      flag('dedicated', '是否新一代信息技术专项', {
        synonyms: ['是否专项政策', '专项扶持政策'],
        help: '专门为新一代信息技术（人工智能、区块链等）制定的填“是”。',
      }),
      text('keywords', '关键词', 100, { searchable: true, synonyms: ['主题词'] }),
    ]),
    ...inSection('unit', [
      ...ownUnitFields('issuer', '制定单位', ['印发单位', '发文单位', '发文机关', '制定机关', '牵头单位']),
      text('jointIssuers', '联合印发单位', 300, {
        synonyms: ['联合发文单位', '会签单位'],
        help: '多个单位用顿号分开。',
      }),
      text('department', '起草（负责）科室', 60, { synonyms: ['起草科室', '责任科室', '负责处室'] }),
      ...contactFields,
    ]),
    ...planFields,
    ...inSection('content', [
      longText('measures', '主要措施', 2000, { synonyms: ['主要内容', '政策要点', '内容摘要', '扶持内容'] }),
      {
        key: 'supportModes',
        label: '支持方式',
        type: 'codes',
        codeTable: 'support-mode',
        synonyms: ['扶持方式', '政策工具'],
        help: '可多选。',
      },
      text('targets', '支持对象', 200, { synonyms: ['扶持对象', '适用对象', '适用范围'] }),
    ]),
    ...inSection('funds', [
      money('plannedFunds', '计划安排资金', { synonyms: ['安排资金', '资金规模', '预算资金'] }),
      money('paidFunds', '已兑现资金', { listColumn: 110, synonyms: ['兑现资金', '已拨付资金', '拨付资金'] }),
      money('provincialFunds', '其中省级资金', { synonyms: ['省级资金'] }),
      count('beneficiaries', '受益单位数', '家', { synonyms: ['受益企业数', '惠及企业数', '支持企业数'] }),
      count('supportedProjects', '支持项目数', '项', { synonyms: ['扶持项目数'] }),
    ]),
    ...inSection('think-tank', [
      ...onlyWhen(THINK_TANK, [
        text('hostUnit', '智库依托单位', 120, { searchable: true, synonyms: ['依托单位', '智库名称'] }),
        count('experts', '智库专家数', '人', { synonyms: ['专家数', '专家人数'] }),
        count('reports', '研究报告数', '篇', { synonyms: ['报告数', '咨询报告数'] }),
        count('adoptedAdvice', '采纳建议数', '条', { synonyms: ['建议采纳数', '批示采纳数'] }),
      ]),
    ]),
    ...inSection('progress', [
      count('meetings', '调度（推进）会议数', '次', { synonyms: ['会议数', '调度次数', '推进会次数'] }),
      count('trainings', '宣讲培训场次', '场', { synonyms: ['宣讲场次', '培训场次'] }),
      longText('progress', '落实情况', 2000, { synonyms: ['进展情况', '执行情况', '实施情况'] }),
      longText('effect', '实施成效', 2000, { synonyms: ['成效', '评估情况', '政策效果'] }),
    ]),
    ...closingFields,
  ],
  tables: BUILTIN_TABLES,
};
