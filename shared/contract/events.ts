import { z } from 'zod';

/** What the core and the main process tell the window. Events only report; nothing is steered by them. */
export const events = {
  /** After a commit: which registers and which other things changed. The views refresh from this and nothing else. */
  'data.changed': z.object({
    registers: z.array(z.string()),
    /** Touched records; absent when more than 200. */
    records: z.array(z.string()).optional(),
    topics: z.array(
      z.enum(['records', 'reviews', 'comments', 'narratives', 'packages', 'keys', 'workspace', 'acts', 'views']),
    ),
  }),
  /** Long work: `total` is 0 while unknown. `done` reaching `total` ends it. */
  'work.progress': z.object({
    work: z.string(),
    label: z.string(),
    done: z.number(),
    total: z.number(),
    cancellable: z.boolean(),
    finished: z.boolean(),
  }),
  menu: z.object({ id: z.string() }),
  'open-file': z.object({ path: z.string() }),
  'core.lost': z.object({ message: z.string() }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
