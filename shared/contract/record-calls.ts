import { z } from 'zod';
import { command, query } from './call.ts';
import {
  act,
  childRow,
  fieldKey,
  filePath,
  historyEntry,
  periodId,
  recordFilter,
  recordId,
  recordRow,
  recordSort,
  recordView,
  registerId,
  value,
  values,
} from './shapes.ts';

/** One change of one record: a field, a field of a child row, or a child row's coming and going. */
const change = z.object({
  field: z.string().optional(),
  table: z.string().optional(),
  rowId: z.string().optional(),
  value: value.optional(),
  /** For a child row: true adds it or brings it back, false takes it out. */
  live: z.boolean().optional(),
});
export type Change = z.infer<typeof change>;

/** Largest image taken from the clipboard, in base64 characters: some 30 MB. */
const EVIDENCE_IMAGE_AT_MOST = 40_000_000;

export const recordCalls = {
  /** One page of a register, keyset-paged: pass `next` as `after` for the page that follows, or `at` to jump to a position. */
  'record.list': query(
    z.object({
      register: registerId,
      filter: recordFilter.default({}),
      sort: recordSort.optional(),
      after: z.string().optional(),
      /** Position of the first record, 0 being the first of the list; not together with `after`. */
      at: z.number().int().min(0).optional(),
      limit: z.number().int().min(1).max(1000).default(100),
      /** The fields whose values are wanted; all of them unless told. */
      fields: z.array(fieldKey).max(200).optional(),
    }),
    z.object({ rows: z.array(recordRow), next: z.string().nullable() }),
  ),
  /** How many records a filter leaves, and the sums of the money fields over them (分). */
  'record.summary': query(
    z.object({ register: registerId, filter: recordFilter.default({}) }),
    z.object({
      total: z.number().int(),
      matching: z.number().int(),
      errors: z.number().int(),
      warnings: z.number().int(),
      sums: z.record(z.string(), z.number()),
    }),
  ),
  'record.get': query(z.object({ id: recordId }), recordView),
  'record.create': command(z.object({ register: registerId, values }), z.object({ id: recordId, act: z.string() })),
  'record.edit': command(z.object({ id: recordId, changes: z.array(change).min(1).max(500) }), act),
  /**
   * A block from a spreadsheet into a child table: from the field of a row on (`rowId` null: behind the last), further rows
   * are added. All or nothing, with every bad cell in the details.
   */
  'record.paste-rows': command(
    z.object({
      id: recordId,
      table: z.string(),
      rowId: z.string().nullable(),
      field: z.string(),
      text: z.string().max(2_000_000),
    }),
    act.extend({ rows: z.number().int() }),
  ),
  /** Records as a page to be printed: values by section, child tables, evidence, comments. */
  'record.print': query(
    z.object({ ids: z.array(recordId).min(1).max(200) }),
    z.object({ html: z.string(), title: z.string(), footer: z.string() }),
  ),
  /** What was last filed of a record, to be held against what it is now; null when it never was. */
  'record.filed': query(
    z.object({ id: recordId }),
    z.object({
      filed: z
        .object({
          at: z.string(),
          officer: z.string(),
          period: periodId,
          round: z.number().int(),
          values,
          tables: z.record(z.string(), z.array(childRow)),
        })
        .nullable(),
    }),
  ),
  'record.delete': command(
    z.object({ ids: z.array(recordId).min(1).max(10_000), reason: z.string().max(500).optional() }),
    act,
  ),
  /** Brings withdrawn records back as they were. */
  'record.restore': command(z.object({ ids: z.array(recordId).min(1).max(10_000) }), act),
  /** Opens accepted records for editing; logged, and told to the other side with the next package. */
  'record.unlock': command(
    z.object({ ids: z.array(recordId).min(1).max(10_000), reason: z.string().trim().min(1).max(500) }),
    z.object({ unlocked: z.number().int() }),
  ),
  'record.history': query(
    z.object({ id: recordId, field: z.string().optional() }),
    z.object({ entries: z.array(historyEntry) }),
  ),
  /** Finds records of every register by a word of their title, number or unit. */
  'record.find': query(
    z.object({ text: z.string().min(1).max(200), limit: z.number().int().max(50).default(20) }),
    z.object({
      hits: z.array(z.object({ id: recordId, register: registerId, title: z.string(), detail: z.string() })),
    }),
  ),
  'act.state': query(z.object({}), z.object({ undo: z.string().nullable(), redo: z.string().nullable() })),
  /** Takes back the last act, or the act named. New edits are written; nothing is erased. */
  'act.undo': command(
    z.object({ act: z.string().optional() }),
    z.object({ label: z.string(), records: z.array(recordId), kept: z.number().int() }),
  ),
  'act.redo': command(
    z.object({}),
    z.object({ label: z.string(), records: z.array(recordId), kept: z.number().int() }),
  ),

  /** Puts files into a record's evidence: all of them, or none with every reason in the details. */
  'evidence.attach': command(
    z.object({ id: recordId, paths: z.array(filePath).min(1).max(200) }),
    act.extend({ attached: z.number().int(), already: z.number().int() }),
  ),
  /** Puts an image from the clipboard into a record's evidence; `content` is base64. */
  'evidence.attach-image': command(
    z.object({
      id: recordId,
      name: z.string().min(1).max(255),
      content: z.base64().min(1).max(EVIDENCE_IMAGE_AT_MOST),
    }),
    act.extend({ attached: z.number().int(), already: z.number().int() }),
  ),
  /** Where an evidence file lies, once its content has been held against its digest. */
  'evidence.read': query(
    z.object({ id: recordId, rowId: z.string() }),
    z.object({ name: z.string(), mediaType: z.string(), path: filePath, size: z.number() }),
  ),
  /** Writes a copy of an evidence file under its own name: to `path`, or without one where other programs may open it. */
  'evidence.copy': command(
    z.object({ id: recordId, rowId: z.string(), path: filePath.optional() }),
    z.object({ path: filePath }),
  ),

  'narrative.list': query(
    z.object({ period: periodId, owner: z.string().optional() }),
    z.object({
      tasks: z.array(
        z.object({
          task: z.string(),
          title: z.string(),
          group: z.string(),
          text: z.string(),
          updatedAt: z.string().nullable(),
          owner: z.string(),
          rows: z.number().int(),
        }),
      ),
      nil: z.array(z.object({ register: registerId, reason: z.string() })),
    }),
  ),
  'narrative.save': command(z.object({ period: periodId, task: z.string(), text: z.string().max(20_000) }), act),
  /** The reason for filing empty registers (零报告); one reason for several is one act. */
  'narrative.save-nil': command(
    z.object({ period: periodId, registers: z.array(registerId).min(1).max(100), reason: z.string().max(500) }),
    act,
  ),
};
