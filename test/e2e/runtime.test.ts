import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presentRuntime } from '../../electron/dev/ensure-runtime.mjs';
import { root } from '../../electron/dev/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch.ts';

interface Report {
  readonly node: string;
  readonly electron: string;
  readonly results: Readonly<Record<string, string>>;
}

const probe = path.join(root, 'test', 'e2e', 'support', 'runtime-probe.mjs');

function expectAll({ node, electron, results }: Report): void {
  expect(electron).toMatch(/^\d+\./);
  const names = ['sha256', 'blake2b', 'ed25519 of noble', 'ed25519 of the runtime', 'age', 'deflate', 'zip'];
  // The installed application runs a Node that the native module knows; a borrowed older one runs the core beside it.
  const expected = Number(node.split('.')[0]) >= 22 ? [...names, 'sqlite'] : names;
  expect(results).toEqual(Object.fromEntries(expected.map((name) => [name, 'ok'])));
}

describe('what the core stands on, in Electron', () => {
  let launched: LaunchedApp;

  beforeAll(async () => {
    launched = await launchApp();
  });

  afterAll(() => launched?.close());

  it('holds in its Node', () => {
    const runtime = process.env.TAIZHANG_ELECTRON ?? presentRuntime()!;
    const printed = execFileSync(runtime, [probe], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
    });
    expectAll(JSON.parse(printed) as Report);
  });

  it('holds in its utility process', async () => {
    const printed = await launched.app.evaluate(
      ({ utilityProcess }, file) =>
        new Promise<string>((resolve) =>
          utilityProcess.fork(file).once('message', (message) => resolve(String(message))),
        ),
      probe,
    );
    expectAll(JSON.parse(printed) as Report);
  });
});
