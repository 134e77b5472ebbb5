import process from 'node:process';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { createTally } from './steps.mjs';

// `core` runs only the tests of one process; without a word, types and lint as well.
ensureDependencies();
const tally = createTally();
if (process.argv[2] !== 'core') {
  tally.types();
  tally.lint();
}
tally.vitest('in Node', ['--project', 'unit', '--project', 'core', '--project', 'exchange']);
process.exit(tally.finish());
