import { z } from 'zod';
import { command, query } from './call.ts';
import { fieldKey, recordFilter, recordSort, registerId } from './shapes.ts';

/** A list as an officer keeps it under a name. Local to the workspace, never travels. */
const viewContent = z.object({
  filter: recordFilter,
  sort: recordSort.nullable(),
  layout: z.object({
    columns: z.array(fieldKey).min(1).max(300),
    pinned: z.array(fieldKey).max(300),
    widths: z.record(fieldKey, z.number().int().min(20).max(2000)),
  }),
});

const savedView = viewContent.extend({ id: z.string(), name: z.string() });
export type SavedView = z.infer<typeof savedView>;

export const viewCalls = {
  /** The kept views of a register, by name. */
  'view.list': query(z.object({ register: registerId }), z.object({ views: z.array(savedView) })),
  /** Keeps a view; one of the same name is replaced. */
  'view.save': command(
    viewContent.extend({ register: registerId, name: z.string().trim().min(1).max(40) }),
    z.object({ id: z.string(), replaced: z.boolean() }),
  ),
  'view.delete': command(z.object({ id: z.string() }), z.object({})),
} as const;

/** The stored form of a view, read back. */
export const storedView = viewContent;
