/** Techniques by code of `tech-field`, for titles that read like those of the field. */
export const TECHNIQUES: Readonly<Record<string, readonly string[]>> = {
  ai: ['多模态感知', '机器视觉检测', '知识图谱', '智能语音交互', '联邦学习', '群体智能'],
  blockchain: ['可信存证', '跨链互操作', '区块链溯源', '智能合约安全'],
  cloud: ['云原生调度', '混合云管理', '云边协同', '容器化部署'],
  'big-data': ['多源数据融合', '时序数据分析', '数据治理', '用户画像分析'],
  edge: ['边缘智能', '边缘计算网关', '端边协同推理', '低时延调度'],
  iot: ['工业物联网', '低功耗广域网络', '传感器组网', '标识解析'],
  '5g': ['5G 专网', '5G 远程控制', '毫米波通信', '网络切片'],
  hpc: ['高性能并行求解', '数值模拟加速', '异构算力调度'],
  'cyber-security': ['工控安全监测', '态势感知', '数据脱敏', '国密算法应用'],
  quantum: ['量子密钥分发', '量子精密测量', '量子随机数发生'],
  chip: ['功率半导体', '传感器芯片', '模数转换芯片', '封装测试'],
  vr: ['虚拟现实渲染', '增强现实装配引导', '数字孪生', '三维重建'],
  'next-communication': ['光通信', '卫星互联', '高速光模块', '确定性网络'],
};

export const TECH_FIELDS: readonly string[] = Object.keys(TECHNIQUES);

/** Scenes by code of `application-field`. */
export const SCENES: Readonly<Record<string, readonly string[]>> = {
  city: ['城市运行管理', '智慧社区', '应急指挥', '地下管网巡检'],
  medical: ['远程医疗', '医学影像', '基层诊疗', '慢病管理'],
  ocean: ['海洋牧场', '海洋观测', '港口作业', '海上平台'],
  home: ['智能家电', '全屋智能', '居家养老'],
  traffic: ['智能网联汽车', '高速公路', '轨道交通', '港口物流'],
  manufacturing: ['柔性制造', '离散制造车间', '设备预测性维护', '智能工厂'],
};

/** Traditional industries by code of `industry-field`. */
export const INDUSTRIES: Readonly<Record<string, readonly string[]>> = {
  petrochemical: ['炼化装置', '石化储运'],
  light: ['造纸生产线', '食品加工'],
  steel: ['冷轧产线', '炼铁高炉'],
  machinery: ['工程机械', '数控机床', '农机装备'],
  textile: ['纺纱车间', '服装定制'],
  'building-materials': ['水泥窑炉', '玻璃产线'],
  'chemical-park': ['智慧化工园区'],
  'deep-mining': ['深部开采', '矿井通风'],
  tunnelling: ['隧道掘进机'],
};

export const ASPECTS = ['理论与方法', '关键算法', '机理与优化', '鲁棒性分析', '可解释性', '能效优化', '协同机制'];

export const PROGRESS = [
  '完成总体方案设计和需求调研，关键算法通过实验室验证。',
  '完成样机研制并在两家示范单位试运行，运行稳定。',
  '完成软件平台主要模块开发，正在进行联调测试。',
  '核心指标通过第三方测试，达到任务书要求。',
  '已完成中期检查，经费按预算执行，进度符合计划。',
];

export const CORRECTED_PROGRESS = '按审核意见补充：已完成年度任务并通过内部评审，佐证材料已更新。';

/** What officers write of a task in a quarter; the city's short name and the quarter are put in front. */
export const NARRATIVES: readonly string[] = [
  '组织重点单位梳理在研项目，逐项核对进度和经费执行情况，对滞后项目进行了约谈并明确整改时限。',
  '召开行动计划调度会，新增一批项目入库，推动龙头企业与高校联合攻关，签订合作协议若干项。',
  '开展政策宣讲和上门服务，兑现研发补助，指导企业完成项目申报和中期检查。',
  '推进平台建设，完善运行管理制度，仪器设备开放共享水平进一步提高，服务中小企业数量稳步增长。',
  '围绕智能制造、海洋、医疗等方向遴选示范场景，形成可复制的应用方案，并在县区推广。',
];

export interface ReturnComment {
  readonly field: string;
  readonly text: string;
}

export const RETURN_COMMENTS: readonly ReturnComment[] = [
  { field: 'progress', text: '进展情况过于简略，请补充本季度完成的主要工作和指标。' },
  { field: 'totalFunds', text: '总经费与任务书不一致，请核对后重新填写。' },
  { field: 'endDate', text: '结束日期与立项文件不符，请按批复的执行期填写。' },
  { field: 'leadUnit', text: '承担单位名称请与公章一致。' },
  { field: 'planTask', text: '该项目更适合归入应用示范，请确认对应任务。' },
];

export const ANSWERS = ['已按意见核对并修改。', '已与承担单位核实，内容已更正。', '已补充材料并修改，请审核。'];
