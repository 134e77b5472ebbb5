import { z } from 'zod';
import { command, query } from './call.ts';
import { act, filePath, recordId, registerId } from './shapes.ts';

const outcome = z.enum(['new', 'same', 'changed']);
const year = z.number().int().min(2000).max(2100);
/** What becomes of the figures of the former year: emptied, or kept as a first estimate of the new one. */
const figures = z.enum(['empty', 'keep']);
const whole = z.number().int();

const formerItem = z.object({
  /** The record's id in the former ledger; a row number where that is a workbook. */
  former: z.string(),
  title: z.string(),
  detail: z.string(),
  outcome,
  /** Goes on into the next year, by the register's declaration. */
  ongoing: z.boolean(),
  existing: recordId.nullable(),
  /** Labels of the fields in which the record here differs. */
  differs: z.array(z.string()),
});
export type FormerItem = z.infer<typeof formerItem>;

export const carryCalls = {
  /** Reads a former ledger (workspace folder, backup, exported workbook) beside this one; writes nothing. */
  'carry.stage': command(
    z.object({ path: filePath }),
    z.object({
      stage: z.string(),
      /** What the former ledger is called in links and history. */
      source: z.string(),
      registers: z.array(
        z.object({
          register: registerId,
          total: whole,
          ongoing: whole,
          new: whole,
          newOngoing: whole,
          same: whole,
          changed: whole,
          /** Rows of a workbook that cannot be taken as they are. */
          bad: whole,
        }),
      ),
    }),
  ),
  'carry.rows': query(
    z.object({
      stage: z.string(),
      register: registerId,
      outcome: outcome.optional(),
      ongoingOnly: z.boolean().default(true),
      offset: whole.min(0).default(0),
      limit: whole.min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(formerItem), total: whole }),
  ),
  /**
   * Takes records of the former ledger as this one's start, as one act. What is here already stays, or gets what it has empty.
   * Each new record says where it came from.
   */
  'carry.apply': command(
    z.object({
      stage: z.string(),
      registers: z.array(registerId).min(1),
      ongoingOnly: z.boolean().default(true),
      year,
      figures: figures.default('empty'),
      existing: z.enum(['leave', 'fill']).default('leave'),
      /** Items left out by hand, each `register/former`. */
      without: z.array(z.string()).max(100_000).default([]),
    }),
    act.extend({ created: whole, filled: whole, left: whole, evidence: whole }),
  ),
  'carry.discard': command(z.object({ stage: z.string() }), z.object({})),
  /** The records of this ledger whose yearly figures are of a year before the given one. */
  'carry.figures-due': query(
    z.object({ year }),
    z.object({
      registers: z.array(
        z.object({
          register: registerId,
          due: whole,
          /** Of them accepted and locked. */
          locked: whole,
          /** Of them with figures that the province has not been sent. */
          unfiled: whole,
          /** Those whose figures are of the given year already. */
          done: whole,
        }),
      ),
    }),
  ),
  /** Opens a new year on the same records: the year moves on, its figures are emptied or kept as a first estimate. One act. */
  'carry.figures': command(
    z.object({
      registers: z.array(registerId).min(1),
      year,
      figures: figures.default('empty'),
      /** Unlocks accepted records with the reason 结转; otherwise they are left. */
      unlock: z.boolean().default(false),
    }),
    act.extend({ opened: whole, left: whole }),
  ),
};
