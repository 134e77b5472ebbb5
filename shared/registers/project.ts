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
import { code, date, flag, longText, money, onlyWhen, text, year } from './field-kinds.ts';
import { inSection } from './in-section.ts';
import { projectTables } from './project-tables.ts';
import type { Register } from './register.ts';

/** 项目: science and technology projects that carry the plan (domain §3.2–3.6, §3.9). */
export const project: Register = {
  id: 'project',
  label: '项目',
  measure: '项',
  titleField: 'name',
  naturalKeys: [['number'], ['name', 'leadUnit']],
  yearField: 'startDate',
  units: [ownUnit('leadUnit')],
  ongoing: {
    field: 'stage',
    in: [
      'applied',
      'reviewing',
      'publicised',
      'approved',
      'contracted',
      'running',
      'midterm',
      'acceptance',
      'evaluating',
      'overdue',
    ],
  },
  sections: [
    { id: 'basic', label: '基本信息' },
    { id: 'unit', label: '承担单位' },
    { id: 'people', label: '负责人与联系人' },
    planSection,
    { id: 'funds', label: '经费' },
    { id: 'content', label: '研究内容与进展' },
    { id: 'course', label: '过程管理与变更' },
    { id: 'acceptance', label: '验收' },
    evidenceSection,
    otherSection,
    provinceSection,
  ],
  fields: [
    ...inSection('basic', [
      {
        key: 'number',
        label: '项目编号',
        type: 'identifier',
        identifier: 'project-number',
        searchable: true,
        listColumn: 140,
        synonyms: ['立项编号', '课题编号', '项目立项编号', '计划编号', '任务书编号'],
        help: '按立项文件填写，例如 2019JZZY010129、ZR2019ZD03。',
      },
      text('name', '项目名称', 200, {
        required: 'always',
        searchable: true,
        listColumn: 280,
        synonyms: ['课题名称', '立项项目名称', '名称'],
      }),
      code('programme', '计划类别', 'programme', {
        required: 'always',
        listColumn: 200,
        synonyms: ['计划类型', '项目类别', '计划名称', '所属计划', '资助计划'],
      }),
      code('kind', '项目类型', 'project-kind', {
        synonyms: ['项目性质', '项目分类'],
        help: '应用示范、转型升级类项目分别计入任务（五）的相应行。',
      }),
      code('stage', '项目状态', 'project-stage', { synonyms: ['执行状态', '实施状态', '项目阶段', '状态'] }),
      text('applicationNumber', '申请编号', 40, { searchable: true, synonyms: ['申报编号', '申报书编号', '受理编号'] }),
      text('contractNumber', '合同编号', 40, { searchable: true, synonyms: ['任务合同编号', '合同号'] }),
      text('batch', '立项批次', 40, { synonyms: ['批次', '大批次'] }),
      year('approvalYear', '立项年度', { synonyms: ['立项年份', '年度', '计划年度'] }),
      date('approvalDate', '立项日期', { synonyms: ['立项时间', '批准日期', '批准时间'] }),
      text('approvalDocument', '立项文号', 60, {
        synonyms: ['批准文号', '立项文件', '下达文号'],
        help: '例如 鲁科字〔2019〕128号。',
      }),
      date('startDate', '开始日期', {
        required: 'always',
        synonyms: ['开始时间', '起始日期', '起始时间', '项目开始时间', '实施开始日期'],
        help: '可以只填到年或月；年度统计以此为准。',
      }),
      date('endDate', '结束日期', {
        listColumn: 100,
        synonyms: ['结束时间', '终止日期', '截止日期', '项目结束时间', '完成时间'],
      }),
    ]),
    ...inSection('unit', [
      ...ownUnitFields('leadUnit', '承担单位', [
        '牵头单位',
        '项目承担单位',
        '主持单位',
        '第一承担单位',
        '项目单位',
        '依托单位',
      ]),
      text('recommender', '推荐单位', 120, {
        synonyms: ['主管部门', '一级推荐单位', '归口管理部门', '推荐部门'],
        help: '市科技局、国家高新区管委会、省直部门或可直接推荐的高校院所。',
      }),
      text('secondRecommender', '二级推荐单位', 120, { synonyms: ['县区推荐单位', '区县主管部门', '二级主管部门'] }),
      longText('partnerUnits', '参与单位', 1000, {
        searchable: true,
        synonyms: ['合作单位', '协作单位', '参加单位', '联合单位'],
        help: '多个单位用顿号分开。',
      }),
    ]),
    ...inSection('people', [
      text('leader', '项目负责人', 60, {
        searchable: true,
        listColumn: 90,
        synonyms: ['负责人', '主持人', '项目主持人', '首席专家', '负责人姓名'],
      }),
      text('leaderTitle', '负责人职称', 40, { synonyms: ['职称', '负责人技术职称', '负责人职务职称'] }),
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
    ...inSection('plan', [
      ...onlyWhen({ field: 'kind', in: ['demonstration'] }, [
        code('applicationField', '应用示范领域', 'application-field', { synonyms: ['示范领域', '应用领域'] }),
      ]),
      ...onlyWhen({ field: 'kind', in: ['upgrade'] }, [
        code('industryField', '传统产业领域', 'industry-field', {
          synonyms: ['产业领域', '转型升级领域', '所属产业'],
        }),
      ]),
      text('guideDirection', '指南方向', 200, { synonyms: ['支持方向', '指南领域', '榜单任务', '指南主题'] }),
      text('discipline', '学科代码', 60, { synonyms: ['学科', '所属学科', '学科分类'], help: '按 GB/T 13745 填写。' }),
    ]),
    ...inSection('funds', [
      money('totalFunds', '总经费', {
        listColumn: 110,
        synonyms: ['总投资', '经费总额', '预算总额', '项目总经费', '项目总投资', '经费合计'],
      }),
      money('provincialFunds', '省拨经费', {
        listColumn: 110,
        synonyms: ['省财政经费', '省级财政经费', '省级经费', '专项省拨经费', '省级财政资金', '财政拨款'],
      }),
      money('selfFunds', '自筹经费', { synonyms: ['单位自筹', '自筹资金', '单位自筹经费', '企业自筹'] }),
      money('otherFunds', '其他经费', {
        synonyms: ['其它经费', '其他资金', '其他来源经费'],
        help: '国家、市县财政和其他来源合计。',
      }),
      money('receivedFunds', '到位经费', { synonyms: ['已到位经费', '实际到位经费', '到账经费'] }),
      money('spentFunds', '支出经费', { synonyms: ['已支出经费', '实际支出', '累计支出'] }),
      code('fundsScheme', '经费科目方案', 'funds-scheme', {
        synonyms: ['预算科目方案'],
        help: '不填时按立项年度（没有填的按开始日期）确定：2021 年以前用十一项科目，2021 年起用三项科目。',
      }),
      flag('separateAccount', '是否单独核算', { synonyms: ['独立核算', '是否独立核算', '经费单独核算'] }),
    ]),
    ...inSection('content', [
      text('keywords', '关键词', 100, { searchable: true, synonyms: ['主题词'] }),
      longText('summary', '项目简介', 2000, { synonyms: ['研究内容', '主要研究内容', '简介', '项目概述'] }),
      longText('progress', '进展情况', 2000, { synonyms: ['项目进展', '实施进展', '执行情况'] }),
      code('startTrl', '立项时技术就绪度', 'trl', { synonyms: ['立项TRL', '起始技术就绪度'] }),
      code('currentTrl', '当前技术就绪度', 'trl', { synonyms: ['当前TRL', '技术就绪度'] }),
      code('targetTrl', '目标技术就绪度', 'trl', { synonyms: ['目标TRL', '预期技术就绪度'] }),
      flag('ethics', '是否涉及伦理', { synonyms: ['涉及伦理', '科技伦理'] }),
    ]),
    ...inSection('course', [
      date('publicityDate', '公示日期', { synonyms: ['公示时间', '立项公示时间'] }),
      date('contractDate', '任务书签订日期', { synonyms: ['任务书签订时间', '合同签订日期', '合同签订时间'] }),
      flag('pledge', '是否签订军令状', { synonyms: ['军令状', '签订军令状'], help: '重大科技创新工程项目填写。' }),
      date('midtermDate', '中期检查日期', { synonyms: ['中期检查时间', '中期评估日期'] }),
      code('midtermGrade', '中期检查结果', 'evaluation-grade', { synonyms: ['中期检查结论', '中期评估结果'] }),
      ...onlyWhen({ field: 'stage', in: ['terminated', 'revoked'] }, [
        date('stoppedDate', '终止（撤销）日期', { synonyms: ['终止时间', '撤销日期', '撤销时间'] }),
        text('stoppedReason', '终止（撤销）原因', 500, { synonyms: ['终止原因', '撤销原因'] }),
      ]),
    ]),
    ...inSection('acceptance', [
      date('acceptanceApplied', '验收申请日期', { synonyms: ['验收申请时间', '申请验收日期'] }),
      date('acceptanceDate', '验收日期', {
        synonyms: ['验收时间', '结题日期', '结题时间', '综合绩效评价日期'],
        help: '综合绩效评价（验收）通过或作出结论的日期。',
      }),
      code('acceptanceConclusion', '验收结论', 'acceptance-conclusion', {
        synonyms: ['综合绩效评价结论', '结题结论', '验收结果'],
      }),
      text('acceptanceUnit', '组织验收单位', 120, { synonyms: ['验收组织单位', '评价组织单位', '验收单位'] }),
      text('acceptanceNumber', '验收证书编号', 40, { synonyms: ['结题证书编号', '验收编号', '结题编号'] }),
      text('technicalReport', '科技报告编号', 80, { searchable: true, synonyms: ['科技报告号', '科技报告'] }),
      money('newSales', '新增销售收入', { synonyms: ['新增产值', '新增收入'] }),
      money('newProfitTax', '新增利税', { synonyms: ['新增利润税收', '利税'] }),
    ]),
    ...closingFields,
  ],
  tables: [...projectTables, ...BUILTIN_TABLES],
};
