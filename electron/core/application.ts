import { existsSync } from 'node:fs';
import path from 'node:path';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import { carryHandlers } from './carry/carry-handlers.ts';
import { checkHandlers } from './check/check-handlers.ts';
import { Checking } from './check/checking.ts';
import { ruleHandlers } from './check/rule-handlers.ts';
import { clipboardHandlers } from './clipboard/clipboard-handlers.ts';
import { indicatorHandlers } from './counting/indicator-handlers.ts';
import { demoHandlers } from './demo/demo-handlers.ts';
import { createDispatcher, type Dispatch } from './dispatcher.ts';
import { duplicateHandlers } from './duplicate/duplicate-handlers.ts';
import { type Environment, newId } from './environment.ts';
import { evidenceHandlers } from './evidence/evidence-handlers.ts';
import { exchangeHandlers } from './exchange/exchange-handlers.ts';
import { filingHandlers } from './exchange/filing-handlers.ts';
import { keyHandlers } from './exchange/key-handlers.ts';
import { bulkHandlers } from './ledger/bulk-handlers.ts';
import { conflictHandlers } from './ledger/conflict-handlers.ts';
import { listHandlers } from './ledger/list-handlers.ts';
import { recordHandlers } from './ledger/record-handlers.ts';
import { replaceHandlers } from './ledger/replace-handlers.ts';
import { rowHandlers } from './ledger/row-handlers.ts';
import { narrativeHandlers } from './narrative/narrative-handlers.ts';
import { overviewHandlers } from './overview/overview-handlers.ts';
import { planHandlers } from './plan/plan-handlers.ts';
import { recordSheetHandlers } from './record-sheet/record-sheet-handlers.ts';
import { reportHandlers } from './report/report-handlers.ts';
import { commentHandlers } from './review/comment-handlers.ts';
import { correctionHandlers } from './review/correct.ts';
import { reviewHandlers } from './review/review-handlers.ts';
import { secondLookHandlers } from './review/second-look-handlers.ts';
import { sheetHandlers } from './sheet/sheet-handlers.ts';
import { similarHandlers } from './similar/similar-handlers.ts';
import { unitHandlers } from './unit/unit-handlers.ts';
import { viewHandlers } from './view/view-handlers.ts';
import { WorkRunner } from './work/work-runner.ts';
import { workspaceHandlers } from './workspace/workspace-handlers.ts';
import { WorkspaceHolder } from './workspace-holder.ts';

export interface ApplicationOptions {
  readonly onEvent: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  /** Told of failures that are our fault. */
  readonly onInternalError?: (trace: string, name: string, error: unknown) => void;
  /** Folder of the migrations; beside the code unless bundled. */
  readonly migrationsDir?: string;
  /** A database of more bytes than this is checked while it is read already. */
  readonly checkedAtOnce?: number;
  readonly checkOutput?: boolean;
}

/** The core: everything behind the contract, used alike by the core process, the command line and tests. */
export interface Application {
  readonly dispatch: Dispatch;
  close(): void;
}

/** Builds the core in the order of dependence. */
export function createApplication(environment: Environment, options: ApplicationOptions): Application {
  const holder = new WorkspaceHolder({
    environment,
    migrationsDir: options.migrationsDir ?? migrationsBesideCode(),
    checkedAtOnce: options.checkedAtOnce,
    onChanged: (changed) => {
      options.onEvent('data.changed', changed);
      // Other rules, another plan, another period: what the records show is worked out anew.
      if (changed.topics.includes('workspace') && holder.isOpen) checking.catchUp(holder.session());
    },
    isBusy: () => runner.isBusy,
    onBeside: (label, work) => {
      runner.run(label, () => work, false).catch(() => undefined);
    },
  });
  const runner: WorkRunner = new WorkRunner((progress) => options.onEvent('work.progress', progress));
  const checking = new Checking(runner);
  const { session } = holder;
  const dispatch = createDispatcher(
    {
      ...workspaceHandlers(holder),
      ...demoHandlers(holder, runner, environment, (demo) => createApplication(demo, { onEvent: () => {} })),
      ...overviewHandlers(session),
      ...recordHandlers(session, runner),
      ...rowHandlers(session),
      ...recordSheetHandlers(session),
      ...listHandlers(session),
      ...conflictHandlers(session),
      ...similarHandlers(session, runner),
      ...duplicateHandlers(session, runner),
      ...carryHandlers(session, runner),
      ...bulkHandlers(session, runner),
      ...clipboardHandlers(session, runner, environment),
      ...unitHandlers(session),
      ...viewHandlers(session),
      ...replaceHandlers(session, runner),
      ...evidenceHandlers(session),
      ...checkHandlers(session, checking),
      ...ruleHandlers(session),
      ...narrativeHandlers(session),
      ...sheetHandlers(session, runner),
      ...exchangeHandlers(session, runner, checking),
      ...keyHandlers(session, runner),
      ...filingHandlers(session, runner),
      ...reviewHandlers(session),
      ...secondLookHandlers(session),
      ...commentHandlers(session),
      ...correctionHandlers(session),
      ...indicatorHandlers(session),
      ...planHandlers(session),
      ...reportHandlers(session, runner),
      'work.cancel'({ work }) {
        runner.cancel(work);
        return {};
      },
    },
    {
      newTrace: () => newId(environment, 6),
      idle: (name) => holder.idle(name),
      reportInternal: (trace, name, error) => options.onInternalError?.(trace, name, error),
      ...(options.checkOutput ? { checkOutput: true } : {}),
    },
  );
  return { dispatch, close: () => holder.close() };
}

/** The sources keep them beside the database code, the bundle beside itself. */
function migrationsBesideCode(): string {
  const bundled = path.join(import.meta.dirname, 'migrations');
  return existsSync(bundled) ? bundled : path.join(import.meta.dirname, 'database', 'migrations');
}
