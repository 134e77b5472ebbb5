import path from 'node:path';
import process from 'node:process';
import { isStale } from './build.mjs';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { ensureRuntime } from './ensure-runtime.mjs';
import { displayWrapper, ensureSystem, lacksDisplay, runtimeArguments } from './ensure-system.mjs';
import { root } from './paths.mjs';
import { fail, run, runNode } from './run.mjs';

/** Installs and builds what is missing and opens the application; answers its exit code. */
export function start(args) {
  ensureDependencies();
  const executable = ensureRuntime();
  ensureSystem(executable);
  if (isStale() && runNode([path.join(root, 'electron/dev/build.mjs')]) !== 0)
    fail('程序没有构建成功，上面写明了原因。');
  if (lacksDisplay()) console.log('这台机器没有显示器，程序在虚拟显示（Xvfb）中运行，看不到窗口。');
  return run(executable, [...runtimeArguments(), root, ...args], { wrapper: displayWrapper() });
}

if (process.argv[1] === path.join(root, 'electron/dev/start.mjs')) process.exit(start(process.argv.slice(2)));
