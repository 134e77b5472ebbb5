import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { effort } from './effort.ts';
import { proveSitting } from './sitting/prove.ts';

test('sixteen packages are received in one sitting, and two bad ones stop nothing else', async () => {
  const { records, seed } = effort({ runs: 1, seed: 1, records: 5000 });
  const base = mkdtempSync(path.join(tmpdir(), 'taizhang-sitting-'));
  const { wrong, took, peak } = await proveSitting({ base, records, seed, tell: (what) => console.log(what) });
  const seconds = Object.entries(took).map(([what, milliseconds]) => `${what} ${(milliseconds / 1000).toFixed(1)} s`);
  console.log(`16 × ${records} records: ${seconds.join(', ')}; at most ${Math.round(peak / 2 ** 20)} MB, seed ${seed}`);
  expect(wrong).toEqual([]);
  rmSync(base, { recursive: true, force: true });
});
