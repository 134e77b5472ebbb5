import { expect, test } from 'vitest';
import { proveKills } from '../../fuzz/kills/prove.ts';
import { temporaryFolder } from '../../support/office.ts';

test('submit, receive, reply and undo, killed at any moment, leave the state before or after, and the next start says which', async () => {
  const { found, failures } = await proveKills({ base: temporaryFolder(), runs: 7, seed: 5, records: 40 });
  expect(failures).toEqual([]);
  // Some came too late to disturb anything, or too early; never all of them.
  expect(Object.keys(found).some((name) => name.endsWith('before'))).toBe(true);
}, 600_000);
