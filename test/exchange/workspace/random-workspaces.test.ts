import { expect, test } from 'vitest';
import { proveOnWorkspaces } from '../../fuzz/workspaces/prove.ts';

test('real workspaces agree in the end, whatever was done (npm run fuzz -- workspaces tries many more)', async () => {
  const proof = await proveOnWorkspaces({ runs: 4, seed: 6 });
  if (proof.failure) expect.fail(proof.failure);
  expect(proof.acts).toBeGreaterThan(20);
});
