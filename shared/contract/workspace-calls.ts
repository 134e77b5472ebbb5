import { z } from 'zod';
import { command, query } from './call.ts';
import { filePath, officeCode, periodId, recordId, registerId } from './shapes.ts';

const officeView = z.object({
  code: officeCode,
  name: z.string(),
  short: z.string(),
  kind: z.enum(['province', 'city', 'county']),
});
export type OfficeView = z.infer<typeof officeView>;

const opened = z.object({
  path: filePath,
  office: officeView,
  /** The office that this one files to; null at the province. */
  superior: officeView.nullable(),
  /** The offices that file to this one. */
  subordinates: z.array(officeView),
  /** Offices that the shipped tree lacks or names otherwise. */
  offices: z.array(z.object({ code: officeCode, name: z.string(), superior: officeCode.nullable() })),
  officer: z.string(),
  /** 报送机: whether this machine files for the office, and not another one. */
  filesHere: z.boolean(),
  plan: z.object({ id: z.string(), name: z.string(), from: z.string(), to: z.string() }),
  period: periodId,
  periods: z.array(z.object({ id: periodId, label: z.string(), end: z.string(), due: z.string() })),
  replica: z.string(),
  /** When the last backup was written, ISO, or null. */
  backedUpAt: z.string().nullable(),
  /** A sentence to show once: the workspace was moved, restored or repaired. */
  notice: z.string().nullable(),
  today: z.string(),
});
export type OpenedWorkspace = z.infer<typeof opened>;

const news = {
  added: z.number().int(),
  changed: z.number().int(),
  withdrawn: z.number().int(),
  evidence: z.number().int(),
  /** Of offices below: accepted here and not passed on yet. */
  below: z.number().int(),
};

export const workspaceCalls = {
  /** What is open now, and the workspaces opened lately. */
  'workspace.state': query(
    z.object({}),
    z.object({
      opened: opened.nullable(),
      recent: z.array(z.object({ path: filePath, office: z.string(), openedAt: z.string() })),
      suggestedFolder: z.string(),
    }),
  ),
  'workspace.create': command(
    z.object({
      path: filePath,
      office: officeCode,
      /** Of an office that the shipped tree lacks. */
      officeName: z.string().trim().min(1).max(60).optional(),
      officer: z.string().trim().min(1).max(40),
      plan: z.string().default('sd-it-2019-2021'),
      /** A plan's own file, in place of one that ships with the application. */
      planFile: filePath.optional(),
    }),
    opened,
  ),
  'workspace.open': command(z.object({ path: filePath }), opened),
  'workspace.close': command(z.object({}), z.object({})),
  /** Makes the demo province in a folder and opens the office asked for. */
  'workspace.demo': command(
    z.object({
      path: filePath,
      office: officeCode,
      cities: z.number().int().min(1).max(16).default(16),
      projects: z.number().int().min(1).max(5000).default(60),
      seed: z.number().int().default(1),
    }),
    opened,
  ),
  'workspace.set-officer': command(z.object({ officer: z.string().trim().min(1).max(40) }), z.object({})),
  /** 下级填报单位: the offices that file to this one; those that the tree lacks with a name. */
  'workspace.set-subordinates': command(
    z.object({
      offices: z.array(z.object({ code: officeCode, name: z.string().trim().min(1).max(60).optional() })).max(200),
    }),
    z.object({}),
  ),
  'workspace.set-period': command(z.object({ period: periodId }), z.object({})),
  'workspace.backup': command(z.object({ path: filePath }), z.object({ path: filePath, bytes: z.number() })),
  /** Restores a backup into a new folder, which becomes a workspace with a replica of its own. */
  'workspace.restore': command(z.object({ backup: filePath, path: filePath }), opened),
  /** Makes a workspace in a new folder from a full package that holds the office's keys. */
  'workspace.restore-full': command(
    z.object({ file: filePath, path: filePath, passphrase: z.string().max(1000) }),
    opened,
  ),
  /** 报送机: this machine files for the office from now on, because the one that did is lost. */
  'workspace.file-here': command(z.object({}), z.object({})),
  'workspace.doctor': query(
    z.object({}),
    z.object({
      ok: z.boolean(),
      checks: z.array(z.object({ name: z.string(), ok: z.boolean(), message: z.string() })),
    }),
  ),
  /** Counts beside the entries of the rail and in the footer; one cheap query. */
  'overview.counts': query(
    z.object({}),
    z.object({
      registers: z.record(z.string(), z.number().int()),
      errors: z.number().int(),
      warnings: z.number().int(),
      returned: z.number().int(),
      openComments: z.number().int(),
      narrativesWritten: z.number().int(),
      narrativesDue: z.number().int(),
      unfiled: z.number().int(),
      pendingPackages: z.number().int(),
      toReview: z.number().int(),
      /** Records with a correction to which their owner objects. */
      objections: z.number().int(),
      conflicts: z.number().int(),
      duplicates: z.number().int(),
      repliesDue: z.number().int(),
      citiesReceived: z.number().int(),
      /** Offices that file under the plan. */
      citiesDue: z.number().int(),
      lastFiling: z
        .object({ period: periodId, sequence: z.number().int(), at: z.string(), answered: z.boolean() })
        .nullable(),
    }),
  ),
  /** What the home page shows beside the counts. */
  'overview.home': query(
    z.object({ period: periodId }),
    z.object({
      due: z.string(),
      daysLeft: z.number().int(),
      /** The period had ended before this ledger was begun: it may be filed, but nobody waits for it. */
      beforeLedger: z.boolean(),
      /** Already filed for this period. */
      filed: z.object({ sequence: z.number().int(), at: z.string() }).nullable(),
      todo: z.array(
        z.object({
          kind: z.enum([
            'returned',
            'comment',
            'conflict',
            'error',
            'warning',
            'narrative',
            'empty',
            'baseline',
            'receive',
            'review',
            'reply',
            'duplicate',
            'objection',
            'late',
            'backup',
            'unsent',
          ]),
          count: z.number().int(),
          title: z.string(),
          detail: z.string(),
          /** The same by register and, of problems, by rule, each with its own place to go. */
          parts: z.array(
            z.object({
              label: z.string(),
              count: z.number().int(),
              register: registerId,
              rule: z.string().optional(),
            }),
          ),
        }),
      ),
      /** Earlier periods that are past their due day and were never filed, the oldest first; at a city only. */
      overdue: z.array(z.object({ period: periodId, label: z.string(), due: z.string(), days: z.number().int() })),
      /** What the next package would carry as news, in all and by register; registers without news are left out. */
      sinceFiling: z.object({
        ...news,
        registers: z.array(
          z.object({
            register: registerId,
            ...news,
            /** The first of them. */
            withdrawnTitles: z.array(z.string()),
            evidenceRecords: z.array(recordId),
            belowRecords: z.array(recordId),
          }),
        ),
      }),
    }),
  ),
};
