import process from 'node:process';

// Stands in until the core's own entry exists: answers every call with its name.
const port = (
  process as unknown as {
    parentPort?: { postMessage(m: unknown): void; on(n: 'message', l: (e: { data: unknown }) => void): void };
  }
).parentPort;
const post = (message: unknown) => (port ? port.postMessage(message) : process.send?.(message));
const receive = (message: unknown) => {
  const { id, name } = message as { id: number; name: string };
  const refused = { ok: false, error: { code: 'CALL_UNKNOWN', message: '核心尚未装好。' } };
  post({
    type: 'reply',
    id,
    result:
      name === 'workspace.state' ? { ok: true, value: { opened: null, recent: [], suggestedFolder: '' } } : refused,
  });
};
if (port) port.on('message', (event) => receive(event.data));
else process.on('message', receive);
