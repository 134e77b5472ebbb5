import { parentPort, Worker, workerData } from 'node:worker_threads';
import { AppError, type AppErrorValue } from '../../../shared/errors.ts';
import { loadReadings } from '../search/initials.ts';
import { checkSound, openDatabase } from './database.ts';

/** What a thread of its own does with a database: check its pages, answer a query, or carry out a statement. */
export type DatabaseJob =
  | { readonly kind: 'check'; readonly file: string }
  | { readonly kind: 'query'; readonly file: string; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly kind: 'execute'; readonly file: string; readonly sql: string };

const CHECK_CACHE_KILOBYTES = 4096;

type Answer = { readonly rows: readonly unknown[] } | { readonly refusal: AppErrorValue } | { readonly fault: string };

export interface RunningJob {
  /** The rows of a query. Errors: those of the database, `WORKSPACE_DAMAGED` from a check. */
  readonly done: Promise<readonly unknown[]>;
  /** Gives up waiting; the job itself ends when SQLite comes to its end. */
  stop(): void;
}

/**
 * Does in a thread, on a connection of its own, what would hold up every answer of the core for seconds. The thread starts from this
 * very file, or from the bundle that holds it.
 */
export function inThread(job: DatabaseJob): RunningJob {
  const thread = new Worker(new URL(import.meta.url), { workerData: { databaseJob: job } });
  const done = new Promise<readonly unknown[]>((resolve, reject) => {
    thread.once('message', (answer: Answer) => {
      if ('rows' in answer) resolve(answer.rows);
      else if ('refusal' in answer)
        reject(new AppError(answer.refusal.code, answer.refusal.message, answer.refusal.details));
      else reject(new Error(answer.fault));
    });
    thread.once('error', reject);
    thread.once('exit', () => reject(new AppError('CANCELLED', '已停止，没有留下半途的内容。')));
  });
  return { done, stop: () => void thread.terminate() };
}

async function carryOut(job: DatabaseJob): Promise<readonly unknown[]> {
  // The dictionary takes as long to load as the thread to start; only this function reads by it.
  if (job.kind === 'query' && job.sql.includes('has_initials')) await loadReadings();
  // A check comes by every page once.
  const cache = job.kind === 'check' ? { cacheKilobytes: CHECK_CACHE_KILOBYTES } : {};
  const database = openDatabase(job.file, { readonly: job.kind !== 'execute', ...cache });
  try {
    if (job.kind === 'check') checkSound(database);
    if (job.kind === 'execute') database.exec(job.sql);
    return job.kind === 'query' ? database.prepare(job.sql).all(...job.parameters) : [];
  } finally {
    database.close();
  }
}

const given = (workerData as { databaseJob?: DatabaseJob } | null)?.databaseJob;
if (given) void serve(given);

async function serve(given: DatabaseJob): Promise<void> {
  let answer: Answer;
  try {
    answer = { rows: await carryOut(given) };
  } catch (error) {
    answer =
      error instanceof AppError
        ? { refusal: error.toValue() }
        : { fault: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
}
