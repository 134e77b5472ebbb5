import process from 'node:process';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { ensureRuntime } from './ensure-runtime.mjs';
import { displayWrapper, ensureSystem } from './ensure-system.mjs';
import { sourceNode } from './paths.mjs';
import { run } from './run.mjs';
import { createTally } from './steps.mjs';

// Walks the real window through the demo and writes the pictures of the guide anew.
ensureDependencies();
const executable = ensureRuntime();
ensureSystem(executable);
if (!createTally().build()) process.exit(1);
process.exit(
  run(sourceNode(), ['test/pictures/take-pictures.ts', ...process.argv.slice(2)], {
    wrapper: displayWrapper(),
    env: { TAIZHANG_ELECTRON: executable },
  }),
);
