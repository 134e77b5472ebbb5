import type { Rule } from '../rule.ts';
import { exceeds, fieldsRule, isFilled, surelyBefore } from '../rule-helpers.ts';
import { platformKindRules } from './platform-kind-rules.ts';

const REGISTER_FORM = '平台信息表';

/** Rules over several fields of a platform. */
export const platformRules: readonly Rule[] = [
  fieldsRule('platform.build-order', 'error', REGISTER_FORM, ['buildEnd', 'buildStart'], (values) =>
    surelyBefore(values.buildEnd, values.buildStart) ? '建设结束日期早于建设开始日期，请核对。' : undefined,
  ),
  fieldsRule('platform.senior-staff', 'warning', REGISTER_FORM, ['seniorStaff', 'permanentStaff'], (values) =>
    exceeds(values.seniorStaff, values.permanentStaff) ? '高级职称人数多于固定人员数，请改正或说明原因。' : undefined,
  ),
  fieldsRule('platform.doctor-staff', 'warning', REGISTER_FORM, ['doctorStaff', 'permanentStaff'], (values) =>
    exceeds(values.doctorStaff, values.permanentStaff) ? '博士人数多于固定人员数，请改正或说明原因。' : undefined,
  ),
  fieldsRule('platform.national-level', 'hint', REGISTER_FORM, ['level', 'kind'], (values) =>
    values.kind === 'national-platform' && isFilled(values.level) && values.level !== 'national'
      ? '平台类别是国家级创新平台，平台级别不是国家级，可再核对一次。'
      : undefined,
  ),
  fieldsRule('platform.approval-missing', 'hint', '行动计划发展目标', ['approvalDate'], (values) =>
    isFilled(values.approvalDate) ? undefined : '没有填批准日期，不计入目标。',
  ),
  fieldsRule('platform.element-missing', 'hint', '行动计划任务（三）3', ['leadingElement', 'kind'], (values) =>
    values.kind === 'community' && !isFilled(values.leadingElement) ? '创新创业共同体没有填牵头要素。' : undefined,
  ),
  fieldsRule('platform.mode-missing', 'hint', '行动计划任务（三）3', ['operatingMode', 'kind'], (values) =>
    values.kind === 'community' && !isFilled(values.operatingMode) ? '创新创业共同体没有填运行机制。' : undefined,
  ),
  ...platformKindRules,
];
