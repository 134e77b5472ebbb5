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
import { code, count, date, longText, money, onlyWhen, text } from './field-kinds.ts';
import { inSection } from './in-section.ts';
import type { ChildTable, Register } from './register.ts';

const sites: ChildTable = {
  key: 'sites',
  label: '示范点',
  section: 'sites',
  summaryFields: ['name', 'unit', 'openedDate'],
  rowKey: ['name'],
  fields: inSection('sites', [
    text('name', '示范点名称', 120, {
      required: 'always',
      searchable: true,
      synonyms: ['名称', '应用场景', '场景名称'],
    }),
    text('unit', '建设单位', 120, { synonyms: ['实施单位', '所在单位'] }),
    text('place', '地点', 200, { synonyms: ['位置', '所在地'] }),
    date('openedDate', '投用日期', { synonyms: ['投用时间', '建成时间', '启用时间'] }),
    money('investedFunds', '投资额', { synonyms: ['投资', '总投资'] }),
    text('effect', '示范效果', 300, { synonyms: ['效果', '成效'] }),
  ]),
};

/** 试点示范: the national AI pilot zones, demonstration projects of high-tech zones, good practice (plan safeguard S2). */
export const pilot: Register = {
  id: 'pilot',
  label: '试点示范',
  measure: '项',
  titleField: 'name',
  naturalKeys: [['number'], ['name', 'leadUnit']],
  yearField: 'approvalDate',
  units: [ownUnit('leadUnit')],
  ongoing: { field: 'state', in: ['applying', 'approved', 'building'] },
  sections: [
    { id: 'basic', label: '基本信息' },
    { id: 'unit', label: '建设单位' },
    planSection,
    { id: 'content', label: '建设内容' },
    { id: 'funds', label: '投资' },
    { id: 'sites', label: '示范点与成效' },
    { id: 'experience', label: '经验推广' },
    evidenceSection,
    otherSection,
    provinceSection,
  ],
  fields: [
    ...inSection('basic', [
      text('number', '试点编号', 40, { searchable: true, synonyms: ['批准编号', '编号', '示范编号'] }),
      text('name', '试点示范名称', 200, {
        required: 'always',
        searchable: true,
        listColumn: 300,
        synonyms: ['名称', '试点名称', '示范项目名称', '示范名称', '经验名称'],
      }),
      code('kind', '试点示范类别', 'pilot-kind', {
        required: 'always',
        listColumn: 180,
        synonyms: ['类别', '试点类别', '示范类型', '类型'],
      }),
      code('level', '试点级别', 'platform-level', { listColumn: 80, synonyms: ['级别'] }),
      code('state', '试点状态', 'pilot-state', { listColumn: 80, synonyms: ['状态', '建设状态', '进展状态'] }),
      date('approvalDate', '批准（确定）日期', {
        required: 'always',
        listColumn: 110,
        synonyms: ['批准日期', '批准时间', '获批时间', '确定时间', '总结日期', '总结时间'],
        help: '试点批准、项目确定或经验总结的日期，可以只填到年或月；年度统计以此为准。',
      }),
      text('approvalUnit', '批准部门', 120, { synonyms: ['批准单位', '批复单位', '认定部门'] }),
      text('approvalDocument', '批准文号', 60, { synonyms: ['批复文号', '认定文号'] }),
      date('startDate', '建设开始日期', { synonyms: ['开始日期', '建设开始时间', '实施开始日期'] }),
      date('endDate', '建设结束日期', { synonyms: ['结束日期', '建设结束时间', '实施结束日期'] }),
      date('acceptanceDate', '验收（评估）日期', { synonyms: ['验收日期', '验收时间', '评估日期'] }),
    ]),
    ...inSection('unit', [
      ...ownUnitFields('leadUnit', '建设单位', ['承担单位', '实施单位', '申报单位', '牵头单位', '总结单位']),
      longText('partnerUnits', '参与单位', 1000, {
        searchable: true,
        synonyms: ['合作单位', '参建单位'],
        help: '多个单位用顿号分开。',
      }),
      text('leader', '负责人', 60, { searchable: true, synonyms: ['项目负责人', '试点负责人'] }),
      ...contactFields,
    ]),
    ...planFields,
    ...inSection(planSection.id, [
      code('applicationField', '应用示范领域', 'application-field', { synonyms: ['示范领域', '应用领域'] }),
      sourceProject,
    ]),
    ...inSection('content', [
      longText('content', '建设内容', 2000, { synonyms: ['主要内容', '试点内容', '建设任务', '试点任务'] }),
      longText('progress', '进展情况', 2000, { synonyms: ['建设进展', '实施进展', '工作进展'] }),
    ]),
    ...inSection('funds', [
      money('totalFunds', '计划总投资', { synonyms: ['总投资', '总经费', '投资总额'] }),
      money('fiscalFunds', '财政资金', { synonyms: ['财政投入', '财政支持资金'] }),
      money('selfFunds', '自筹资金', { synonyms: ['自筹经费', '社会投资', '企业自筹'] }),
      money('investedFunds', '已完成投资', { listColumn: 110, synonyms: ['完成投资', '累计完成投资'] }),
    ]),
    ...inSection('sites', [
      count('siteCount', '示范点数', '个', { synonyms: ['示范点数量', '应用场景数', '场景数'] }),
      count('coveredEnterprises', '覆盖企业数', '家', { synonyms: ['带动企业数', '服务企业数'] }),
      count('coveredPeople', '服务人数', '人', { synonyms: ['服务群众人数', '受益人数'] }),
      money('newOutput', '新增产值', { synonyms: ['带动产值', '新增销售收入'] }),
      count('newJobs', '新增就业', '人', { synonyms: ['新增就业人数', '带动就业'] }),
    ]),
    ...inSection('experience', [
      longText('experience', '经验做法', 2000, { synonyms: ['好经验好做法', '典型经验', '主要做法'] }),
      ...onlyWhen({ field: 'state', in: ['promoted'] }, [
        code('promotionScope', '推广范围', 'promotion-scope', { synonyms: ['推广级别', '推广层级'] }),
        date('promotedDate', '推广日期', { synonyms: ['推广时间'] }),
        text('promotedBy', '推广部门', 120, { synonyms: ['推广单位', '发文推广部门'] }),
      ]),
      count('visits', '接待考察批次', '批', { synonyms: ['考察批次', '接待批次'] }),
      count('newsReports', '媒体报道数', '篇', { synonyms: ['媒体报道', '报道数'] }),
    ]),
    ...closingFields,
  ],
  tables: [sites, ...BUILTIN_TABLES],
};
