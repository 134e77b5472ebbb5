import { expect, test } from 'vitest';
import { effort, progress } from './effort.ts';
import { proveOnWorkspaces } from './workspaces/prove.ts';

test('real workspaces agree in the end, whatever was done with them and their packages', async () => {
  const { runs, seed } = effort({ runs: 300, seed: 20_200_331 });
  const proof = await proveOnWorkspaces({ runs, seed, onRun: progress('histories', runs) });
  if (proof.failure) expect.fail(proof.failure);
  console.log(`${proof.runs} histories on real workspaces, ${proof.acts} acts, seed ${seed}`);
  expect(proof.runs).toBe(runs);
});
