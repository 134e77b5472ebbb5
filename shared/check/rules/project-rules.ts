import { codeLabel } from '../../codes/code-tables.ts';
import { checkProjectNumber } from '../../identifiers/registration-numbers.ts';
import type { Rule } from '../rule.ts';
import { exceeds, fieldsRule, isFilled, surelyBefore, textOf } from '../rule-helpers.ts';
import { askedRule, orderRule } from '../rule-kinds.ts';

const CONTRACT = '项目任务书（起止年限、经费来源）';
const PROCEDURE = '科技计划项目过程管理程序';
const EVALUATION = '综合绩效评价程序';

/** Programmes whose numbers follow no provincial or national shape. */
const FREE_NUMBERS = ['municipal', 'other', 'guidance', 'base-talent'];

/** Number shapes that belong to one programme (domain §3.2). */
const SHAPES: readonly { readonly shape: RegExp; readonly programmes: readonly string[]; readonly name: string }[] = [
  { shape: /^\d{4}(JZZY|CXGC)\d{6}$/, programmes: ['key-innovation'], name: '省重点研发计划（重大科技创新工程）' },
  { shape: /^ZR\d{4}ZD\d{2,3}$/, programmes: ['nsf-major', 'nsf'], name: '省自然科学基金（重大基础研究）' },
  {
    shape: /^ZR\d{4}(?!ZD)[A-Z]{2,3}\d{2,3}$/,
    programmes: ['nsf', 'nsf-general', 'nsf-youth', 'nsf-key', 'nsf-joint'],
    name: '省自然科学基金',
  },
  { shape: /^\d{4}YF[A-Z]+\d{6,7}$/, programmes: ['national-key-rd'], name: '国家重点研发计划' },
];

/** Stages before a project is approved, and before its results are judged (domain §3.5). */
const BEFORE_APPROVAL = ['applied', 'reviewing', 'publicised'];
const BEFORE_ACCEPTANCE = [...BEFORE_APPROVAL, 'approved', 'contracted', 'running', 'midterm'];
const STOPPED = ['terminated', 'revoked'];

