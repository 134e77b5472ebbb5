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
  sourceProject,
} from './common-fields.ts';
import { code, count, date, longText, money, onlyWhen, text, year } from './field-kinds.ts';
import { inSection } from './in-section.ts';
import type { Register } from './register.ts';

const PERSON = { field: 'kind', in: ['person'] };
const PEOPLE = { field: 'kind', in: ['person', 'team'] };
const SCHOOLING = { field: 'kind', in: ['discipline', 'base'] };

/**
 * 人才: selected persons and teams, new disciplines and jointly run training bases (plan task T4.3; domain §3.8). A person is known
 * by name, unit and programme; identity numbers are not asked for.
 */
export const talent: Register = {
  id: 'talent',
  label: '人才',
  measure: '人',
  titleField: 'name',
  naturalKeys: [
    ['name', 'employer', 'programme'],
    ['name', 'employer'],
  ],
  yearField: 'selectedDate',
  units: [ownUnit('employer')],
  figuresYear: 'evaluationYear',
  ongoing: { field: 'state', in: ['selected', 'in-post'] },
  sections: [
    { id: 'basic', label: '基本信息' },
    { id: 'selection', label: '入选情况' },
    { id: 'unit', label: '用人单位' },
    planSection,
    { id: 'person', label: '个人情况' },
    { id: 'support', label: '支持经费' },
    { id: 'work', label: '工作成效' },
    evidenceSection,
    otherSection,
    provinceSection,
  ],
  fields: [
    ...inSection('basic', [
      text('name', '姓名（名称）', 120, {
        required: 'always',
        searchable: true,
        listColumn: 160,
        synonyms: ['姓名', '人才姓名', '名称', '带头人姓名', '团队名称', '专业名称', '基地名称'],
        help: '个人填姓名，团队填带头人姓名，学科专业和基地填名称。',
      }),
      code('kind', '人才类别', 'talent-kind', {
        required: 'always',
        listColumn: 110,
        synonyms: ['类别', '类型', '人才类型'],
      }),
      ...onlyWhen(PEOPLE, [
        code('programme', '人才计划', 'talent-programme', {
          required: PEOPLE,
          listColumn: 160,
          synonyms: ['人才工程', '人才项目', '计划类别', '入选计划', '人才称号'],
        }),
      ]),
      code('level', '人才级别', 'platform-level', { listColumn: 80, synonyms: ['级别', '层次'] }),
      code('state', '人才状态', 'talent-state', { synonyms: ['状态', '管理状态'] }),
    ]),
    ...inSection('selection', [
      date('selectedDate', '入选（设立）日期', {
        required: 'always',
        listColumn: 120,
        synonyms: ['入选日期', '入选时间', '入选年度', '设立日期', '设立时间', '批准日期', '批准时间'],
        help: '可以只填到年或月；年度统计以此为准。',
      }),
      text('batch', '入选批次', 60, { synonyms: ['批次'] }),
      text('approvalDocument', '入选（批准）文号', 60, { synonyms: ['入选文号', '批准文号', '公布文号'] }),
      date('termStart', '管理期（聘期）开始', { synonyms: ['聘期开始日期', '管理期开始日期', '合同开始日期'] }),
      date('termEnd', '管理期（聘期）结束', { synonyms: ['聘期结束日期', '管理期结束日期', '合同结束日期'] }),
      ...onlyWhen(PEOPLE, [
        code('arrivalMode', '引进方式', 'talent-arrival', { synonyms: ['引育方式', '来鲁方式', '引进类型'] }),
        date('arrivalDate', '到岗日期', { synonyms: ['到岗时间', '引进时间', '引进日期', '来鲁时间'] }),
        text('formerUnit', '引进前单位', 120, { synonyms: ['原工作单位', '原单位', '引进前工作单位'] }),
        count('monthsPerYear', '每年在鲁工作月数', '月', { max: 12, synonyms: ['每年工作月数', '年工作时间'] }),
        text('offshoreBase', '离岸基地', 120, {
          synonyms: ['离岸创新基地', '离岸创新创业基地'],
          help: '离岸创新人才填写所在的离岸基地。',
        }),
      ]),
    ]),
    ...inSection('unit', [
      ...ownUnitFields('employer', '用人单位', [
        '依托单位',
        '申报单位',
        '工作单位',
        '所在单位',
        '设立单位',
        '承担单位',
      ]),
      ...onlyWhen(SCHOOLING, [
        longText('partnerUnits', '共建单位', 1000, {
          searchable: true,
          synonyms: ['合作单位', '共建企业'],
          help: '多个单位用顿号分开。',
        }),
      ]),
      ...contactFields,
    ]),
    ...planFields,
    ...inSection(planSection.id, [sourceProject]),
    ...inSection('person', [
      ...onlyWhen(PERSON, [
        code('gender', '性别', 'gender'),
        year('birthYear', '出生年份', { min: 1900, synonyms: ['出生年', '出生年月', '出生日期'] }),
        text('nationality', '国籍（地区）', 60, { synonyms: ['国籍', '国别'] }),
        code('education', '学历', 'education', { synonyms: ['最高学历', '学历层次'] }),
        code('degree', '学位', 'degree', { synonyms: ['最高学位'] }),
        text('school', '毕业院校', 120, { synonyms: ['毕业学校', '最高学位授予学校'] }),
      ]),
      text('speciality', '专业（研究方向）', 120, {
        searchable: true,
        synonyms: ['从事专业', '研究方向', '专业', '学科专业', '所学专业'],
      }),
      ...onlyWhen(PERSON, [
        text('title', '职称', 40, { synonyms: ['专业技术职务', '技术职称'] }),
        text('position', '职务', 60, { synonyms: ['行政职务', '岗位'] }),
      ]),
    ]),
    ...inSection('support', [
      money('totalFunds', '支持经费合计', { synonyms: ['资助总额', '资助经费', '经费合计', '支持经费'] }),
      money('provincialFunds', '省级经费', { synonyms: ['省级资助经费', '省财政经费', '省拨经费'] }),
      money('cityFunds', '市县配套经费', { synonyms: ['市级配套', '市县经费', '地方配套经费'] }),
      money('unitFunds', '单位配套经费', { synonyms: ['单位配套', '自筹经费', '用人单位配套'] }),
      money('receivedFunds', '到位经费', { synonyms: ['已到位经费', '已拨付经费'] }),
    ]),
    ...inSection('work', [
      ...onlyWhen({ field: 'kind', in: ['team', 'discipline', 'base'] }, [
        count('teamSize', '团队（师资）人数', '人', { synonyms: ['团队人数', '师资人数', '教师人数'] }),
      ]),
      ...onlyWhen(SCHOOLING, [
        count('enrolment', '在读（在训）人数', '人', { synonyms: ['招生人数', '在校生人数', '在训人数'] }),
      ]),
      count('trained', '培养人数', '人', { synonyms: ['人才培养数', '培养研究生人数', '毕业人数'] }),
      count('projectCount', '承担项目数', '项', { synonyms: ['承担项目', '科研项目数'] }),
      count('patentCount', '获得专利数', '件', { synonyms: ['专利数', '授权专利数'] }),
      count('paperCount', '发表论文数', '篇', { synonyms: ['论文数'] }),
      money('newSales', '新增销售收入', { synonyms: ['新增产值', '新增收入'] }),
      ...evaluationFields,
      longText('summary', '工作成效', 2000, { synonyms: ['工作情况', '主要业绩', '简介', '工作进展'] }),
    ]),
    ...closingFields,
  ],
  tables: BUILTIN_TABLES,
};
