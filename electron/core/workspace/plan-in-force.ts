import { AppError } from '../../../shared/errors.ts';
import { type Plan, parsePlan } from '../../../shared/plan/plan.ts';
import { NO_TERMS, type PlanTerms, planTerms, withTerms } from '../../../shared/plan/plan-terms.ts';
import { shippedPlan } from '../../../shared/plan/plans.ts';
import type { Settings } from './settings.ts';

/** The plan that a workspace works under: as the province last sent it, or as the province set it from the plan's own file. */
export function planInForce(settings: Settings): Plan {
  const sent = settings.get('baseline');
  if (sent) return parsePlan((JSON.parse(sent) as { plan: unknown }).plan);
  return withTerms(ownPlan(settings), termsOf(settings));
}

/** The plan before the province's terms: the file the workspace was made with, or the one that ships. Error: `PLAN_UNKNOWN`. */
function ownPlan(settings: Settings): Plan {
  const given = settings.get('plan_content');
  if (given) return parsePlan(JSON.parse(given));
  const plan = shippedPlan(settings.need('plan'));
  if (!plan) throw new AppError('PLAN_UNKNOWN', '这份台账所用的行动计划不在本机程序中，请升级程序。');
  return plan;
}

/** What the province has set about its plan; nothing yet, and at a city, where the plan comes whole. */
export function termsOf(settings: Settings): PlanTerms {
  const kept = settings.get('plan_terms');
  return kept ? planTerms.parse(JSON.parse(kept)) : NO_TERMS;
}
