import { area, code, count, date, flag, longText, money, onlyWhen, text } from './field-kinds.ts';
import { inSection } from './in-section.ts';
import type { Field, FieldCondition, Section } from './register.ts';

const of = (...kinds: readonly string[]): FieldCondition => ({ field: 'kind', in: kinds });

/** Sections that hold what belongs to some kinds of platform only. */
export const platformKindSections: readonly Section[] = [
  { id: 'laboratory', label: '研发平台专有' },
  { id: 'service', label: '公共服务专有' },
  { id: 'body', label: '共同体与研发机构专有' },
  { id: 'incubation', label: '孵化平台专有' },
  { id: 'incubation-funds', label: '孵化器投资与收入' },
];

const laboratory = inSection('laboratory', [
  ...onlyWhen(of('key-laboratory', 'shandong-laboratory', 'technology-innovation-centre', 'national-platform'), [
    text('academicChair', '学术（技术）委员会主任', 60, { synonyms: ['学术委员会主任', '技术委员会主任'] }),
    count('academicMembers', '学术（技术）委员会人数', '人', { synonyms: ['学术委员会人数', '技术委员会人数'] }),
  ]),
  ...onlyWhen(of('key-laboratory', 'shandong-laboratory', 'national-platform'), [
    count('visitingStaff', '流动人员数', '人', { synonyms: ['流动人员', '访问学者数'] }),
    count('openTopics', '开放课题数', '项', { synonyms: ['开放课题', '开放基金项目数'] }),
    money('openTopicFunds', '开放课题经费', { yearly: true, synonyms: ['开放基金经费'] }),
  ]),
  ...onlyWhen(of('technology-innovation-centre', 'engineering-centre', 'shandong-laboratory', 'national-platform'), [
    count('coreTechnologies', '突破关键核心技术数', '项', { synonyms: ['关键核心技术数', '突破核心技术数'] }),
  ]),
  ...onlyWhen(of('engineering-centre'), [
    text('upgradedTo', '转型升级方向', 120, {
      synonyms: ['转型方向', '升级方向'],
      help: '工程技术研究中心转型升级为哪一类平台，例如 省技术创新中心。',
    }),
    date('upgradedDate', '转型升级日期', { synonyms: ['转型日期', '升级日期', '转型升级时间'] }),
  ]),
  ...onlyWhen(of('national-platform'), [
    text('nationalName', '国家级平台全称', 200, { synonyms: ['国家平台名称'] }),
    text('nationalApprover', '国家批准部门', 120, { synonyms: ['国家批复部门', '批准部委'] }),
  ]),
]);

const service = inSection('service', [
  ...onlyWhen(of('transfer-centre'), [
    money('contractTurnover', '技术合同成交额', { yearly: true, synonyms: ['技术合同额'] }),
    count('contractCount', '技术合同数', '项', { yearly: true, synonyms: ['技术合同项数', '促成技术合同数'] }),
    count('brokers', '技术经纪人数', '人', { synonyms: ['技术经理人数', '技术经纪人'] }),
  ]),
  ...onlyWhen(of('testing-centre'), [
    text('cmaNumber', 'CMA 证书编号', 40, { searchable: true, synonyms: ['资质认定证书编号', 'CMA编号'] }),
    date('cmaExpiry', 'CMA 有效期至', { synonyms: ['CMA有效期', '资质认定有效期'] }),
    text('cnasNumber', 'CNAS 证书编号', 40, { searchable: true, synonyms: ['实验室认可证书编号', 'CNAS编号'] }),
    date('cnasExpiry', 'CNAS 有效期至', { synonyms: ['CNAS有效期', '实验室认可有效期'] }),
    count('testItems', '检测能力项数', '项', { synonyms: ['检测参数数', '检测项目数'] }),
    count('testReports', '出具检测报告数', '份', { yearly: true, synonyms: ['检测报告数'] }),
  ]),
  ...onlyWhen(of('open-platform'), [
    flag('leadingEnterprise', '是否龙头企业牵头', { synonyms: ['龙头企业牵头'] }),
    count('developers', '注册开发者数', '人', { synonyms: ['开发者数', '注册用户数'] }),
    count('openResources', '开放资源数', '项', { synonyms: ['开放数据集和模型数', '开放接口数'] }),
  ]),
  ...onlyWhen(of('alliance', 'patent-pool'), [
    text('alliance', '所属联盟', 200, {
      refersTo: { register: 'alliance', field: 'name' },
      synonyms: ['联盟名称'],
      help: '已在联盟台账登记的，填联盟名称。',
    }),
  ]),
  ...onlyWhen(of('alliance'), [count('allianceMembers', '联盟成员数', '家', { synonyms: ['联盟成员单位数'] })]),
  ...onlyWhen(of('patent-pool'), [
    count('pooledPatents', '入池专利数', '件', { synonyms: ['专利池专利数'] }),
    money('poolIncome', '专利许可收入', { yearly: true, synonyms: ['专利池许可收入', '许可收入'] }),
  ]),
  ...onlyWhen(of('culture-base'), [code('baseKind', '示范基地类型', 'culture-base-kind', { synonyms: ['基地类型'] })]),
]);

