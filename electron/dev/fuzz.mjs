import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { root } from './paths.mjs';
import { fail, packageScript, runNode } from './run.mjs';

// `npm run fuzz -- package [--cases N] [--seed S] [--from CASE] [--records N]`: what is tried at random is a file test/fuzz/<subject>.fuzz.ts; without a word, every one.
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string' },
    cases: { type: 'string' },
    seed: { type: 'string' },
    from: { type: 'string' },
    records: { type: 'string' },
  },
});
ensureDependencies();
const folder = path.join(root, 'test', 'fuzz');
const known = readdirSync(folder).flatMap((name) => /^(.+)\.fuzz\.ts$/.exec(name)?.[1] ?? []);
const subjects = positionals.length > 0 ? positionals : known;
for (const subject of subjects) {
  if (!existsSync(path.join(folder, `${subject}.fuzz.ts`)))
    fail(`npm run fuzz -- ${known.join(' | ')} [--cases N] [--seed S] [--from CASE] [--records N]`);
}
const env = {
  ...((values.cases ?? values.runs) === undefined ? {} : { FUZZ_RUNS: values.cases ?? values.runs }),
  ...(values.seed === undefined ? {} : { FUZZ_SEED: values.seed }),
  ...(values.from === undefined ? {} : { FUZZ_FROM: values.from }),
  ...(values.records === undefined ? {} : { FUZZ_RECORDS: values.records }),
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
