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

/** 活动: forums, contests, matchmaking and the like (plan task T4.5). */
export const activity: Register = {
  id: 'activity',
  label: '活动',
  measure: '场',
  titleField: 'name',
  naturalKeys: [
    ['name', 'startDate'],
    ['name', 'organiser'],
  ],
  yearField: 'startDate',
  units: [ownUnit('organiser')],
  ongoing: { field: 'state', in: ['planned', 'postponed'] },
  sections: [
    { id: 'basic', label: '基本信息' },
    { id: 'unit', label: '主办单位' },
    planSection,
    { id: 'scale', label: '规模' },
    { id: 'funds', label: '经费' },
    { id: 'result', label: '成效' },
    evidenceSection,
    otherSection,
    provinceSection,
  ],
  fields: [
    ...inSection('basic', [
      text('name', '活动名称', 200, {
        required: 'always',
        searchable: true,
        listColumn: 280,
        synonyms: ['名称', '论坛名称', '大赛名称', '会议名称'],
        help: '连同届次，例如 第三届××创新大赛。',
      }),
      code('kind', '活动类别', 'activity-kind', {
        required: 'always',
        listColumn: 100,
        synonyms: ['类别', '活动类型', '类型', '活动形式'],
      }),
      code('level', '活动级别', 'activity-level', { listColumn: 80, synonyms: ['级别', '活动层次'] }),
      code('state', '活动状态', 'activity-state', { listColumn: 80, synonyms: ['状态', '举办情况'] }),
      date('startDate', '开始日期', {
        required: 'always',
        listColumn: 100,
        synonyms: ['举办日期', '举办时间', '开始时间', '活动时间', '活动日期'],
        help: '可以只填到年或月；年度统计以此为准。',
      }),
      date('endDate', '结束日期', { synonyms: ['结束时间'] }),
      code('mode', '举办方式', 'activity-mode', { synonyms: ['线上线下', '活动方式'] }),
      text('venue', '举办地点', 200, { synonyms: ['地点', '活动地点', '会场'] }),
      text('theme', '活动主题', 200, { searchable: true, synonyms: ['主题'] }),
      flag('international', '是否国际性活动', { synonyms: ['是否国际活动', '国际性'] }),
      text('approvalDocument', '批准文号', 60, {
        synonyms: ['批文', '审批文号'],
        help: '论坛、国际会议等需要报批的填写。',
      }),
    ]),
    ...inSection('unit', [
      ...ownUnitFields('organiser', '主办单位', ['第一主办单位', '牵头单位', '组织单位']),
      text('undertaker', '承办单位', 300, {
        searchable: true,
        synonyms: ['具体承办单位'],
        help: '多个单位用顿号分开。',
      }),
      longText('coOrganisers', '协办（支持）单位', 1000, { synonyms: ['协办单位', '支持单位', '合作单位'] }),
      text('alliance', '依托联盟', 200, {
        refersTo: { register: 'alliance', field: 'name' },
        searchable: true,
        synonyms: ['联盟名称', '组织联盟'],
        help: '由产业技术创新联盟组织的，填联盟名称。',
      }),
      ...contactFields,
    ]),
    ...planFields,
    ...inSection('scale', [
      count('attendees', '参加人数', '人次', { listColumn: 90, synonyms: ['参会人数', '参与人数', '现场人数'] }),
      count('onlineViews', '线上观看人次', '人次', { synonyms: ['线上人数', '直播观看人次'] }),
      count('experts', '专家（嘉宾）人数', '人', { synonyms: ['专家人数', '嘉宾人数'] }),
      count('academicians', '院士人数', '人', { synonyms: ['参会院士'] }),
      count('foreignGuests', '境外嘉宾人数', '人', { synonyms: ['外籍嘉宾人数', '外宾人数'] }),
      count('enterprises', '参加企业数', '家', { synonyms: ['参会企业数', '参展企业数', '企业数'] }),
      ...onlyWhen({ field: 'kind', in: ['contest', 'roadshow'] }, [
        count('entries', '参赛（路演）项目数', '项', { synonyms: ['参赛项目数', '路演项目数', '报名项目数'] }),
        count('winners', '获奖项目数', '项', { synonyms: ['获奖数', '优胜项目数'] }),
        money('prizeFunds', '奖金总额', { synonyms: ['奖金', '奖励资金'] }),
      ]),
    ]),
    ...inSection('funds', [
      money('totalFunds', '活动经费', { synonyms: ['总经费', '经费合计', '活动总经费'] }),
      money('fiscalFunds', '财政经费', { synonyms: ['财政支持经费', '财政资金'] }),
      money('selfFunds', '自筹经费', { synonyms: ['单位自筹', '自筹资金'] }),
      money('sponsorFunds', '社会赞助', { synonyms: ['赞助经费', '社会资金'] }),
    ]),
    ...inSection('result', [
      count('signedProjects', '签约项目数', '项', { synonyms: ['签约数', '签订协议数'] }),
      money('signedAmount', '签约金额', { synonyms: ['签约总额', '合同金额'] }),
      count('intentions', '达成意向数', '项', { synonyms: ['意向数', '合作意向数'] }),
      count('publishedResults', '发布成果数', '项', { synonyms: ['成果发布数', '发布成果'] }),
      count('newsReports', '媒体报道数', '篇', { synonyms: ['报道数', '媒体报道'] }),
      longText('summary', '活动情况', 2000, { synonyms: ['活动简介', '简介', '活动成效', '主要内容'] }),
    ]),
    ...closingFields,
  ],
  tables: BUILTIN_TABLES,
};
