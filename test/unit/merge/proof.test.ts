import { describe, expect, it } from 'vitest';
import { BROKEN } from '../../fuzz/merge/broken-rules.ts';
import { prove } from '../../fuzz/merge/prove.ts';

describe('the exchange of many offices', { timeout: 120_000 }, () => {
  it('brings all to agree, with nothing gone unseen (npm run fuzz -- merge tries many more)', () => {
    const proof = prove({ runs: 1500, seed: 20_200_331 });
    if (proof.failure) expect.fail(proof.failure);
    // The histories must be worth the name.
    expect(proof.steps).toBeGreaterThan(40_000);
    expect(proof.conflicts).toBeGreaterThan(10_000);
  });

  it.each(Object.keys(BROKEN))('would not, if %s', (name) => {
    const { failure } = prove({ runs: 3000, seed: 1, rules: BROKEN[name]!, shrink: false });
    expect(failure).not.toBeNull();
  });

  it('tells a failure as a short script to read', () => {
    const { failure } = prove({ runs: 500, seed: 1, rules: BROKEN['joining lets the incoming side win']! });
    const lines = failure?.split('\n') ?? [];
    expect(lines[0]).toMatch(/^种子 1，路径 /);
    expect(lines.length).toBeLessThan(14);
    expect(failure).toMatch(/收到第 \d+ 号包，装入/);
  });
});