/** Rules over several fields of a project. */
export const projectRules: readonly Rule[] = [
  fieldsRule('project.dates-order', 'error', CONTRACT, ['endDate', 'startDate'], (values) =>
    surelyBefore(values.endDate, values.startDate) ? '结束日期早于开始日期，请核对。' : undefined,
  ),
  fieldsRule('project.approval-late', 'hint', '立项程序', ['approvalDate', 'endDate'], (values) =>
    surelyBefore(values.endDate, values.approvalDate) ? '立项日期晚于结束日期，可再核对一次。' : undefined,
  ),
  fieldsRule('project.acceptance-early', 'warning', EVALUATION, ['acceptanceDate', 'startDate'], (values) =>
    surelyBefore(values.acceptanceDate, values.startDate) ? '验收日期早于开始日期，请改正或说明原因。' : undefined,
  ),
  fieldsRule('project.trl-order', 'warning', 'GB/T 22900', ['currentTrl', 'startTrl', 'targetTrl'], (values) => {
    const [start, current, target] = [values.startTrl, values.currentTrl, values.targetTrl].map((code) =>
      isFilled(code) ? Number(code) : undefined,
    );
    if (exceeds(start, current)) return '当前技术就绪度低于立项时，请改正或说明原因。';
    return exceeds(start, target) ? '目标技术就绪度低于立项时，请改正或说明原因。' : undefined;
  }),
  fieldsRule('project.number-odd', 'warning', '项目编号惯例', ['number', 'programme'], (values) => {
    const number = textOf(values.number);
    if (number === '' || FREE_NUMBERS.includes(textOf(values.programme))) return undefined;
    return checkProjectNumber(number)?.message;
  }),
  fieldsRule('project.number-programme', 'hint', '项目编号惯例', ['programme', 'number'], (values) => {
    const known = SHAPES.find(({ shape }) => shape.test(textOf(values.number)));
    if (!known || !isFilled(values.programme) || known.programmes.includes(textOf(values.programme))) return undefined;
    return `按项目编号看，这像是${known.name}的项目，可再核对计划类别。`;
  }),
  fieldsRule('project.number-missing', 'hint', '立项程序', ['number', 'stage'], (values) =>
    !isFilled(values.number) && isFilled(values.stage) && !BEFORE_APPROVAL.includes(textOf(values.stage))
      ? '已立项的项目没有填项目编号，跨市查重时只能按名称和单位比对。'
      : undefined,
  ),
  fieldsRule('project.approval-missing', 'hint', PROCEDURE, ['approvalDate', 'stage', 'approvalYear'], (values) =>
    isFilled(values.stage) &&
    !BEFORE_APPROVAL.includes(textOf(values.stage)) &&
    !isFilled(values.approvalDate) &&
    !isFilled(values.approvalYear)
      ? '项目已立项，没有填立项日期或立项年度。'
      : undefined,
  ),
  fieldsRule('project.approval-year', 'hint', PROCEDURE, ['approvalYear', 'approvalDate'], (values) => {
    const dated = textOf(values.approvalDate).slice(0, 4);
    return dated !== '' && isFilled(values.approvalYear) && dated !== String(values.approvalYear)
      ? `立项年度是 ${values.approvalYear}，立项日期在 ${dated} 年，可再核对一次。`
      : undefined;
  }),
  orderRule('project.publicity-late', 'warning', PROCEDURE, ['approvalDate', 'publicityDate'], '立项日期早于公示日期'),
  orderRule(
    'project.contract-early',
    'warning',
    PROCEDURE,
    ['contractDate', 'approvalDate'],
    '任务书签订日期早于立项日期',
  ),
  orderRule('project.midterm-early', 'warning', PROCEDURE, ['midtermDate', 'startDate'], '中期检查日期早于开始日期'),
  orderRule(
    'project.acceptance-order',
    'warning',
    EVALUATION,
    ['acceptanceDate', 'acceptanceApplied'],
    '验收日期早于验收申请日期',
  ),
  fieldsRule('project.acceptance-unexpected', 'warning', EVALUATION, ['stage', 'acceptanceDate'], (values) =>
    isFilled(values.acceptanceDate) && BEFORE_ACCEPTANCE.includes(textOf(values.stage))
      ? `项目状态是${codeLabel('project-stage', textOf(values.stage))}，却填了验收日期，请改正或说明原因。`
      : undefined,
  ),
  askedRule(
    'project.conclusion-missing',
    'hint',
    EVALUATION,
    ['acceptanceConclusion', 'acceptanceDate'],
    (values) => isFilled(values.acceptanceDate),
    '填了验收日期，没有填验收结论。',
  ),
  askedRule(
    'project.stop-missing',
    'hint',
    PROCEDURE,
    ['stoppedDate', 'stage'],
    (values) => STOPPED.includes(textOf(values.stage)),
    '项目已终止或撤销，没有填终止（撤销）日期。',
  ),
  askedRule(
    'project.pledge-missing',
    'hint',
    '省重大科技创新工程申报通知（军令状）',
    ['pledge', 'programme'],
    (values) => values.programme === 'key-innovation' && values.stage === 'contracted',
    '重大科技创新工程项目已签任务书，没有填是否签订军令状。',
  ),
  fieldsRule('project.acceptance-missing', 'hint', EVALUATION, ['acceptanceDate', 'stage'], (values) =>
    values.stage === 'concluded' && !isFilled(values.acceptanceDate) ? '项目已结题，没有填验收日期。' : undefined,
  ),
  fieldsRule('project.application-missing', 'hint', '行动计划任务（五）1', ['applicationField', 'kind'], (values) =>
    values.kind === 'demonstration' && !isFilled(values.applicationField)
      ? '应用示范项目没有填应用示范领域。'
      : undefined,
  ),
  fieldsRule('project.industry-missing', 'hint', '行动计划任务（五）2', ['industryField', 'kind'], (values) =>
    values.kind === 'upgrade' && !isFilled(values.industryField) ? '转型升级项目没有填传统产业领域。' : undefined,
  ),
];
