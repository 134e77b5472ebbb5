import type { Workspace } from '../workspace/workspace.ts';
import { Pace } from './pace.ts';
import type { UnitOfWork, WorkOptions } from './unit-of-work.ts';
import type { WorkRunner } from './work-runner.ts';

/** So many records are written faster than anybody could ask to stop. */
const AT_ONCE = 200;

/** What writes many records: the workspace, and what tells the window how far it is. */
export interface ManyWork {
  readonly workspace: Workspace;
  readonly runner: WorkRunner;
  readonly options: WorkOptions;
  /** Records that are to be written. */
  readonly total: number;
}

/**
 * One unit of work over many records, given in steps: one gives the number of records done so far. Few are written at once; many in
 * slices, so that questions are answered meanwhile, with progress and a way to stop. Error: `CANCELLED`; then nothing is written.
 */
export async function workOnMany<T>(
  { workspace, runner, options, total }: ManyWork,
  steps: (work: UnitOfWork) => Generator<number, T>,
): Promise<T> {
  if (total <= AT_ONCE) {
    return workspace.work(options, (work) => {
      const stepping = steps(work);
      for (;;) {
        const { done, value } = stepping.next();
        if (done) return value;
      }
    });
  }
  return runner.runBeside(options.label, ({ signal, report }) =>
    workspace.workInSlices(
      options,
      async (work) => {
        const pace = new Pace(signal, (done) => report(done, total));
        const stepping = steps(work);
        for (;;) {
          const { done, value } = stepping.next();
          if (done) return value;
          await pace.step(value);
        }
      },
      signal,
    ),
  );
}
