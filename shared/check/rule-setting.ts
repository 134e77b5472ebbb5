import { z } from 'zod';

/** What the province makes of a rule: another severity, or none. */
export const switchedSeverity = z.enum(['error', 'warning', 'hint', 'off']);
export type SwitchedSeverity = z.infer<typeof switchedSeverity>;

const scalar = z.union([z.string().max(200), z.number()]);

/**
 * A rule that the province added: where the field stands so to the value, the problem is raised. A comparison that this version
 * does not know is kept and left out of account.
 */
export const addedRule = z.looseObject({
  /** `<register>.own-<random>`: also the row id of the written reason. */
  id: z.string().regex(/^[a-z][a-z_]{0,31}\.own-[a-z0-9]{4,20}$/),
  register: z.string().regex(/^[a-z][a-z_]{0,31}$/),
  field: z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/),
  comparison: z.string().regex(/^[a-z][a-z-]{0,31}$/),
  /** What it is compared with, as stored (分 for money): none, one, or two for a range. */
  values: z.array(scalar).max(50).default([]),
  /** The other field, for comparisons of two fields. */
  other: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]{0,63}$/)
    .optional(),
  severity: z.enum(['error', 'warning', 'hint']),
  sentence: z.string().trim().min(1).max(200),
  /** Day on which it was added, ISO. */
  since: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});
export type AddedRule = z.infer<typeof addedRule>;

/** The province's say about the rules; it travels in the 下发 package. */
export const ruleSettings = z.looseObject({
  /** By rule id. Ids this version does not know are kept. */
  severities: z.record(z.string().max(120), switchedSeverity).default({}),
  /** By rule id: how many records a rule about a number of records lets pass. */
  limits: z.record(z.string().max(120), z.number().int().min(1).max(1000)).default({}),
  added: z.array(addedRule).max(500).default([]),
});
export type RuleSettings = z.infer<typeof ruleSettings>;

export const NO_SETTINGS: RuleSettings = { severities: {}, limits: {}, added: [] };