const body = inSection('body', [
  ...onlyWhen(of('community', 'new-institution'), [
    code('operatingMode', '运行机制', 'operating-mode', { synonyms: ['运行模式', '管理体制'] }),
    text('investors', '投资主体', 200, { synonyms: ['出资单位', '举办单位'] }),
    text('legalEntity', '法人（实体）名称', 120, { synonyms: ['法人名称', '实体公司名称', '运营实体'] }),
    money('registeredCapital', '注册资本（开办资金）', { synonyms: ['注册资本', '开办资金'] }),
  ]),
  ...onlyWhen(of('community'), [
    code('leadingElement', '牵头要素', 'leading-element', {
      synonyms: ['牵头主体'],
      help: '政、产、学、研、金、服、用之一。',
    }),
    count('memberUnits', '共同体成员数', '家', { synonyms: ['共同体成员单位数'] }),
  ]),
  ...onlyWhen(of('new-institution'), [
    text('parentInstitute', '设立方大院大所', 200, {
      searchable: true,
      synonyms: ['共建院所', '大院大所', '依托院所'],
    }),
    code('legalForm', '法人类型', 'institution-form', { synonyms: ['机构性质', '法人性质'] }),
    count('researchStaff', '研发人员数', '人', { synonyms: ['研发人员'] }),
    money('totalIncome', '年度总收入', { yearly: true, synonyms: ['总收入', '年度收入'] }),
    money('serviceIncome', '其中技术服务收入', { yearly: true, synonyms: ['技术服务收入', '四技收入'] }),
    count('spinOffs', '衍生（孵化）企业数', '家', { synonyms: ['衍生企业数', '孵化企业数'] }),
  ]),
]);

const INCUBATORS = of('incubator', 'maker-space', 'science-park');

