import { z } from 'zod';
import { FREQUENCIES, PERIOD_PATTERN } from '../period/period.ts';

const taskId = z.string().regex(/^[A-Z]\d?(\.[a-z0-9])?$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const office = z.string().regex(/^\d{6}$/);
const fieldKey = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const scalar = z.union([z.string(), z.number()]);

/**
 * One condition of an indicator's filter; all must hold.
 * `in`: the value is one of these. `between`: within both bounds, compared as text for dates, so that a bound of `2019` takes
 * in 2019, 2019-03 and 2019-03-05. `exists`: something is (or, with false, nothing is) filled in. `containsAny`: a list of codes holds one of these.
 */
export const planCondition = z.union([
  z.strictObject({ field: fieldKey, in: z.array(scalar).min(1) }),
  z.strictObject({ field: fieldKey, between: z.tuple([scalar, scalar]) }),
  z.strictObject({ field: fieldKey, exists: z.boolean() }),
  z.strictObject({ field: fieldKey, containsAny: z.array(z.string()).min(1) }),
]);

export const planIndicator = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  /** Task it belongs to; the goals' own node for G1 … G4. */
  task: taskId,
  register: z.string(),
  filter: z.array(planCondition),
  /** `distinct` counts once what shares its natural key. */
  aggregate: z.enum(['count', 'sum', 'distinct']),
  /** Money, decimal or whole-number field that `sum` adds up. */
  field: fieldKey.optional(),
  /** Null where the plan names no number. With `per: year` it holds for each year. */
  target: z.number().nullable(),
  unit: z.string().min(1),
  per: z.enum(['year', 'cumulative']),
  /** Date or year field that puts an item into a year; the register's own when absent. */
  yearField: fieldKey.optional(),
  /** 口径: what is counted, in one sentence for people. */
  definition: z.string().min(1),
  /** A city's share of the target, where the province has set one. */
  cityTargets: z.record(office, z.number()).nullable().default(null),
});

export const planTask = z.looseObject({
  id: taskId,
  title: z.string().min(1),
  /** The plan's own words, shortened to what is to be reported. */
  text: z.string(),
  parent: taskId.nullable(),
  /** Whether offices write a narrative on it every period. */
  narrative: z.boolean(),
  /** Registers whose rows serve the task, those still to come among them. */
  registers: z.array(z.string()),
});

const frequency = z.enum(FREQUENCIES);
const dueDates = z.record(z.string().regex(PERIOD_PATTERN), day);

/** When offices file. What the province sets while the plan runs (`byYear`, `due`, `extensions`) travels in the 下发 package. */
export const planFiling = z.looseObject({
  /** How often, in every year that `byYear` does not name. */
  frequency,
  /** Days after a period's end by which it is to be filed. */
  dueDays: z.number().int().min(0),
  /** Frequencies among which the province may choose for a year; absent: only the plan's own. */
  choices: z.array(frequency).min(1).optional(),
  byYear: z.record(z.string().regex(/^\d{4}$/), z.array(frequency).min(1)).optional(),
  /** Explicit due days of single periods, for every office. */
  due: dueDates.optional(),
  /** Later due days given to single offices. */
  extensions: z.record(office, dueDates).optional(),
});

/** Keys that this version does not know are kept, so that a newer province's plan can be handed on whole. */
export const plan = z.looseObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  document: z.strictObject({ title: z.string(), issuer: z.string(), date: day, note: z.string() }),
  period: z.strictObject({ from: day, to: day }),
  owner: office,
  reportingOffices: z.array(office).min(1),
  years: z.array(z.number().int()).min(1),
  filing: planFiling,
  tasks: z.array(planTask),
  indicators: z.array(planIndicator),
});

export type PlanFiling = z.infer<typeof planFiling>;
export type PlanCondition = z.infer<typeof planCondition>;
export type PlanIndicator = z.infer<typeof planIndicator>;
export type PlanTask = z.infer<typeof planTask>;
export type Plan = z.infer<typeof plan>;

/** A plan file's content as a plan; throws a zod error that names the place when it is none. */
export function parsePlan(content: unknown): Plan {
  return plan.parse(content);
}

/** Tasks on which offices write narratives, in the plan's order. */
export function narrativeTasks(of: Plan): readonly PlanTask[] {
  return of.tasks.filter((task) => task.narrative);
}

/** The indicator's target for the whole plan: a yearly one for each of its years; null where there is none. */
export function wholeTarget(of: Plan, indicator: PlanIndicator): number | null {
  if (indicator.target === null) return null;
  return indicator.per === 'year' ? indicator.target * of.years.length : indicator.target;
}
