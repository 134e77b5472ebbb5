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
import { code, date, longText, money, onlyWhen, percent, text, year } from './field-kinds.ts';
import { inSection } from './in-section.ts';
import type { Register } from './register.ts';

/** Codes of `finance-kind` that are a loan. */
export const LOANS: readonly string[] = ['risk-compensation', 'low-mortgage-loan', 'interest-subsidy', 'ip-pledge'];

/** 科技金融: loans, their compensation and interest subsidies, contest prizes and follow-up investment (plan task T4.4). */
export const finance: Register = {
  id: 'finance',
  label: '科技金融',
  measure: '笔',
  titleField: 'name',
  naturalKeys: [['number'], ['enterprise', 'kind', 'occurredDate']],
  yearField: 'occurredDate',
  units: [ownUnit('enterprise'), { name: 'institution', code: 'institutionCode' }],
  ongoing: { field: 'state', in: ['applied', 'registered', 'granted', 'overdue'] },
  sections: [
    { id: 'basic', label: '基本信息' },
    { id: 'unit', label: '受支持企业' },
    { id: 'institution', label: '金融机构' },
    planSection,
    { id: 'loan', label: '贷款' },
    { id: 'compensation', label: '风险补偿与贴息' },
    { id: 'contest', label: '创新竞技与投资' },
    { id: 'result', label: '成效' },
    evidenceSection,
    otherSection,
    provinceSection,
  ],
  fields: [
    ...inSection('basic', [
      text('number', '备案（合同）编号', 60, {
        searchable: true,
        listColumn: 140,
        synonyms: ['备案编号', '合同编号', '贷款合同编号', '协议编号', '编号'],
      }),
      text('name', '事项名称', 200, {
        required: 'always',
        searchable: true,
        listColumn: 240,
        synonyms: ['名称', '项目名称', '贷款项目名称', '业务名称'],
        help: '例如 ××公司科技成果转化贷款。',
      }),
      code('kind', '支持方式', 'finance-kind', {
        required: 'always',
        listColumn: 160,
        synonyms: ['类别', '业务类型', '支持类型', '科技金融类别'],
      }),
      code('level', '资金级次', 'finance-level', {
        synonyms: ['级次', '省市级次', '级别'],
        help: '省级、市级，还是省市两级共担。',
      }),
      code('state', '办理状态', 'finance-state', { listColumn: 90, synonyms: ['状态', '进度'] }),
      date('occurredDate', '发生日期', {
        required: 'always',
        listColumn: 100,
        synonyms: ['发生时间', '放款日期', '放款时间', '拨付日期', '拨付时间', '投资日期', '备案日期'],
        help: '放款、拨付或投资到账的日期，可以只填到年或月；年度统计以此为准。',
      }),
      text('approvalDocument', '批准（下达）文号', 60, { synonyms: ['批准文号', '下达文号', '资金文号'] }),
      money('fiscalFunds', '财政支持金额', {
        listColumn: 110,
        synonyms: ['财政资金', '财政支持资金', '财政经费'],
        help: '补偿、贴息、奖补中由财政负担的合计。',
      }),
    ]),
    ...inSection('unit', [
      ...ownUnitFields('enterprise', '受支持企业', ['企业名称', '借款企业', '被投企业', '单位名称', '获奖企业']),
      code('tier', '企业梯次', 'enterprise-tier', { synonyms: ['企业类型', '梯次'] }),
      ...contactFields,
    ]),
    ...inSection('institution', [
      text('institution', '金融（投资）机构', 120, {
        searchable: true,
        listColumn: 160,
        synonyms: ['贷款银行', '银行', '金融机构', '投资机构', '合作银行', '放款银行'],
      }),
      {
        key: 'institutionCode',
        label: '机构统一社会信用代码',
        type: 'identifier',
        identifier: 'uscc',
        synonyms: ['金融机构统一社会信用代码', '银行信用代码', '机构信用代码'],
      },
      code('institutionKind', '机构类别', 'financial-institution', { synonyms: ['机构类型', '金融机构类型'] }),
    ]),
    ...planFields,
    ...inSection(planSection.id, [sourceProject]),
    ...inSection('loan', [
      ...onlyWhen({ field: 'kind', in: LOANS }, [
        money('loanAmount', '贷款金额', { synonyms: ['贷款额', '放款金额', '合同金额', '贷款本金'] }),
        percent('loanRate', '贷款年利率', { synonyms: ['利率', '年利率', '执行利率'] }),
        date('loanStart', '贷款开始日期', { synonyms: ['借款日期', '贷款起始日期', '贷款发放日期'] }),
        date('loanEnd', '贷款到期日期', { synonyms: ['到期日期', '贷款到期日', '贷款终止日期'] }),
        code('guarantee', '担保方式', 'guarantee-mode', { synonyms: ['增信方式', '抵押方式'] }),
        text('loanUse', '贷款用途', 200, { synonyms: ['用途', '资金用途'] }),
        money('loanBalance', '贷款余额', { synonyms: ['余额', '在贷余额'] }),
        date('repaidDate', '还清日期', { synonyms: ['结清日期', '还款日期', '还款时间'] }),
      ]),
    ]),
    ...inSection('compensation', [
      ...onlyWhen({ field: 'kind', in: ['risk-compensation', 'low-mortgage-loan', 'ip-pledge'] }, [
        percent('riskShare', '风险补偿比例', { synonyms: ['补偿比例', '风险分担比例'] }),
        money('overdueAmount', '不良本金', { synonyms: ['逾期本金', '不良贷款本金', '逾期金额'] }),
        money('compensation', '风险补偿金额', { synonyms: ['补偿金额', '代偿金额', '风险补偿资金'] }),
        money('provincialCompensation', '其中省级补偿', { synonyms: ['省级补偿金额', '省级风险补偿'] }),
        money('cityCompensation', '其中市县补偿', { synonyms: ['市级补偿金额', '市级风险补偿', '市县补偿金额'] }),
        date('compensationDate', '补偿日期', { synonyms: ['补偿时间', '代偿日期'] }),
      ]),
      ...onlyWhen({ field: 'kind', in: ['interest-subsidy', 'risk-compensation', 'low-mortgage-loan'] }, [
        money('interestSubsidy', '贴息金额', { synonyms: ['贴息资金', '贷款贴息', '贴息额'] }),
        year('subsidyYear', '贴息年度', { synonyms: ['贴息所属年度'] }),
      ]),
    ]),
    ...inSection('contest', [
      ...onlyWhen({ field: 'kind', in: ['contest'] }, [
        text('contestName', '竞技（大赛）名称', 120, { synonyms: ['竞技名称', '大赛名称', '赛事名称'] }),
        text('contestGroup', '竞技组别', 60, { synonyms: ['组别', '参赛组别', '竞技领域'] }),
        text('award', '名次（奖项）', 60, { synonyms: ['名次', '奖项', '获奖等次'] }),
        money('awardFunds', '优胜支持经费', { synonyms: ['奖补资金', '支持经费', '奖金'] }),
      ]),
      ...onlyWhen({ field: 'kind', in: ['investment', 'contest'] }, [
        money('investment', '投资金额', { synonyms: ['投资额', '股权投资金额', '跟进投资金额'] }),
        code('investmentRound', '投资轮次', 'investment-round', { synonyms: ['轮次', '融资轮次'] }),
        percent('equityShare', '持股比例', { synonyms: ['股权比例', '占股比例'] }),
      ]),
    ]),
    ...inSection('result', [
      money('newSales', '新增销售收入', { synonyms: ['新增产值', '新增收入'] }),
      longText('summary', '支持情况', 2000, { synonyms: ['情况说明', '简介', '成效', '使用情况'] }),
    ]),
    ...closingFields,
  ],
  tables: BUILTIN_TABLES,
};
