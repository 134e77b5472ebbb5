import sdIt2019 from '../../resources/plans/sd-it-2019-2021.json' with { type: 'json' };
import { type Plan, parsePlan } from './plan.ts';

export const DEFAULT_PLAN_ID = 'sd-it-2019-2021';

const SHIPPED: Readonly<Record<string, unknown>> = { [DEFAULT_PLAN_ID]: sdIt2019 };

const parsed = new Map<string, Plan>();

/** A plan that ships with the application; undefined when there is none of that id. */
export function shippedPlan(id: string): Plan | undefined {
  const known = parsed.get(id);
  if (known) return known;
  const content = Object.hasOwn(SHIPPED, id) ? SHIPPED[id] : undefined;
  if (content === undefined) return undefined;
  const plan = parsePlan(content);
  parsed.set(id, plan);
  return plan;
}

/** Ids of the plans that ship with the application. */
export const SHIPPED_PLAN_IDS: readonly string[] = Object.keys(SHIPPED);
