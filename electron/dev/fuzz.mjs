import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { root } from './paths.mjs';
import { fail, packageScript, runNode } from './run.mjs';

// `npm run fuzz -- merge [--runs N] [--seed S]`: what is tried at random is a file test/fuzz/<subject>.fuzz.ts; without a word, every one.
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, seed: { type: 'string' } },
});
ensureDependencies();
const folder = path.join(root, 'test', 'fuzz');
const known = readdirSync(folder).flatMap((name) => /^(.+)\.fuzz\.ts$/.exec(name)?.[1] ?? []);
const subjects = positionals.length > 0 ? positionals : known;
for (const subject of subjects) {
  if (!existsSync(path.join(folder, `${subject}.fuzz.ts`)))
    fail(`npm run fuzz -- ${known.join(' | ')} [--runs N] [--seed S]`);
}
const env = {
  ...(values.runs === undefined ? {} : { FUZZ_RUNS: values.runs }),
  ...(values.seed === undefined ? {} : { FUZZ_SEED: values.seed }),
};
const codes = subjects.map((subject) =>
  runNode(
    [
      packageScript('vitest', 'vitest.mjs'),
      'run',
      '--project',
      'fuzz',
      '--reporter=verbose',
      `test/fuzz/${subject}.fuzz.ts`,
    ],
    { env },
  ),
);
process.exit(codes.every((code) => code === 0) ? 0 : 1);
