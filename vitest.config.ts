import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const inNode = { environment: 'node', testTimeout: 30_000 } as const;

export default defineConfig({
  test: {
    // Its own choice leaves one of two cores idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { test: { ...inNode, name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      { test: { ...inNode, name: 'core', include: ['test/core/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { ...inNode, name: 'exchange', include: ['test/exchange/**/*.test.ts'], testTimeout: 120_000 } },
      // Only by `npm run fuzz`.
      { test: { ...inNode, name: 'fuzz', include: ['test/fuzz/*.fuzz.ts'], testTimeout: 0 } },
      {
        test: {
          ...inNode,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
