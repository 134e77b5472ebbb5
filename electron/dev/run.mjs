import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { root, sourceNode } from './paths.mjs';

/** The environment of everything started from here: the checkout's own executables first, and the Node for the core named. */
export function childEnvironment(extra = {}) {
  const bin = path.join(root, 'node_modules', '.bin');
  const node = sourceNode();
  return {
    ...process.env,
    PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
    ...(node ? { TAIZHANG_NODE: node } : {}),
    ...extra,
  };
}

/** Runs a program in the checkout with this terminal and answers its exit code. */
export function run(command, args, { env = {}, wrapper = [] } = {}) {
  const [program, ...rest] = [...wrapper, command, ...args];
  const done = spawnSync(program, rest, { cwd: root, stdio: 'inherit', env: childEnvironment(env) });
  if (done.error) throw done.error;
  return done.status ?? 1;
}

/** Runs a file or package program with the Node of the sources. */
export function runNode(args, options) {
  return run(sourceNode(), args, options);
}

/** The script behind an executable of an installed package, to be run with the Node of the sources. */
export function packageScript(...parts) {
  return path.join(root, 'node_modules', ...parts);
}

/** Stops with one sentence. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
