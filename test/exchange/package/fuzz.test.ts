import { expect, test } from 'vitest';
import { fuzzPackages } from '../../fuzz/package/fuzz-packages.ts';
import { temporaryFolder } from '../../support/office.ts';

/** A few of what `npm run fuzz` tries. */
test('a hundred packages changed at random are taken or refused in good order', async () => {
  const { outcomes, failures } = await fuzzPackages({
    base: temporaryFolder(),
    seed: 20_200_702,
    from: 0,
    cases: 100,
    thoroughEvery: 2,
  });
  expect(failures).toEqual([]);
  // Every depth is reached: encryption, container, signature, content.
  expect(Object.keys(outcomes)).toEqual(
    expect.arrayContaining(['received', 'ENCRYPTION_DAMAGED', 'BAG_NOT_CANONICAL', 'FORMAT_INVALID']),
  );
});
