import type { Rule } from '../rule.ts';
import { fieldsRule, isFilled } from '../rule-helpers.ts';
import { askedRule, orderRule, partRule, sumRule } from '../rule-kinds.ts';

const CUSTOM = '活动总结材料（业务惯例）';

/** Rules over several fields of an activity. */
export const activityRules: readonly Rule[] = [
  orderRule('activity.dates-order', 'error', CUSTOM, ['endDate', 'startDate'], '结束日期早于开始日期'),
  askedRule(
    'activity.attendees-missing',
    'hint',
    CUSTOM,
    ['attendees', 'state'],
    (values) => values.state === 'held' && values.mode !== 'online',
    '活动已举办，没有填参加人数。',
  ),
  fieldsRule('activity.attendees-early', 'warning', CUSTOM, ['state', 'attendees'], (values) =>
    (values.state === 'planned' || values.state === 'cancelled') && isFilled(values.attendees)
      ? '活动没有举办，却填了参加人数，请改正状态或说明原因。'
      : undefined,
  ),
  partRule('activity.experts', CUSTOM, ['experts', 'attendees'], '专家（嘉宾）人数多于参加人数'),
  partRule('activity.academicians', CUSTOM, ['academicians', 'experts'], '院士人数多于专家（嘉宾）人数'),
  partRule('activity.foreign-guests', CUSTOM, ['foreignGuests', 'attendees'], '境外嘉宾人数多于参加人数'),
  partRule('activity.winners', CUSTOM, ['winners', 'entries'], '获奖项目数多于参赛（路演）项目数'),
  sumRule('activity.funds-sum', 'warning', CUSTOM, {
    total: 'totalFunds',
    main: ['fiscalFunds', 'selfFunds'],
    others: ['sponsorFunds'],
    names: ['活动经费', '财政、自筹、赞助三项'],
  }),
  askedRule(
    'activity.international-approval',
    'hint',
    CUSTOM,
    ['approvalDocument', 'international'],
    (values) => values.international === 1,
    '国际性活动没有填批准文号。',
  ),
];
