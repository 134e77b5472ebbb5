import { z } from 'zod';
import { host } from './call.ts';
import { filePath } from './shapes.ts';

const filter = z.object({ name: z.string(), extensions: z.array(z.string()) });

/** What only the main process can do: dialogs, printing, other programs. */
export const hostCalls = {
  'host.pick-files': host(
    z.object({ title: z.string(), filters: z.array(filter).default([]), multiple: z.boolean().default(false) }),
    z.object({ paths: z.array(filePath) }),
  ),
  'host.pick-folder': host(z.object({ title: z.string() }), z.object({ path: filePath.nullable() })),
  'host.pick-save': host(
    z.object({ title: z.string(), suggestedName: z.string(), filters: z.array(filter).default([]) }),
    z.object({ path: filePath.nullable() }),
  ),
  /** With `footer`, that text and the page numbers stand at the foot of every page. */
  'host.print-pdf': host(
    z.object({ html: z.string(), path: filePath, footer: z.string().optional() }),
    z.object({ path: filePath }),
  ),
  'host.show-in-folder': host(z.object({ path: filePath }), z.object({})),
  'host.open-file': host(z.object({ path: filePath }), z.object({})),
  'host.quit': host(z.object({}), z.object({})),
};
