import { isMainThread } from 'node:worker_threads';
import { z } from 'zod';
import { createApplication } from './application.ts';
import { systemEnvironment } from './environment.ts';

/**
 * The core in a process of its own: answers calls that come as messages, tells events as messages. The same on Electron's
 * utility process and on a forked Node; only the port differs.
 */
const startup = z.object({ resourcesDir: z.string(), userData: z.string(), workspace: z.string().nullable() });
const callMessage = z.object({ type: z.literal('call'), id: z.number(), name: z.string(), input: z.unknown() });

interface ParentPort {
  postMessage(message: unknown): void;
  on(name: 'message', listener: (event: { data: unknown }) => void): void;
}

const port = (process as unknown as { parentPort?: ParentPort }).parentPort;
const post = (message: unknown): void => {
  if (port) port.postMessage(message);
  else process.send?.(message);
};

/** The bundle is the threads' program too; they serve no calls. */
if (isMainThread) serve();

function serve(): void {
  const given = startup.parse(JSON.parse(process.argv[2] ?? '{}'));
  const application = createApplication(systemEnvironment(given.resourcesDir, given.userData), {
    onEvent: (name, payload) => post({ type: 'event', name, payload }),
    onInternalError: (trace, name, error) => {
      process.stderr.write(
        `[${trace}] ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    },
  });

  const opening =
    given.workspace === null ? Promise.resolve() : application.dispatch('workspace.open', { path: given.workspace });

  async function answer(message: unknown): Promise<void> {
    const call = callMessage.safeParse(message);
    if (!call.success) return;
    await opening;
    const { id, name, input } = call.data;
    post({ type: 'reply', id, result: await application.dispatch(name, input) });
  }

  if (port) port.on('message', (event) => void answer(event.data));
  else process.on('message', (message) => void answer(message));

  // When the window's process goes away there is nobody left to ask; the workspace is closed in order.
  process.on('disconnect', () => {
    application.close();
    process.exit(0);
  });
  process.on('SIGTERM', () => {
    application.close();
    process.exit(0);
  });
}
