import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { runAlone } from '../../bench/own-process.ts';
import { temporaryFolder } from '../../support/office.ts';

test('the memory of a piece of work is its own, however much the process had that started it', () => {
  const folder = temporaryFolder();
  const script = path.join(folder, 'piece.mjs');
  const bench = pathToFileURL(path.join(import.meta.dirname, '../../bench/own-process.ts')).href;
  writeFileSync(
    script,
    `import { tellRun } from ${JSON.stringify(bench)};
     await tellRun(async () => Buffer.alloc(Number(process.argv[2]), 1).length, () => ({ given: process.argv[2] }));`,
  );
  const held = Buffer.alloc(400_000_000, 1);
  const little = runAlone<ReturnType<typeof runAlone> & { given: string }>(script, folder, '1');
  expect(little).toMatchObject({ given: '1' });
  expect(little.maxRss).toBeLessThan(200);
  expect(runAlone(script, folder, '300000000').maxRss).toBeGreaterThan(300);
  expect(held.length).toBe(400_000_000);
});
