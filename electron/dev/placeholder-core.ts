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
  post({
    type: 'reply',
    id,
    result: { ok: true, value: { name, node: process.versions.node, start: JSON.parse(process.argv[2] ?? '{}') } },
  });
};
if (port) port.on('message', (event) => receive(event.data));
else process.on('message', receive);
