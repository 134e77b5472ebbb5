import { expect, test } from 'vitest';
import { effort, progress } from './effort.ts';
import { prove } from './merge/prove.ts';

test('whatever offices do and whatever becomes of their packages, all agree in the end', () => {
  const { runs, seed } = effort({ runs: 12_000, seed: 20_200_331 });
  const proof = prove({ runs, seed, onRun: progress('histories', runs) });
  if (proof.failure) expect.fail(proof.failure);
  console.log(`${proof.runs} histories, ${proof.steps} steps, ${proof.conflicts} conflicts seen, seed ${seed}`);
  expect(proof.runs).toBe(runs);
});
