import path from 'node:path';
import type { Handlers } from '../dispatcher.ts';
import type { Environment } from '../environment.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import { viewWorkspace } from '../workspace/workspace-handlers.ts';
import type { WorkspaceHolder } from '../workspace-holder.ts';
import type { NewApplication } from './demo-office.ts';
import { makeDemo } from './make-demo.ts';

/** Making the demo province from the window, and opening the office asked for. */
export function demoHandlers(
  holder: WorkspaceHolder,
  runner: WorkRunner,
  environment: Environment,
  newApplication: NewApplication,
): Pick<Handlers, 'workspace.demo'> {
  return {
    'workspace.demo': ({ path: folder, office, cities, projects, seed }) =>
      runner.run('正在生成演示数据', async ({ report, signal }) => {
        await makeDemo(environment, {
          folder,
          cities,
          projects,
          seed,
          newApplication,
          signal,
          onProgress: (_label, done, total) => report(done, total),
        });
        return viewWorkspace(await holder.open(path.join(folder, office)));
      }),
  };
}
