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
import { code, count, date, flag, longText, money, onlyWhen, text } from './field-kinds.ts';
import { inSection } from './in-section.ts';
import type { ChildTable, Register } from './register.ts';

const members: ChildTable = {
  key: 'members',
  label: '成员单位',
  section: 'members',
  summaryFields: ['name', 'role'],
  rowKey: ['name'],
  fields: inSection('members', [
    text('name', '单位名称', 120, { required: 'always', searchable: true, synonyms: ['成员单位', '名称'] }),
    {
      key: 'code',
      label: '统一社会信用代码',
      type: 'identifier',
      identifier: 'uscc',
      synonyms: ['信用代码', '社会信用代码', '单位代码'],
    },
    code('nature', '单位性质', 'unit-nature', { synonyms: ['单位类型'] }),
    code('role', '联盟职务', 'alliance-role', { synonyms: ['角色', '职务', '成员类别'] }),
    date('joinedDate', '加入日期', { synonyms: ['加入时间', '入盟时间'] }),
  ]),
};

/** 联盟: industrial technology innovation alliances (plan tasks T3.2, T4.5). */
export const alliance: Register = {
  id: 'alliance',
  label: '联盟',
  measure: '家',
  titleField: 'name',
  naturalKeys: [['number'], ['name', 'leadUnit']],
  yearField: 'foundedDate',
  units: [ownUnit('leadUnit'), { table: 'members', name: 'name', code: 'code', nature: 'nature' }],
  figuresYear: 'evaluationYear',
  ongoing: { field: 'state', in: ['building', 'running', 'rectifying'] },
  sections: [
    { id: 'basic', label: '基本信息' },
    { id: 'unit', label: '牵头单位' },
    { id: 'people', label: '负责人与联系人' },
    planSection,
    { id: 'members', label: '成员单位' },
    { id: 'work', label: '运行成效' },
    evidenceSection,
    otherSection,
    provinceSection,
  ],
  fields: [
    ...inSection('basic', [
      text('number', '联盟编号', 40, {
        searchable: true,
        synonyms: ['备案编号', '认定编号', '批准编号'],
        help: '认定（备案）部门给的编号。',
      }),
      text('name', '联盟名称', 200, {
        required: 'always',
        searchable: true,
        listColumn: 280,
        synonyms: ['名称', '产业联盟名称', '技术创新联盟名称'],
      }),
      code('kind', '联盟类别', 'alliance-kind', { listColumn: 160, synonyms: ['联盟类型', '类别', '类型'] }),
      code('level', '联盟级别', 'platform-level', { listColumn: 80, synonyms: ['级别'] }),
      code('state', '联盟状态', 'platform-state', { listColumn: 80, synonyms: ['状态', '运行状态'] }),
      date('foundedDate', '成立日期', {
        required: 'always',
        listColumn: 100,
        synonyms: ['成立时间', '组建时间', '组建日期'],
        help: '可以只填到年或月；年度统计以此为准。',
      }),
      date('approvalDate', '认定（备案）日期', { synonyms: ['认定日期', '认定时间', '备案日期', '备案时间'] }),
      text('approvalUnit', '认定（备案）部门', 120, { synonyms: ['认定部门', '备案部门', '批准部门'] }),
      text('approvalDocument', '认定（备案）文号', 60, { synonyms: ['认定文号', '备案文号', '批准文号'] }),
      date('agreementStart', '联盟协议开始日期', { synonyms: ['协议开始日期', '协议签订日期', '协议签订时间'] }),
      date('agreementEnd', '联盟协议结束日期', { synonyms: ['协议结束日期', '协议到期日期'] }),
      text('chain', '产业链方向', 200, { searchable: true, synonyms: ['产业方向', '产业链环节', '所属产业链'] }),
      flag('incorporated', '是否法人', { synonyms: ['是否独立法人', '是否登记法人'] }),
      ...onlyWhen({ field: 'incorporated', in: ['1'] }, [
        {
          key: 'allianceCode',
          label: '联盟统一社会信用代码',
          type: 'identifier',
          identifier: 'uscc',
          synonyms: ['联盟信用代码', '联盟法人代码'],
          help: '登记为社会团体、民办非企业或企业的联盟填写。',
        },
      ]),
    ]),
    ...inSection('unit', [
      ...ownUnitFields('leadUnit', '牵头单位', ['理事长单位', '盟主单位', '发起单位', '依托单位', '承担单位']),
      flag('leadingEnterprise', '是否龙头企业牵头', { synonyms: ['龙头企业牵头'] }),
      text('secretariatUnit', '秘书处单位', 120, { synonyms: ['秘书处挂靠单位', '秘书长单位', '秘书处所在单位'] }),
    ]),
    ...inSection('people', [
      text('leader', '理事长', 60, { searchable: true, synonyms: ['负责人', '联盟负责人', '联盟理事长'] }),
      text('secretary', '秘书长', 60, { searchable: true, synonyms: ['联盟秘书长'] }),
      text('expertChair', '专家委员会主任', 60, { synonyms: ['技术委员会主任', '专家委主任'] }),
      ...contactFields,
    ]),
    ...planFields,
    ...inSection('members', [
      count('memberCount', '成员单位数', '家', { listColumn: 90, synonyms: ['成员数', '成员单位总数'] }),
      count('enterpriseMembers', '企业成员数', '家', { synonyms: ['企业数', '成员企业数'] }),
      count('academicMembers', '高校院所成员数', '家', { synonyms: ['高校院所数', '高校和科研院所数'] }),
      count('outsideMembers', '省外成员数', '家', { synonyms: ['省外单位数'] }),
    ]),
    ...inSection('work', [
      money('annualFunds', '年度运行经费', { yearly: true, synonyms: ['运行经费', '年度经费', '活动经费'] }),
      money('fiscalFunds', '财政支持经费', { synonyms: ['财政经费', '财政支持'] }),
      count('jointProjects', '联合承担项目数', '项', { synonyms: ['联合项目数', '承担项目数'] }),
      money('jointProjectFunds', '联合项目经费', { synonyms: ['联合项目总经费'] }),
      flag('patentPool', '是否构筑专利池', { synonyms: ['专利池'] }),
      count('pooledPatents', '入池（共享）专利数', '件', { synonyms: ['共享专利数', '入池专利数', '专利数'] }),
      count('standardCount', '制定标准数', '项', { synonyms: ['标准数', '团体标准数'] }),
      count('activityCount', '组织活动数', '场', { synonyms: ['活动数', '活动场次'] }),
      count('trained', '培训人次', '人次', { synonyms: ['培训人数'] }),
      ...evaluationFields,
      longText('summary', '运行情况', 2000, { synonyms: ['工作情况', '联盟简介', '简介', '工作进展'] }),
    ]),
    ...closingFields,
  ],
  tables: [members, ...BUILTIN_TABLES],
};
