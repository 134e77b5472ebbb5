import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root, runtimeDir } from './paths.mjs';
import { packageScript, runNode } from './run.mjs';

const ENVIRONMENTS = ['shared', 'electron', 'renderer', 'tsconfig.json'];

/** Runs steps one after another, all of them even when one fails, and sums what they report. */
export function createTally() {
  const tally = { passed: 0, failed: 0, stopped: [] };
  const step = (name, act) => {
    const started = Date.now();
    console.log(`\n— ${name}`);
    const ok = act();
    console.log(`— ${name}: ${ok ? 'done' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (!ok) tally.stopped.push(name);
    return ok;
  };
  return {
    types: () =>
      step('types', () =>
        ENVIRONMENTS.map((project) => runNode([packageScript('typescript', 'bin', 'tsc'), '-p', project])).every(
          (code) => code === 0,
        ),
      ),
    lint: () =>
      step(
        'lint',
        () => runNode([packageScript('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings']) === 0,
      ),
    build: () => step('build', () => runNode([path.join(root, 'electron/dev/build.mjs')]) === 0),
    vitest: (name, args, options) => step(name, () => vitest(tally, name, args, options)),
    finish: () => finish(tally),
  };
}

function vitest(tally, name, args, options) {
  const report = path.join(runtimeDir, 'reports', `${name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = runNode([packageScript('vitest', 'vitest.mjs'), 'run', ...args, ...reporters], options);
  if (!existsSync(report)) return false;
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  tally.passed += numPassedTests;
  tally.failed += numFailedTests;
  if (numPendingTests > 0) console.log(`${numPendingTests} skipped`);
  return code === 0 && numFailedTests === 0 && numFailedTestSuites === 0;
}

/** Prints the one line that sums it up and answers the exit code. A failed step without a failed test counts as one. */
function finish({ passed, failed, stopped }) {
  if (stopped.length > 0) console.log(`\nfailed: ${stopped.join(', ')}`);
  console.log(`\n${passed} passed, ${stopped.length > 0 ? Math.max(failed, 1) : failed} failed`);
  return stopped.length > 0 || failed > 0 ? 1 : 0;
}
