import process from 'node:process';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { ensureRuntime } from './ensure-runtime.mjs';
import { displayWrapper, ensureSystem } from './ensure-system.mjs';
import { createTally } from './steps.mjs';

// Everything; `e2e` runs only what needs the window.
const onlyWindow = process.argv[2] === 'e2e';
ensureDependencies();
const executable = ensureRuntime();
ensureSystem(executable, { peers: true });
const tally = createTally();
if (!onlyWindow) {
  tally.types();
  tally.lint();
}
const built = tally.build();
if (!onlyWindow) tally.vitest('in Node', ['--project', 'unit', '--project', 'core', '--project', 'exchange']);
if (built) {
  tally.vitest('in the window', ['--project', 'e2e', ...process.argv.slice(3)], {
    wrapper: displayWrapper(),
    env: { TAIZHANG_ELECTRON: executable },
  });
}
process.exit(tally.finish());
