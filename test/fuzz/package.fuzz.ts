import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { effort, progress } from './effort.ts';
import { fuzzPackages } from './package/fuzz-packages.ts';
import { Watchdog } from './watchdog.ts';

test('whatever becomes of a package, it is taken or refused in good order, and what is refused changes nothing', async () => {
  const { runs, seed, from } = effort({ runs: 20_000, seed: 20_200_702 });
  const base = mkdtempSync(path.join(tmpdir(), 'taizhang-fuzz-'));
  const watchdog = new Watchdog(`case of seed ${seed}`);
  const tell = progress('packages', runs);
  const { outcomes, failures } = await fuzzPackages({
    base,
    seed,
    from,
    cases: runs,
    thoroughEvery: 8,
    onCase: (done) => {
      watchdog.see(from + done);
      tell(done);
    },
  });
  await watchdog.stop();
  console.log(`${JSON.stringify(outcomes)}, seed ${seed}`);
  if (failures.length > 0) expect.fail(failures.join('\n\n'));
  rmSync(base, { recursive: true, force: true });
});
