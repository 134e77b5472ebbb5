import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BAG_FILE } from '../../../electron/core/package/bag-text.ts';
import { DEFAULT_PACKAGE_LIMITS } from '../../../electron/core/package/package-limits.ts';
import { packageManifestSchema } from '../../../shared/exchange/package-manifest.ts';
import { PROBLEM_CODES } from '../../../shared/exchange/problem-code.ts';

const README = readFileSync(new URL('../../../electron/core/package/README.md', import.meta.url), 'utf8');

it.each([
  ...Object.keys(packageManifestSchema.shape),
  ...Object.values(BAG_FILE),
  ...PROBLEM_CODES.filter((code) => /^(CHAIN|KEY|ADDRESSEE|PLAN|PERIOD)_/u.test(code)),
])('the description of the format tells of %s', (name) => {
  expect(README).toContain(`\`${name}\``);
});

it('the description of the format states the limits in force', () => {
  const { entries, ratio, lineBytes, listBytes, totalBytes } = DEFAULT_PACKAGE_LIMITS;
  const [line, list, total] = [lineBytes / 1024 ** 2, listBytes / 1024 ** 2, totalBytes / 1024 ** 3];
  for (const words of [
    `${total} GiB`,
    `${entries.toLocaleString('en')} entries`,
    `documents ${list} MiB`,
    `one line ${line} MiB`,
    `${ratio} : 1`,
  ])
    expect(README.replace(/\s+/gu, ' ')).toContain(words);
});
