import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { effort, progress } from './effort.ts';
import { proveKills } from './kills/prove.ts';

test('killed at any moment, a workspace is as it was before or as it is after, and the next start says which', async () => {
  const { runs, seed, from, records } = effort({ runs: 200, seed: 1, records: 100 });
  const base = mkdtempSync(path.join(tmpdir(), 'taizhang-kills-'));
  const { found, failures } = await proveKills({
    base,
    runs,
    seed,
    from,
    records,
    onRun: progress('kills', runs),
    onWrong: (what) => console.log(what),
  });
  console.log(`${JSON.stringify(found)}, seed ${seed}`);
  if (failures.length > 0) expect.fail(failures.join('\n\n'));
  rmSync(base, { recursive: true, force: true });
});
