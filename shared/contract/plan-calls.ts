import { z } from 'zod';
import { FREQUENCIES } from '../period/period.ts';
import { command, query } from './call.ts';
import { officeCode, periodId } from './shapes.ts';

const frequency = z.enum(FREQUENCIES);
const day = z.iso.date();

export const planCalls = {
  /** When offices file and what each city's share of the targets is: what the province sets about its plan. */
  'plan.show': query(
    z.object({}),
    z.object({
      /** When the province last changed something here, ISO; null: never. */
      changedAt: z.string().nullable(),
      /** When the plan was last written into a 下发 package, ISO; null: never. */
      sentAt: z.string().nullable(),
      dueDays: z.number().int(),
      /** Frequencies that may be chosen for a year. */
      choices: z.array(frequency),
      years: z.array(z.object({ year: z.number().int(), frequencies: z.array(frequency) })),
      periods: z.array(
        z.object({
          id: periodId,
          label: z.string(),
          end: z.string(),
          /** By which the offices without an extension file. */
          due: z.string(),
          /** The due day was set, and does not follow from `dueDays`. */
          set: z.boolean(),
          extensions: z.array(z.object({ office: officeCode, due: z.string() })),
          /** Cities from which a package of this period was taken. */
          received: z.number().int(),
        }),
      ),
      indicators: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          unit: z.string(),
          per: z.enum(['year', 'cumulative']),
          target: z.number(),
          shares: z.record(officeCode, z.number()),
        }),
      ),
    }),
  ),
  /** How often offices file in a year: one frequency, or one with an annual report besides. */
  'plan.set-frequency': command(
    z.object({ year: z.number().int(), frequencies: z.array(frequency).min(1).max(2) }),
    z.object({}),
  ),
  /** The due day of a period for all offices, or the extension of one; null goes back to the rule. */
  'plan.set-due': command(
    z.object({ period: periodId, office: officeCode.nullable(), due: day.nullable() }),
    z.object({}),
  ),
  /** Cities' shares of an indicator's target, in its unit; null takes a share away. */
  'plan.set-city-targets': command(
    z.object({ indicator: z.string(), shares: z.record(officeCode, z.number().min(0).max(1e9).nullable()) }),
    z.object({}),
  ),
};
