import { z } from 'zod';
import { type Plan, planFiling } from './plan.ts';

/**
 * What the province sets about its plan while it runs: how often and until when offices file, and each city's share of a
 * target. Kept apart from the plan, so that a corrected plan file does not undo it.
 */
export const planTerms = z.looseObject({
  filing: planFiling.pick({ byYear: true, due: true, extensions: true }).default({}),
  /** By indicator, then by office. */
  cityTargets: z.record(z.string(), z.record(z.string().regex(/^\d{6}$/), z.number().min(0))).default({}),
});
export type PlanTerms = z.infer<typeof planTerms>;

export const NO_TERMS: PlanTerms = { filing: {}, cityTargets: {} };

/** The plan with the province's terms in it: what is in force, and what the 下发 package carries. */
export function withTerms(plan: Plan, terms: PlanTerms): Plan {
  const { byYear, due, extensions } = terms.filing;
  const of = plan.filing;
  const extended = new Set([...Object.keys(of.extensions ?? {}), ...Object.keys(extensions ?? {})]);
  return {
    ...plan,
    filing: {
      ...of,
      byYear: { ...of.byYear, ...byYear },
      due: { ...of.due, ...due },
      extensions: Object.fromEntries(
        [...extended].map((office) => [office, { ...of.extensions?.[office], ...extensions?.[office] }]),
      ),
    },
    indicators: plan.indicators.map((indicator) => {
      const shares = terms.cityTargets[indicator.id];
      return shares ? { ...indicator, cityTargets: { ...indicator.cityTargets, ...shares } } : indicator;
    }),
  };
}

/** Sets one entry of a map, or takes it out where the value is null; gives a new map. */
export function withEntry<T>(map: Readonly<Record<string, T>> | undefined, key: string, value: T | null) {
  const { [key]: _, ...rest } = map ?? {};
  return (value === null ? rest : { ...rest, [key]: value }) as Record<string, T>;
}
