import { z } from 'zod';
import { addedRule, ruleSettings, switchedSeverity } from '../check/rule-setting.ts';
import { command, query } from './call.ts';
import { act, periodId, problem, recordId, registerId, severity } from './shapes.ts';

const counts = z.object({
  errors: z.number().int(),
  /** 警示 that still want their reason; those that have one are `explained`. */
  warnings: z.number().int(),
  explained: z.number().int(),
  hints: z.number().int(),
});

const ruleKind = z.enum(['field', 'fields', 'records', 'registers', 'period', 'own']);

export const checkCalls = {
  'check.run': query(
    z.object({
      period: periodId,
      severity: severity.optional(),
      register: registerId.optional(),
      limit: z.number().int().max(5000).default(1000),
    }),
    counts.extend({ problems: z.array(problem) }),
  ),
  /** The problems counted by rule and register, worst first. Records are checked first where the rules, the plan or the period changed. */
  'check.summary': query(
    z.object({ register: registerId.optional() }),
    counts.extend({
      rules: z.array(
        z.object({
          rule: z.string(),
          register: registerId,
          severity,
          open: z.number().int(),
          explained: z.number().int(),
          demand: z.string(),
          source: z.string(),
          /** Labels of the fields it reads. */
          fields: z.array(z.string()),
          kind: ruleKind,
        }),
      ),
    }),
  ),
  /** The problems that one rule finds in one register: `after` continues behind a record. */
  'check.list': query(
    z.object({
      rule: z.string().max(120),
      register: registerId,
      after: recordId.optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ problems: z.array(problem), next: recordId.nullable() }),
  ),
  /** Checks every record anew, with progress. */
  'check.start': command(z.object({}), counts),
  /** Writes the reason of a 警示; an empty reason takes it away. */
  'check.explain': command(z.object({ record: recordId, rule: z.string().max(120), reason: z.string().max(500) }), act),
  /** One reason for all open 警示 of a rule in a register, or for those of the records named; one act. */
  'check.explain-many': command(
    z.object({
      rule: z.string().max(120),
      register: registerId,
      records: z.array(recordId).min(1).max(100_000).optional(),
      reason: z.string().trim().min(1).max(500),
    }),
    act.extend({ explained: z.number().int(), refused: z.number().int() }),
  ),

  /** Every rule there is, as shipped and as the province has it. */
  'rule.list': query(
    z.object({}),
    z.object({
      rules: z.array(
        z.object({
          id: z.string(),
          /** Null for a rule over several registers. */
          register: registerId.nullable(),
          kind: ruleKind,
          /** As shipped, or as the province added it. */
          severity,
          inForce: switchedSeverity,
          fixed: z.boolean(),
          source: z.string(),
          demand: z.string(),
          fields: z.array(z.string()),
          /** How many records it lets pass; null for rules of another kind. */
          limit: z.number().int().nullable(),
          /** As added; null for a shipped rule. */
          added: addedRule.nullable(),
          /** It came from a newer version and is left out of account. */
          unknown: z.boolean(),
        }),
      ),
      editable: z.boolean(),
    }),
  ),
  /** How many present records a rule that is being written would mark, and the first of them. */
  'rule.preview': query(
    z.object({ rule: addedRule }),
    z.object({
      broken: z.number().int(),
      looked: z.number().int(),
      examples: z.array(z.object({ record: recordId, title: z.string(), shown: z.string() })),
    }),
  ),
  /** Changes the province's say about the rules; the records are checked anew. What is left out stays as it is. */
  'rule.change': command(
    z.object({
      severities: z.record(z.string().max(120), switchedSeverity.nullable()).default({}),
      limits: z.record(z.string().max(120), z.number().int().min(1).max(1000).nullable()).default({}),
      /** Added or changed rules, by id. */
      added: z.array(addedRule).max(100).default([]),
      removed: z.array(z.string().max(120)).max(100).default([]),
    }),
    z.object({ former: ruleSettings }),
  ),
  /** Puts the province's say back to what it was. */
  'rule.restore': command(z.object({ settings: ruleSettings }), z.object({ former: ruleSettings })),
};