const incubation = inSection('incubation', [
  ...onlyWhen(of('incubator'), [
    code('incubatorNature', '孵化器性质', 'incubator-nature', { synonyms: ['孵化器法人性质'] }),
    code('incubatorKind', '孵化器类型', 'incubator-kind', { synonyms: ['综合或专业', '孵化器类别'] }),
  ]),
  ...onlyWhen(of('science-park'), [
    text('university', '依托高校', 120, { searchable: true, synonyms: ['依托大学', '大学名称'] }),
    count('facultyEnterprises', '师生创办企业数', '家', { synonyms: ['师生创业企业数'] }),
  ]),
  ...onlyWhen(INCUBATORS, [
    count('incubatedEnterprises', '在孵企业数', '家', { synonyms: ['在孵企业'] }),
    count('graduatedEnterprises', '累计毕业企业数', '家', { synonyms: ['毕业企业数'] }),
    count('overseasEnterprises', '留学人员创办企业数', '家', { synonyms: ['留学生创办', '留学人员企业数'] }),
    money('incubatedIncome', '在孵企业总收入', { yearly: true, synonyms: ['在孵企业收入'] }),
    money('incubatedResearch', '在孵企业研发投入', { yearly: true, synonyms: ['R&D投入', '在孵企业R&D投入'] }),
    money('incubatedGrants', '累计获得财政资助', { synonyms: ['累计财政资助', '在孵企业累计财政资助'] }),
    money('ventureCapital', '累计获得风险投资', { synonyms: ['累计风险投资', '累计获得投融资额'] }),
    count('fundedEnterprises', '获投融资企业数', '家', { synonyms: ['获得投融资的企业数', '获投企业数'] }),
  ]),
  ...onlyWhen(of('incubator', 'science-park'), [
    count('managers', '管理人员数', '人', { synonyms: ['管理机构从业人员数', '管理人员'] }),
    count('professionalManagers', '其中专业技术人员', '人', { synonyms: ['专业技术人员数'] }),
    count('graduateManagers', '其中大专以上', '人', { synonyms: ['大专以上人员数'] }),
    count('overseasManagers', '其中留学人员', '人', { synonyms: ['管理人员中留学人员数'] }),
    area('officeArea', '办公用房面积', { synonyms: ['办公面积'] }),
    area('incubationArea', '在孵企业用房面积', { synonyms: ['在孵企业面积', '在孵面积'] }),
    area('publicArea', '公共服务用房面积', { synonyms: ['公共服务面积', '公共面积'] }),
    area('otherArea', '其他面积', { synonyms: ['其他用房面积'] }),
  ]),
  ...onlyWhen(of('maker-space'), [
    count('teams', '当年服务创业团队数', '个', { yearly: true, synonyms: ['创业团队数', '当年服务的创业团队数'] }),
    count('teamMembers', '创业团队人数', '人', { yearly: true, synonyms: ['团队人员数'] }),
    count('startups', '当年服务初创企业数', '家', { yearly: true, synonyms: ['初创企业数', '当年服务的初创企业数'] }),
    count('startupJobs', '初创企业吸纳就业', '人', { yearly: true, synonyms: ['吸纳就业', '吸纳就业人数'] }),
    count('mentors', '创业导师数', '人', { synonyms: ['导师数'] }),
  ]),
]);

const incubationFunds = inSection(
  'incubation-funds',
  onlyWhen(of('incubator'), [
    money('investedTotal', '投资总额', { synonyms: ['孵化器投资总额', '总投资'] }),
    money('investedFiscal', '其中财政投资', { synonyms: ['财政投资', '政府投资'] }),
    money('investedEnterprise', '其中企业投资', { synonyms: ['企业投资'] }),
    money('investedSocial', '其中社会组织投资', { synonyms: ['社会组织投资'] }),
    money('investedOther', '其中其他投资', { synonyms: ['其他投资'] }),
    money('incubatorIncome', '孵化器总收入', { yearly: true, synonyms: ['孵化器收入'] }),
    money('incomeService', '其中综合服务收入', { yearly: true, synonyms: ['综合服务收入'] }),
    money('incomeProperty', '其中物业收入', { yearly: true, synonyms: ['物业收入', '房租及物业收入'] }),
    money('incomeInvestment', '其中投资收入', { yearly: true, synonyms: ['投资收入', '投资收益'] }),
    money('incomeOther', '其中其他收入', { yearly: true, synonyms: ['其他收入'] }),
    { key: 'netProfit', label: '净利润', type: 'money', unit: '万元', yearly: true, synonyms: ['孵化器净利润'] },
    money('taxes', '上缴税金', { yearly: true, synonyms: ['税金', '孵化器税金'] }),
    money('fiscalGrants', '获得财政资助', { yearly: true, synonyms: ['财政资助', '孵化器财政资助'] }),
    money('fixedAssets', '固定资产原值', { synonyms: ['孵化器固定资产原值'] }),
    money('fixedAssetsNet', '固定资产净值', { synonyms: ['孵化器固定资产净值'] }),
    money('incubationFund', '孵化基金总额', { synonyms: ['孵化资金总额', '孵化基金'] }),
    longText('fundNote', '财务说明', 500, { synonyms: ['财务情况说明'] }),
  ]),
);

/** The fields of §3.12 that belong to some kinds of platform only. */
export const platformKindFields: readonly Field[] = [
  ...laboratory,
  ...service,
  ...body,
  ...incubation,
  ...incubationFunds,
];
