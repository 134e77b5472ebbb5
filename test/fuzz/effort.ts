/**
 * How much a fuzz run shall do: `--runs` (or `--cases`), `--seed`, `--from` and `--records` of `npm run fuzz`, or what its subject does
 * unless told.
 */
export function effort(usual: { readonly runs: number; readonly seed: number; readonly records?: number }): {
  runs: number;
  seed: number;
  from: number;
  records: number;
} {
  const { FUZZ_RUNS, FUZZ_SEED, FUZZ_FROM, FUZZ_RECORDS } = process.env;
  return {
    runs: Number(FUZZ_RUNS ?? usual.runs),
    seed: Number(FUZZ_SEED ?? usual.seed),
    from: Number(FUZZ_FROM ?? 0),
    records: Number(FUZZ_RECORDS ?? usual.records ?? 0),
  };
}

/** Says on the terminal how far it has come, about ten times in all. */
export function progress(what: string, total: number): (done: number) => void {
  const started = Date.now();
  const every = Math.max(1, Math.floor(total / 10));
  return (done) => {
    if (done % every === 0 && done <= total)
      console.log(`${what}: ${done} / ${total}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
  };
}
